import { stateOf } from '../../../../src/book/view/book.ts';
import { bookAsOf, type DealBook, type Period } from '../../../../src/index.ts';
import { periodOf } from '../../data/questions.ts';
import { end } from '../../data/sales.ts';
import { type Figures, type Work, work } from '../../harness/engine.ts';

/** A report of a book that is there when it is asked for. */
export type Answer = (book: () => DealBook) => Work;

/** A report of a year, in each round another one. */
export function ofYear<R>(
  report: (book: DealBook, year: Period) => R,
  figures: (report: R) => Figures,
): Answer {
  return (book) => work({ input: yearOf, run: (year) => report(book(), year), figures });
}

/** A report of a year on a book of which nothing is remembered: what it holds as of its date is worked out before. */
export function ofYearAnew<R>(
  report: (book: DealBook, year: Period) => R,
  figures: (report: R) => Figures,
): Answer {
  return (book) =>
    work({
      input: (round) => ({ whole: asOfRound(book(), round), year: yearOf(round) }),
      run: ({ whole, year }) => report(whole, year),
      figures,
    });
}

/** The same deals as of a moment nobody has asked about before; nothing happens after `end`. */
export function asOfRound(book: DealBook, round: number): DealBook {
  const early = bookAsOf(book, new Date(end + round));
  stateOf(early);
  return early;
}

export function yearOf(round: number): Period {
  const { from, to } = periodOf(round);
  return { start: new Date(from), end: new Date(to) };
}
