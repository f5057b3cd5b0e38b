import { callback, checkOption, iterable, type OptionsOf, object } from '../options.ts';

/** How a stream of histories is followed, and stopped. */
export interface ReadingOptions {
  /** Told after every chunk. */
  readonly onProgress?:
    | ((progress: {
        /** Histories read so far. */
        readonly deals: number;
        /** Their events. */
        readonly events: number;
      }) => void)
    | undefined;
  /** Any `AbortSignal`. Once aborted, no further chunk is read: the stream is freed, and the signal's reason thrown. */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown } | undefined;
}

export type Signal = NonNullable<ReadingOptions['signal']>;

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
