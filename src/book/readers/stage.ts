import { compareText } from '../../text.ts';
import { stageOrder } from '../../timeline/stage-order.ts';
import type { Facts } from '../facts/facts.ts';
import { firstStageCode, type StageRef } from '../facts/stage-codes.ts';
import { entryDate, lastStay, lastStep, stageAtStep, statusAtStep } from '../facts/steps.ts';
import type { KeyColumn } from '../selection/group-keys.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';
import { pipelineIn } from './pipeline.ts';

export type { StageRef } from '../facts/stage-codes.ts';

/** The rows of deals that are in a pipeline, or were when they were closed; all rows where none is given. */
export function rowsInPipeline(book: DealBook, rows: Int32Array, pipelineId: string | undefined): Int32Array {
  if (pipelineId === undefined) return rows;
  const { facts } = columnsOf(book).view;
  pipelineIn(book, pipelineId); // refuses an unknown one
  const isHere = Uint8Array.from(facts.stages, (stage) => Number(stage.pipelineId === pipelineId));
  const indexOf = stageIndexReader(book);
  return rows.filter((row) => isHere[indexOf(row)] === 1);
}

/** The places where the deals in rows are, or were when they were closed: by pipeline, then in its order. */
export function stageColumn(book: DealBook, rows: Int32Array): KeyColumn {
  const { facts } = columnsOf(book).view;
  const order = stagesInOrder(facts);
  const ranks = new Int32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
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

/** Tells in which stage a deal is, or was when it was closed. */
export function stageReader(book: DealBook): (row: number) => StageRef {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  return (row) => stageAtStep(facts, last[row] as number);
}

/** As {@link stageReader}, by the index that stands for the stage in columns. */
export function stageIndexReader(book: DealBook): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { code } = facts.steps;
  return (row) => (code[lastStay(facts, last[row] as number)] as number) - firstStageCode;
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

/** Tells in which stage a deal was open at an instant; null where it was not. */
export function openStageReader(book: DealBook, at: number): (row: number) => StageRef | null {
  const { facts } = columnsOf(book).view;
  return (row) => {
    const last = lastStep(facts, row, at);
    return last < 0 || statusAtStep(facts, last) !== 'open' ? null : stageAtStep(facts, last);
  };
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
