import { compareCodePoints } from './code-points.ts';
import { type Amount, difference, sumOf } from './exact.ts';
import type { NaiveBook } from './naive-book.ts';
import { isIn, type NaivePeriod, type NaivePeriodInput, periodOf } from './naive-calendar.ts';
import { type CountedEvent, countedIn, type NaiveHistory } from './naive-deal.ts';
import { priceOf } from './naive-price.ts';
import { beforeOpening, type NaiveStanding, standingAfter } from './naive-standing.ts';

/** What adds to the open pipeline, and what takes from it. */
const plus = [
  'begin',
  'created',
  'reopened',
  'transferredIn',
  'reassignedIn',
  'pulledIn',
  'pushedIn',
  'increased',
  'fx',
] as const;
const minus = [
  'decreased',
  'won',
  'lost',
  'transferredOut',
  'reassignedOut',
  'pulledOut',
  'pushedOut',
  'merged',
  'deleted',
  'end',
] as const;
type Line = (typeof plus)[number] | (typeof minus)[number];

interface Movement {
  readonly line: Line;
  readonly amount: string;
}

interface NaiveMovements {
  readonly lines: Readonly<Record<Line, { readonly deals: number; readonly potential: string }>>;
  readonly unpriced: number;
  readonly residual: string;
}

export interface NaiveMovementsOptions {
  readonly during: NaivePeriodInput;
  readonly pipelineId?: string;
  readonly ownerId?: string | null;
  readonly expectedDuring?: NaivePeriodInput;
}

/** "waterfall of the open pipeline from just before `during.start` (begin) to just before `during.end` (end)." */
export function naivePipelineMovements(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveMovementsOptions,
): NaiveMovements {
  const during = periodOf(options.during, book);
  const deals = [...histories].map((history) => movementsOf(history, book, options, during));
  const movements = deals.flatMap((deal) => deal.movements);
  const lines = Object.fromEntries(
    [...plus, ...minus].map((line) => {
      const same = movements.filter((movement) => movement.line === line);
      return [line, { deals: same.length, potential: sumOf(same.map(({ amount }) => amount)) }];
    }),
  ) as NaiveMovements['lines'];
  const sumIn = (names: readonly Line[]): string => sumOf(names.map((name) => lines[name].potential));
  return {
    lines,
    unpriced: deals.filter(({ isUnpriced }) => isUnpriced).length,
    residual: difference(sumIn(plus), sumIn(minus)),
  };
}

/** "as many ids as the figure counts, in code-point order": of the deals in a line, each as often as it moved so. */
export function naiveDealsInLine(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveMovementsOptions,
): (line: Line) => string[] {
  const during = periodOf(options.during, book);
  const moved = [...histories].flatMap((history) => {
    const dealId = history[0]?.dealId ?? '';
    return movementsOf(history, book, options, during).movements.map(({ line }) => ({ line, dealId }));
  });
  return (line) =>
    moved
      .filter((movement) => movement.line === line)
      .map(({ dealId }) => dealId)
      .sort(compareCodePoints);
}

/** A deal that comes into the scope or leaves it. */
interface Crossing {
  readonly line: Line;
  readonly isIn: boolean;
  readonly isRescheduling: boolean;
}

/** Walks through the events of a deal, one after the other. */
function movementsOf(
  history: NaiveHistory,
  book: NaiveBook,
  options: NaiveMovementsOptions,
  { start, end }: NaivePeriod,
): { readonly movements: readonly Movement[]; readonly isUnpriced: boolean } {
  const expected = options.expectedDuring === undefined ? null : periodOf(options.expectedDuring, book);

  /** "in scope at an instant when it is open then, in the pipeline, of the owner, and (expectedDuring) its expected close lies in that period." */
  const isInScope = (deal: NaiveStanding): boolean =>
    deal.status === 'open' &&
    (options.pipelineId === undefined || deal.pipelineId === options.pipelineId) &&
    (options.ownerId === undefined || deal.ownerId === options.ownerId) &&
    (expected === null || isIn(deal.expectedCloseAt, expected));

  const [beforeStart, beforeEnd] = [new Date(start.getTime() - 1), new Date(end.getTime() - 1)];
  const counted = countedIn(history, { ...book, asOf: beforeEnd });
  let deal = beforeOpening;
  let begin = beforeOpening;
  const crossings: Crossing[] = [];
  for (const dated of counted) {
    const next = standingAfter(deal, dated);
    if (dated.at.getTime() < start.getTime()) begin = next;
    else if (isInScope(deal) !== isInScope(next)) crossings.push(crossingBy(dated, deal, isInScope(next)));
    deal = next;
  }

  const priceAt = (potential: NaiveStanding['potential'], dates: NaiveStanding, asOf: Date): Amount =>
    priceOf(potential, dates, book, asOf);
  const b = priceAt(begin.potential, begin, beforeStart);
  const rerated = priceAt(begin.potential, deal, beforeEnd);
  const e = priceAt(deal.potential, deal, beforeEnd);
  // "A potential or rate missing counts as nothing in money"
  const worth = e ?? '0';
  const movements: Movement[] = [];
  if (isInScope(begin)) {
    movements.push({ line: 'begin', amount: b ?? '0' });
    const fx = difference(rerated ?? '0', b ?? '0');
    if (fx !== '0') movements.push({ line: 'fx', amount: fx });
    const change = difference(worth, rerated ?? '0');
    if (change.startsWith('-')) movements.push({ line: 'decreased', amount: change.slice(1) });
    else if (change !== '0') movements.push({ line: 'increased', amount: change });
  }
  for (const { line } of withoutThereAndBack(crossings)) movements.push({ line, amount: worth });
  if (isInScope(deal)) movements.push({ line: 'end', amount: worth });
  const isUnpriced = movements.length > 0 && (e === null || (isInScope(begin) && b === null));
  return { movements, isUnpriced };
}

function crossingBy({ event }: CountedEvent, before: NaiveStanding, isIn: boolean): Crossing {
  const crossing = (line: Line): Crossing => ({
    line,
    isIn,
    isRescheduling: event.type === 'DealRescheduled',
  });
  switch (event.type) {
    case 'DealOpened':
      return crossing('created');
    case 'DealReopened':
      return crossing('reopened');
    case 'DealWon':
      return crossing('won');
    case 'DealLost':
      return crossing('lost');
    case 'DealDeleted':
      return crossing(event.mergedInto === undefined ? 'deleted' : 'merged');
    case 'DealTransferred':
      return crossing(isIn ? 'transferredIn' : 'transferredOut');
    case 'DealReassigned':
      return crossing(isIn ? 'reassignedIn' : 'reassignedOut');
    case 'DealRescheduled': {
      const [from, to] = [before.expectedCloseAt, event.expectedCloseAt];
      // Into the scope the new date is never missing, out of it the old one.
      if (isIn) return crossing(from !== null && to !== null && from < to ? 'pushedIn' : 'pulledIn');
      return crossing(from !== null && to !== null && to < from ? 'pulledOut' : 'pushedOut');
    }
    default:
      throw new Error(`${event.type} moves no deal in or out`);
  }
}

/**
 * "several reschedulings of one deal within the period: only the net one (in and out again: none)": "as many of both as
 * there are pairs cancel; left are the FIRST ones in, or the LAST ones out".
 */
function withoutThereAndBack(crossings: readonly Crossing[]): Crossing[] {
  const reschedulings = crossings.filter(({ isRescheduling }) => isRescheduling);
  const ins = reschedulings.filter(({ isIn }) => isIn);
  const outs = reschedulings.filter(({ isIn }) => !isIn);
  const pairs = Math.min(ins.length, outs.length);
  return [
    ...crossings.filter(({ isRescheduling }) => !isRescheduling),
    ...ins.slice(0, ins.length - pairs),
    ...outs.slice(pairs),
  ];
}
