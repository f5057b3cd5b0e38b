import { compareText } from '../../text.ts';
import { stageOrder } from '../../timeline/stage-order.ts';
import type { Facts } from '../facts/facts.ts';
import { type StageRef, stageFlags } from '../facts/stage-codes.ts';
import { entryDate, lastStay, lastStep, stageAtStep, statusAtStep } from '../facts/steps.ts';
import type { KeyColumn } from '../selection/group-keys.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';
import { stageIndices } from '../view/stage-indices.ts';
import { pipelineIn } from './pipeline.ts';

export type { StageRef } from '../facts/stage-codes.ts';

/** The rows of deals that are in a pipeline, or were when they were closed; all rows where none is given. */
export function rowsInPipeline(book: DealBook, rows: Int32Array, pipelineId: string | undefined): Int32Array {
  if (pipelineId === undefined) return rows;
  const { facts } = columnsOf(book).view;
  pipelineIn(book, pipelineId); // refuses an unknown one
  const isHere = Uint8Array.from(facts.stages, (stage) => Number(stage.pipelineId === pipelineId));
  if (!isHere.includes(0)) return rows;
  const indices = stageIndices(book);
  const kept = new Int32Array(rows.length);
  let length = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    kept[length] = row; // branch-free: always written, kept where the deal counts
    length += isHere[indices[row] as number] as number;
  }
  return kept.slice(0, length);
}

/** The places where the deals in rows are, or were when they were closed: by pipeline, then in its order. */
export function stageColumn(book: DealBook, rows: Int32Array): KeyColumn {
  const { facts } = columnsOf(book).view;
  const order = stagesInOrder(facts);
  const ranks = ranksOfStages(facts);
  const indexOf = stageIndexReader(book);
  return {
    numbers: rows.map((row) => ranks[indexOf(row)] as number),
    count: order.length,
    keyAt: (rank) => {
      const { pipelineId, stageId } = facts.stages[order[rank] as number] as Facts['stages'][number];
      return [pipelineId, stageId];
    },
  };
}

/** The order of the places where deals are, or were when they were closed, as in {@link stageColumn}. */
export function stageRanks(book: DealBook): {
  readonly rankOf: (row: number) => number;
  readonly stageIdOf: (row: number) => string | null;
} {
  const { stages } = columnsOf(book).view.facts;
  const indices = stageIndices(book);
  const ranks = ranksOfStages(columnsOf(book).view.facts);
  return {
    rankOf: (row) => ranks[indices[row] as number] as number,
    stageIdOf: (row) => (stages[indices[row] as number] as StageRef).stageId,
  };
}

/** Tells in which stage a deal is, or was when it was closed. */
export function stageReader(book: DealBook): (row: number) => StageRef {
  const { stages } = columnsOf(book).view.facts;
  const indices = stageIndices(book);
  return (row) => stages[indices[row] as number] as StageRef;
}

/** As {@link stageReader}, by the index that stands for the stage in columns. */
export function stageIndexReader(book: DealBook): (row: number) => number {
  const indices = stageIndices(book);
  return (row) => indices[row] as number;
}

/** Tells when an open deal entered its stage; NaN where that is not known. */
export function enteredStageReader(book: DealBook): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  return (row) => entryDate(facts, row, last[row] as number);
}

/** Tells when a deal entered the stage that it is in, or was closed in; NaN where that is not known. */
export function lastEntryReader(book: DealBook): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  return (row) => entryDate(facts, row, lastStay(facts, last[row] as number));
}

/** Tells when a deal came to a stage first; NaN where it never did, or that is not known. */
export function firstEntryReader(
  book: DealBook,
  pipelineId: string,
  stageId: string,
): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { from, code } = facts.steps;
  const isMeant = stageFlags(facts, (stage) => stage.pipelineId === pipelineId && stage.stageId === stageId);
  return (row) => {
    const end = last[row] as number;
    let step = from[row] as number;
    while (step <= end && isMeant[code[step] as number] === 0) step++;
    return step > end ? Number.NaN : entryDate(facts, row, step);
  };
}

/** Tells in which stage a deal was open at an instant; null where it was not. */
export function openStageReader(book: DealBook, at: number): (row: number) => StageRef | null {
  const { facts } = columnsOf(book).view;
  return (row) => {
    const last = lastStep(facts, row, at);
    return last < 0 || statusAtStep(facts, last) !== 'open' ? null : stageAtStep(facts, last);
  };
}

/** How many of the deals in rows are open at an instant by the date of the book, in a pipeline or in any. */
export function countOpenAt(
  book: DealBook,
  rows: Int32Array,
  at: number,
  pipelineId: string | undefined,
): number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { steps } = facts;
  const isCounted = stageFlags(facts, (stage) => pipelineId === undefined || stage.pipelineId === pipelineId);
  let open = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const opening = steps.from[row] as number;
    let step = last[row] as number;
    while (step >= opening && (steps.at[step] as number) > at) step--;
    if (step >= opening) open += isCounted[steps.code[step] as number] as number;
  }
  return open;
}

/** The rank of each stage. */
function ranksOfStages(facts: Facts): Int32Array {
  const order = stagesInOrder(facts);
  const ranks = new Int32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
  return ranks;
}

function stagesInOrder({ stages, pipelines }: Facts): number[] {
  const positions = new Map<string, ReadonlyMap<string, number>>();
  for (const pipeline of pipelines.values()) {
    const visited = stages.flatMap(({ pipelineId, stageId }) =>
      pipelineId === pipeline.id && stageId !== null ? [stageId] : [],
    );
    positions.set(pipeline.id, stageOrder(pipeline, visited).positionOf);
  }
  const positionOf = (stage: number): number => {
    const { pipelineId, stageId } = stages[stage] as Facts['stages'][number];
    return stageId === null ? -1 : (positions.get(pipelineId)?.get(stageId) as number);
  };
  const pipelineAt = (stage: number): string => (stages[stage] as Facts['stages'][number]).pipelineId;
  return Array.from(stages.keys()).sort(
    (a, b) => compareText(pipelineAt(a), pipelineAt(b)) || positionOf(a) - positionOf(b),
  );
}
