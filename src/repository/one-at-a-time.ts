/**
 * The same work, never done twice at once: those who ask before it begins share it. Those who ask while it is under way
 * share the next time, since it may be past what they have in mind already.
 */
export function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let latest: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    waiting = undefined;
    return work();
  };
  return () => {
    if (waiting === undefined) {
      waiting = latest.then(begin, begin);
      latest = waiting;
    }
    return waiting;
  };
}
