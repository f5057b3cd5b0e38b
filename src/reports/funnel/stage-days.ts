import type { Facts } from '../../book/facts/facts.ts';
import { firstStageCode } from '../../book/facts/stage-codes.ts';
import { columnsOf, type DealBook, stateOf } from '../../book/view/book.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { Clock } from '../../time/clock.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { spanOf } from './overlapping.ts';

/**
 * How long the completed real visits to each stage took, by position. A visit that began with an opening on a date not
 * known has no length.
 */
export function stageDays(book: DealBook, deals: FunnelDeals, clock: Clock): Summary[] {
  const asItWas = deals.reading.returns === 'keep' && deals.population.overlapping === undefined;
  const lengths = asItWas ? lengthsOfStays(book, deals, clock) : lengthsOfVisits(deals, clock);
  return lengths.map((each) => summarize(each, clock.toDays));
}

/** Every stay counts: they are read off the steps. */
function lengthsOfStays(
  book: DealBook,
  { rows, order, pipelineId }: FunnelDeals,
  { read }: Clock,
): Float64Array[] {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { at, code } = facts.steps;
  const places = placesOf(facts, pipelineId, order);
  const from = firstDatedSteps(facts, rows);
  const counts = new Int32Array(order.places.length + 1);
  for (let i = 0; i < rows.length; i++) {
    const end = last[rows[i] as number] as number;
    for (let step = from[i] as number; step < end; step++) {
      const place = places[code[step] as number] as number;
      counts[place] = (counts[place] as number) + 1;
    }
  }
  // All in one array, that of each stage behind the other: the inner loop has no branches.
  const starts = startsOf(counts);
  const next = starts.slice();
  const lengths = new Float64Array(starts[counts.length] as number);
  for (let i = 0; i < rows.length; i++) {
    const end = last[rows[i] as number] as number;
    let entered = read(at[from[i] as number] as number);
    for (let step = from[i] as number; step < end; step++) {
      const left = read(at[step + 1] as number);
      const place = places[code[step] as number] as number;
      const index = next[place] as number;
      lengths[index] = left - entered;
      next[place] = index + 1;
      entered = left;
    }
  }
  return order.places.map((_, position) => lengths.subarray(starts[position], starts[position + 1]));
}

/** The step of each row from which on its stays have lengths: not the opening on a date not known. */
function firstDatedSteps({ steps, undated }: Facts, rows: Int32Array): Int32Array {
  return rows.map((row) => (steps.from[row] as number) + (undated[row] as number));
}

/** Where each part begins that has so many, and where the last one ends. */
function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = (starts[i] as number) + (counts[i] as number);
  return starts;
}

/** Only the visits of the reading that are shown count. */
function lengthsOfVisits({ rows, order, shownIn, staysOf }: FunnelDeals, clock: Clock): Float64Array[] {
  const lengths: number[][] = order.places.map(() => []);
  for (const row of rows) {
    const visits = shownIn(row);
    const stays = staysOf(row);
    for (const [index, { position, stays: real }] of visits.entries()) {
      if (real === null || (stays.undated && real.first === 0)) continue;
      const [entered, left] = spanOf(visits, index, stays);
      if (!Number.isNaN(left)) lengths[position]?.push(clock.read(left) - clock.read(entered));
    }
  }
  return lengths.map((each) => Float64Array.from(each));
}

/** The position of the stage that each step stands for; one more than there are for those that are no stage of the pipeline. */
function placesOf({ stages }: Facts, pipelineId: string, order: StageOrder): Int32Array {
  const none = order.places.length;
  const positions = new Int32Array(firstStageCode + stages.length).fill(none);
  for (const [index, place] of stages.entries()) {
    if (place.pipelineId !== pipelineId || place.stageId === null) continue;
    positions[firstStageCode + index] = order.positionOf.get(place.stageId) ?? none;
  }
  return positions;
}
