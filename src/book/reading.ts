import { callback, checkOption, iterable, type OptionsOf, object } from '../options.ts';
/** The part of an `AbortSignal` that is read; any `AbortSignal` fits. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** How far a reading has come. */
export interface ReadingProgress {
  /** Histories read so far. */
  readonly deals: number;
  /** Their events. */
  readonly events: number;
}

/** How a stream of histories is followed, and stopped. */
export interface ReadingOptions {
  /** Told after every chunk. */
  readonly onProgress?: ((progress: ReadingProgress) => void) | undefined;
  /** Once aborted, no further chunk is read: the stream is freed, and the signal's reason thrown. */
  readonly signal?: Signal | undefined;
}

export const readingOptions: OptionsOf<ReadingOptions> = { onProgress: callback, signal: object };

/** The same chunks, with progress reported and the signal obeyed. */
export async function* followed<T extends readonly unknown[]>(
  chunks: AsyncIterable<Iterable<T>>,
  { onProgress, signal }: ReadingOptions,
): AsyncIterable<Iterable<T>> {
  let deals = 0;
  let events = 0;
  function* counted(chunk: Iterable<T>): Iterable<T> {
    for (const history of chunk) {
      yield history;
      deals++;
      events += history.length;
    }
  }
  stopIfAborted(signal);
  for await (const chunk of chunks) {
    checkOption('chunks', chunk, iterable);
    stopIfAborted(signal);
    yield counted(chunk);
    onProgress?.({ deals, events });
  }
}

/** Throws the reason of an aborted signal. */
export function stopIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw signal.reason;
}
