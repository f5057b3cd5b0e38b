import type { KeyCount } from '../../book/selection/count-by-key.ts';
import { addMoney, multiplyMoney } from '../../money/arithmetic.ts';
import { type Money, money } from '../../money/money.ts';
import { addCounts, type DealCount } from '../deal-count.ts';

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

/** Open deals that are equally likely to be won, null where that is not known, with their potential. */
export type OpenLot = readonly [probability: number | null, counted: DealCount];

/** Deals counted by keys of which the last is how likely they are. */
export function openLot({ key, ...counted }: KeyCount): OpenLot {
  return [key.at(-1) as number | null, counted];
}

/** What lots of open deals are worth together. */
export function figuresOfLots(lots: Iterable<OpenLot>, currency: string): ActiveFigures {
  const byProbability = new Map<number | null, DealCount>();
  for (const [probability, counted] of lots) {
    const known = byProbability.get(probability);
    byProbability.set(probability, known === undefined ? counted : addCounts(known, counted));
  }
  let figures: ActiveFigures = {
    open: 0,
    potential: money(0, currency),
    weighted: money(0, currency),
    unknownProbability: 0,
    unpriced: 0,
  };
  for (const [probability, { deals, unpriced, amount }] of byProbability) {
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
