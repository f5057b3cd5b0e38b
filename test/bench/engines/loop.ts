import type { Cell, Outcome } from '../data/cells.ts';
import { drawn } from '../data/deal.ts';
import { periodOf } from '../data/questions.ts';
import { closedAtOf, statusOf, unitsOf, visitsOf } from '../data/read-deal.ts';
import { stageIds } from '../data/sales.ts';
import { Tallies } from '../data/tallies.ts';
import { type Figures, type Work, work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';

/** How a loop adds amounts. */
interface Arithmetic<A> {
  readonly exact: boolean;
  readonly zero: A;
  of(units: number): A;
  plus(a: A, b: A): A;
  toUnits(amount: A): number;
}

interface PlainVisit {
  readonly stageId: string;
}

/** A deal as an application holds it, its potential converted already. */
interface PlainDeal<A> {
  readonly status: 'won' | 'lost' | 'open';
  readonly closedAt: Date | null;
  readonly potential: A | null;
  readonly visits: readonly PlainVisit[];
}

interface Sum<A> {
  deals: number;
  amount: A;
  visits: number;
  skipped: number;
}

/** What one writes without thinking twice: a loop over plain objects that counts in Maps. */
export function serveLoop<A>(variant: string, arithmetic: Arithmetic<A>): void {
  const deals: PlainDeal<A>[] = [];
  const answer = (input: Work<Period>['input']): Work =>
    work({
      input,
      run: (period) => funnelOf(deals, period, arithmetic),
      figures: (cells) => figuresOf(cells, arithmetic),
    });
  serve({
    prepare(data) {
      for (const deal of drawn(data)) {
        const closedAt = closedAtOf(deal);
        const units = unitsOf(deal);
        deals.push({
          status: statusOf(deal),
          closedAt: closedAt === null ? null : new Date(closedAt),
          potential: units === null ? null : arithmetic.of(units),
          visits: visitsOf(deal).map(({ stage }) => ({ stageId: stageIds[stage] as string })),
        });
      }
    },
    works: {
      [variant]: {
        'funnel of all deals': answer(() => null),
        'funnel of a period': answer(periodOf),
      },
    },
    inexact: arithmetic.exact ? [] : [variant],
  });
}

type Period = { readonly from: number; readonly to: number } | null;

function funnelOf<A>(
  deals: readonly PlainDeal<A>[],
  period: Period,
  { zero, plus }: Arithmetic<A>,
): Map<string, Sum<A>> {
  const sums = new Map<string, Sum<A>>();
  for (const deal of deals) {
    if (period !== null) {
      if (deal.closedAt === null) continue;
      const at = deal.closedAt.getTime();
      if (at < period.from || at >= period.to) continue;
    }
    for (const [stageId, { outcome, visits }] of cellsOf(deal)) {
      const key = `${stageId} ${outcome}`;
      let sum = sums.get(key);
      if (sum === undefined) {
        sum = { deals: 0, amount: zero, visits: 0, skipped: 0 };
        sums.set(key, sum);
      }
      sum.deals++;
      if (deal.potential !== null) sum.amount = plus(sum.amount, deal.potential);
      sum.visits += visits;
      if (visits === 0) sum.skipped++;
    }
  }
  return sums;
}

const positions = new Map<string, number>(stageIds.map((stageId, position) => [stageId, position]));

/** The stages a deal entered, with the outcome of its last visit to each. */
function cellsOf({ visits, status }: PlainDeal<unknown>): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  const enter = (stageId: string, outcome: Outcome, stays: number): void => {
    const known = cells.get(stageId);
    cells.set(stageId, { outcome, visits: stays + (known === undefined ? 0 : known.visits) });
  };
  for (let i = 0; i < visits.length; i++) {
    const { stageId } = visits[i] as PlainVisit;
    const stage = positions.get(stageId) as number;
    const following = visits[i + 1];
    let next = following === undefined ? -1 : (positions.get(following.stageId) as number);
    if (following === undefined && status === 'won') next = stageIds.length;
    if (next < 0) enter(stageId, status as Outcome, 1);
    else enter(stageId, next < stage ? 'returned' : 'passed', 1);
    for (let jumped = stage + 1; jumped < next; jumped++) enter(stageIds[jumped] as string, 'passed', 0);
  }
  return cells;
}

function figuresOf<A>(sums: ReadonlyMap<string, Sum<A>>, { toUnits }: Arithmetic<A>): Figures {
  const tallies = new Tallies();
  for (const [key, { deals, amount, visits, skipped }] of sums) {
    const [stageId, outcome] = key.split(' ') as [string, Outcome];
    tallies.add(stageId, { outcome, deals, units: toUnits(amount), visits, skipped });
  }
  return tallies.figures;
}
