import type { DealBook } from '../../book/book.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { addMoney, multiplyMoney } from '../../money/arithmetic.ts';
import { type Money, money } from '../../money/money.ts';
import { countOfRows, type DealCount } from '../deal-count.ts';

/** Open deals, what they are worth and how likely. */
export interface ActiveFigures {
  /** Open deals. */
  readonly open: number;
  /** Their potential. */
  readonly potential: Money;
  /** The sum of potential × probability, over the deals for which both are known. */
  readonly weighted: Money;
  /** Open deals for which neither they nor their stage say how likely they are; zero is a probability. */
  readonly unknownProbability: number;
  /** Open deals without a potential in the management currency. */
  readonly unpriced: number;
}

/** Rows by how likely their deals are to be won; null where that is not known. */
export type RowsByProbability = Map<number | null, number[]>;

export function addRow(rows: RowsByProbability, probability: number | null, row: number): void {
  const known = rows.get(probability);
  if (known === undefined) rows.set(probability, [row]);
  else known.push(row);
}

/** What open deals are worth. */
export function figuresOf(book: DealBook, byProbability: RowsByProbability): ActiveFigures {
  const prices = potentialsOf(book);
  const lots = Array.from(byProbability, ([probability, rows]): OpenLot => {
    return [probability, countOfRows(prices, rows)];
  });
  return figuresOfLots(lots, book.currency);
}

/** Open deals that are equally likely to be won, null where that is not known, with their potential. */
export type OpenLot = readonly [probability: number | null, counted: DealCount];

/** What lots of open deals are worth together. */
export function figuresOfLots(lots: Iterable<OpenLot>, currency: string): ActiveFigures {
  let figures: ActiveFigures = {
    open: 0,
    potential: money(0, currency),
    weighted: money(0, currency),
    unknownProbability: 0,
    unpriced: 0,
  };
  for (const [probability, { deals, unpriced, amount }] of lots) {
    const worth: Money = { amount, currency };
    figures = together(figures, {
      open: deals,
      potential: worth,
      weighted: multiplyMoney(worth, probability ?? 0),
      unknownProbability: probability === null ? deals : 0,
      unpriced,
    });
  }
  return figures;
}

/** The figures of two lots of deals as those of one. */
export function together(a: ActiveFigures, b: ActiveFigures): ActiveFigures {
  return {
    open: a.open + b.open,
    potential: addMoney(a.potential, b.potential),
    weighted: addMoney(a.weighted, b.weighted),
    unknownProbability: a.unknownProbability + b.unknownProbability,
    unpriced: a.unpriced + b.unpriced,
  };
}
