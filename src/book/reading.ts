import { checkIterable } from './check-input.ts';

/** What is looked at of an `AbortSignal`; any `AbortSignal` will do. */
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

/** The same chunks, followed and stopped as the options say. */
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
    stopIfAborted(signal);
    checkIterable('chunk', chunk);
    yield counted(chunk);
    onProgress?.({ deals, events });
  }
}

/** Throws the reason of a signal that was aborted. */
export function stopIfAborted(signal: Signal | undefined): void {
  if (signal?.aborted) throw signal.reason;
}
