import type { Codes } from '../../columns/growable.ts';
import { countNumber, type Histogram } from '../../statistics/histogram.ts';
import type { Summary } from '../../statistics/summarize.ts';
import { summarizeSets } from '../../statistics/summarize-sets.ts';
import { type Clock, elapsedTime } from '../../time/clock.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import type { Facts } from '../facts/facts.ts';
import { firstStageCode } from '../facts/stage-codes.ts';
import { unknownDates } from '../facts/unknown-dates.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** How long deals stayed in the stages of a pipeline, by position. */
export interface StayLengths {
  /** Each stay that is over and of which it is known when it began. */
  readonly stays: readonly Summary[];
  /** All stays of a deal in the stage together, where they all are so. */
  readonly deals: readonly Summary[];
  /** Other deals: those that are there now, and those of one of whose stays it is not known when it began. */
  readonly open: Int32Array;
  readonly undated: Int32Array;
}

/**
 * How long deals stayed: one pass over the steps, without writing out the lengths. A deal that was in no stage twice stayed in
 * each as long as its only stay there took, so one number stands for both. (1 M deals, least processor time of nine rounds on
 * busy cores, both in one process: lengths written out and then summed up 473 ms, so 212; with a business calendar, whose
 * clock is read once for each step, 1,010 and 658.)
 */
export function stayLengths(
  book: DealBook,
  rows: Int32Array,
  pipelineId: string,
  order: StageOrder,
  clock: Clock,
  perDeal: boolean,
): StayLengths {
  const { facts } = columnsOf(book).view;
  const { at, code, from } = facts.steps;
  const none = order.places.length;
  const positions = positionsOf(facts, pipelineId, order);
  const walk: Walk = {
    from,
    last: stateOf(book).last,
    code,
    at,
    unknown: facts.undated,
    none,
    positions,
    perDeal,
    marks: positions.map((position) => (position === none ? 0 : 1 << position)),
    read: clock === elapsedTime ? null : clock.read,
    times: new Float64Array(16),
    together: new Float64Array(none + 1).fill(Number.NaN),
    open: new Int32Array(none + 1),
    undated: new Int32Array(none + 1),
  };
  const tell = (histogram: Histogram, every: number): void => tellStays(histogram, walk, rows, every);
  const groups = (kind: number): number[] => order.places.map((_, position) => position + kind * none);
  const both = groups(kinds.both);
  const withBoth = (more: number[]): number[][] =>
    more.map((group, position) => [both[position] as number, group]);
  const sets = perDeal
    ? [...withBoth(groups(kinds.stay)), ...withBoth(groups(kinds.deal))]
    : both.map((group) => [group]);
  const told = { groups: (perDeal ? 3 : 1) * none, sources: rows.length, tell };
  const summaries = summarizeSets(told, sets, clock.toDays);
  return {
    stays: summaries.slice(0, none),
    deals: summaries.slice(none),
    open: walk.open.subarray(0, none),
    undated: walk.undated.subarray(0, none),
  };
}

/** What a number tells: with the position of the stage, its group. */
const kinds = { both: 0, stay: 1, deal: 2 } as const;

/** What stays are read from, and what is noted on the way. */
interface Walk {
  readonly from: Int32Array;
  readonly last: Int32Array;
  readonly code: Codes;
  readonly at: Float64Array;
  /** By row, of its opening. */
  readonly unknown: Uint8Array;
  /** The position of no stage: behind those of all stages. */
  readonly none: number;
  readonly positions: Int32Array;
  readonly perDeal: boolean;
  /** By code: a bit; stages of more than 32 share some. */
  readonly marks: Int32Array;
  /** The clock, if it is another one than the time that passes, and what it shows at the steps of the deal being read. */
  readonly read: Clock['read'] | null;
  times: Float64Array;
  /** By position: how long the deal being read stayed there, where that is another group's number; else NaN. */
  readonly together: Float64Array;
  /** By position: deals. */
  readonly open: Int32Array;
  readonly undated: Int32Array;
}

function tellStays(histogram: Histogram, walk: Walk, rows: Int32Array, every: number): void {
  walk.open.fill(0);
  walk.undated.fill(0);
  for (let i = 0; i < rows.length; i += every) tellDeal(histogram, walk, rows[i] as number);
}

function tellDeal(histogram: Histogram, walk: Walk, row: number): void {
  const { code, positions, marks, none, together, open, undated } = walk;
  const first = walk.from[row] as number;
  const end = walk.last[row] as number;
  const isDated = walk.unknown[row] === unknownDates.none;
  const times = walk.read === null ? walk.at : timesOn(walk, walk.read, first, end);
  const shift = walk.read === null ? 0 : first;
  const apart = walk.perDeal ? marksApart(walk, first, end, isDated) : 0;
  const start = isDated || first === end ? first : first + 1;
  let entered = times[start - shift] as number;
  for (let step = start; step < end; step++) {
    const left = times[step + 1 - shift] as number;
    const length = left - entered;
    entered = left;
    const stage = code[step] as number;
    const position = positions[stage] as number;
    if (position === none) continue;
    const isApart = ((marks[stage] as number) & apart) !== 0;
    countNumber(histogram, isApart ? position + kinds.stay * none : position, length);
    if (!isApart) continue;
    const before = together[position] as number;
    together[position] = Number.isNaN(before) ? length : before + length;
  }
  const openAt = positions[code[end] as number] as number;
  const undatedAt = isDated ? none : (positions[code[first] as number] as number);
  if (openAt !== undatedAt) open[openAt] = (open[openAt] as number) + 1;
  undated[undatedAt] = (undated[undatedAt] as number) + 1;
  if (apart !== 0) tellTogether(histogram, walk, first, end, openAt, undatedAt);
}

/** The marks of the stages that a deal was in more than once, or since an unknown date; maybe of others too. */
function marksApart({ code, marks }: Walk, first: number, end: number, isDated: boolean): number {
  let met = 0;
  let again = isDated ? 0 : (marks[code[first] as number] as number);
  for (let step = first; step <= end; step++) {
    const mark = marks[code[step] as number] as number;
    again |= met & mark;
    met |= mark;
  }
  return again;
}

/** Where a deal was more than once, and all of that is over, its stays count together. */
function tellTogether(
  histogram: Histogram,
  { code, positions, none, together }: Walk,
  first: number,
  end: number,
  openAt: number,
  undatedAt: number,
): void {
  for (let step = first; step < end; step++) {
    const position = positions[code[step] as number] as number;
    const length = together[position] as number;
    if (Number.isNaN(length)) continue;
    together[position] = Number.NaN;
    if (position !== openAt && position !== undatedAt)
      countNumber(histogram, position + kinds.deal * none, length);
  }
}

/** What a clock shows at the steps of a deal. */
function timesOn(walk: Walk, read: Clock['read'], first: number, end: number): Float64Array {
  const count = end - first + 1;
  if (walk.times.length < count) walk.times = new Float64Array(2 * count);
  const { at, times } = walk;
  for (let i = 0; i < count; i++) times[i] = read(at[first + i] as number);
  return times;
}

/** The position of the stage that each code stands for; one more than there are for those that are no stage of the pipeline. */
function positionsOf({ stages }: Facts, pipelineId: string, order: StageOrder): Int32Array {
  const none = order.places.length;
  const positions = new Int32Array(firstStageCode + stages.length).fill(none);
  for (const [index, stage] of stages.entries()) {
    if (stage.pipelineId !== pipelineId || stage.stageId === null) continue;
    positions[firstStageCode + index] = order.positionOf.get(stage.stageId) ?? none;
  }
  return positions;
}
