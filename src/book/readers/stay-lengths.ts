import type { StageOrder } from '../../timeline/stage-order.ts';
import type { Facts } from '../facts/facts.ts';
import { firstStageCode } from '../facts/stage-codes.ts';
import { firstDatedStay } from '../facts/steps.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** How long deals stayed in the stages of a pipeline, by position, as a clock reads it. */
export interface StayLengths {
  /** Each stay that is over and of which it is known when it began. */
  readonly stays: readonly Float64Array[];
  /** All stays of a deal in the stage together, where they all are so; if that was asked for. */
  readonly deals: readonly Float64Array[];
  /** Other deals: those that are there now, and those of one of whose stays it is not known when it began. */
  readonly open: Int32Array;
  readonly undated: Int32Array;
}

/** What is known of a deal's stays in a stage, the strongest last. */
const known = { over: 1, open: 2, undated: 3 } as const;

/**
 * How long deals stayed: one pass over the steps. Where a deal came to a stage again, its length there is the last one written.
 * (With what is summed up of them, a call for each stay took twice as long: 482 ms of processor time, so 253.)
 */
export function stayLengths(
  book: DealBook,
  rows: Int32Array,
  pipelineId: string,
  order: StageOrder,
  read: (instant: number) => number,
  perDeal: boolean,
): StayLengths {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { at, code, from } = facts.steps;
  const none = order.places.length;
  const positions = positionsOf(facts, pipelineId, order);
  const starts = startsOf(countsOf(rows, from, last, code, positions, none));
  const [nextStay, nextDeal] = [starts.slice(), starts.slice()];
  const stays = new Float64Array(starts[none] as number);
  const deals = new Float64Array(perDeal ? (starts[none] as number) : 0);
  const [open, undated] = [new Int32Array(none), new Int32Array(none)];
  const metBy = new Int32Array(none).fill(-1);
  const states = new Uint8Array(none);
  for (let i = 0; i < rows.length; i++) readDeal(rows[i] as number, i);
  const cut = (lengths: Float64Array, ends: Int32Array): Float64Array[] =>
    order.places.map((_, position) => lengths.subarray(starts[position], ends[position]));
  return { stays: cut(stays, nextStay), deals: cut(deals, nextDeal), open, undated };

  function readDeal(row: number, deal: number): void {
    const end = last[row] as number;
    const firstDated = firstDatedStay(facts, row);
    for (let step = from[row] as number; step <= end; step++) {
      const position = positions[code[step] as number] as number;
      if (position === none) continue;
      const isAgain = metBy[position] === deal;
      metBy[position] = deal;
      if (step < firstDated) note(position, known.undated, isAgain);
      else if (step === end) note(position, known.open, isAgain);
      else {
        const length = read(at[step + 1] as number) - read(at[step] as number);
        const index = nextStay[position] as number;
        stays[index] = length;
        nextStay[position] = index + 1;
        if (!perDeal) continue;
        if (!isAgain) {
          states[position] = known.over;
          const place = nextDeal[position] as number;
          deals[place] = length;
          nextDeal[position] = place + 1;
        } else if (states[position] === known.over) {
          const place = (nextDeal[position] as number) - 1;
          deals[place] = (deals[place] as number) + length;
        }
      }
    }
  }

  /** A stay without a length, which the deal's stays there together have neither. */
  function note(position: number, state: number, isAgain: boolean): void {
    const before = isAgain ? (states[position] as number) : 0;
    if (before >= state) return;
    if (before === known.over) nextDeal[position] = (nextDeal[position] as number) - 1;
    if (before === known.open) open[position] = (open[position] as number) - 1;
    const more = state === known.open ? open : undated;
    more[position] = (more[position] as number) + 1;
    states[position] = state;
  }
}

/** How many stays that are over there are in each stage at the most. */
function countsOf(
  rows: Int32Array,
  from: Int32Array,
  last: Int32Array,
  code: ArrayLike<number>,
  positions: Int32Array,
  none: number,
): Int32Array {
  const counts = new Int32Array(none + 1);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const end = last[row] as number;
    for (let step = from[row] as number; step < end; step++) {
      const position = positions[code[step] as number] as number;
      counts[position] = (counts[position] as number) + 1;
    }
  }
  return counts.subarray(0, none);
}

/** Where each part begins that has so many, and where the last one ends. */
function startsOf(counts: Int32Array): Int32Array {
  const starts = new Int32Array(counts.length + 1);
  for (let i = 0; i < counts.length; i++) starts[i + 1] = (starts[i] as number) + (counts[i] as number);
  return starts;
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
