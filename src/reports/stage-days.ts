import { columns, type DealBook, stateOf } from '../book/book.ts';
import { type Facts, firstPlace } from '../book/facts.ts';
import { wider } from '../book/room.ts';
import { type Summary, summarize } from '../statistics/summarize.ts';
import type { Clock } from '../time/clock.ts';
import type { StageOrder } from '../timeline/stage-order.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { spanOf } from './overlapping.ts';

/**
 * How long the completed real visits to each stage took, by position. A visit that began with an opening on a date not
 * known has no length.
 */
export function stageDays(book: DealBook, deals: FunnelDeals, clock: Clock): Summary[] {
  const lengths = deals.order.places.map((): Lengths => ({ values: new Float64Array(16), length: 0 }));
  const asItWas = deals.reading.returns === 'keep' && deals.population.overlapping === undefined;
  if (asItWas) addStays(book, deals, clock, lengths);
  else addVisits(deals, clock, lengths);
  return lengths.map(({ values, length }) => summarize(values.subarray(0, length), clock.toDays));
}

interface Lengths {
  values: Float64Array;
  length: number;
}

/** Every stay counts: they are read off the steps. */
function addStays(
  book: DealBook,
  { rows, order, pipelineId }: FunnelDeals,
  clock: Clock,
  lengths: Lengths[],
): void {
  const { facts } = book[columns].view;
  const { last } = stateOf(book);
  const { from, at, code } = facts.steps;
  const positions = positionsOf(facts, pipelineId, order);
  const { read } = clock;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const first = from[row] as number;
    const end = last[row] as number;
    const isUndated = facts.undated[row] === 1;
    let entered = read(at[first] as number);
    for (let step = first; step < end; step++) {
      const left = read(at[step + 1] as number);
      const position = positions[code[step] as number] as number;
      if (position >= 0 && !(isUndated && step === first)) add(lengths[position] as Lengths, left - entered);
      entered = left;
    }
  }
}

/** Only the visits of the reading that are shown count. */
function addVisits({ rows, shownIn, staysOf }: FunnelDeals, clock: Clock, lengths: Lengths[]): void {
  for (const row of rows) {
    const visits = shownIn(row);
    const stays = staysOf(row);
    for (const [index, { position, stays: real }] of visits.entries()) {
      if (real === null || (stays.undated && real.first === 0)) continue;
      const [entered, left] = spanOf(visits, index, stays);
      if (!Number.isNaN(left)) add(lengths[position] as Lengths, clock.read(left) - clock.read(entered));
    }
  }
}

function add(lengths: Lengths, length: number): void {
  if (lengths.length === lengths.values.length) lengths.values = wider(lengths.values);
  lengths.values[lengths.length++] = length;
}

/** The position of the stage that each step stands for; -1 for those that are no stage of the pipeline. */
function positionsOf({ places }: Facts, pipelineId: string, { positionOf }: StageOrder): Int32Array {
  const positions = new Int32Array(firstPlace + places.length).fill(-1);
  for (const [index, place] of places.entries()) {
    if (place.pipelineId !== pipelineId || place.stageId === null) continue;
    positions[firstPlace + index] = positionOf.get(place.stageId) ?? -1;
  }
  return positions;
}
