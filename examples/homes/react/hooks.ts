import type { DealBook, FollowedBook } from 'dealbook';
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';

/** A followed book as an external store of React: who listens is told when another book is there. */
export interface BookStore {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => DealBook;
  /** Reads what has changed: after an act of one's own, when a message says so, or by a timer of the host's. */
  readonly refresh: () => Promise<void>;
}

export function bookStore(live: FollowedBook): BookStore {
  const listeners = new Set<() => void>();
  let shown = live.book;
  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    getSnapshot: () => shown,
    refresh: async () => {
      await live.refresh();
      if (live.book === shown) return;
      shown = live.book;
      for (const listener of listeners) listener();
    },
  };
}

/** `<BookContext value={store}>` around what reads the book. */
export const BookContext: React.Context<BookStore | null> = createContext<BookStore | null>(null);

/** The book as it is now; what uses it renders again when another one is there. */
export function useDealBook(): DealBook {
  const store = useContext(BookContext);
  if (store === null) throw new Error('There is no BookContext around this component.');
  return useSyncExternalStore(store.subscribe, store.getSnapshot, store.getSnapshot);
}

/** A report of the book, computed again only when the book changes or the options are others than before. */
export function useReport<O, R>(report: (book: DealBook, options: O) => R, options: O): R {
  const book = useDealBook();
  const asked = JSON.stringify(options); // stands for the options, which are written anew in each rendering
  return useMemo(() => report(book, options), [report, book, asked]);
}
