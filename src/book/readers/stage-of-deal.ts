import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';
import { compareText } from '../../text.ts';
import { stageOrder } from '../../timeline/stage-order.ts';
import type { Facts } from '../facts/facts.ts';
import { firstStageCode } from '../facts/stage-codes.ts';
import { lastStay } from '../facts/steps.ts';
import type { KeyColumn } from '../selection/group-keys.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** The rows of deals that are in a pipeline, or were when they were closed; all rows where none is given. */
export function rowsInPipeline(book: DealBook, rows: Int32Array, pipelineId: string | undefined): Int32Array {
  if (pipelineId === undefined) return rows;
  const { facts } = columnsOf(book).view;
  pipelineOf(facts.pipelines, pipelineId); // refuses an unknown one
  const isHere = Uint8Array.from(facts.stages, (stage) => Number(stage.pipelineId === pipelineId));
  const stageOf = stageReader(book);
  return rows.filter((row) => isHere[stageOf(row)] === 1);
}

/** The places where the deals in rows are, or were when they were closed: by pipeline, then in its order. */
export function stageColumn(book: DealBook, rows: Int32Array): KeyColumn {
  const { facts } = columnsOf(book).view;
  const order = stagesInOrder(facts);
  const ranks = new Int32Array(order.length);
  for (let rank = 0; rank < order.length; rank++) ranks[order[rank] as number] = rank;
  const stageOf = stageReader(book);
  return {
    numbers: rows.map((row) => ranks[stageOf(row)] as number),
    count: order.length,
    keyAt: (rank) => {
      const { pipelineId, stageId } = facts.stages[order[rank] as number] as Facts['stages'][number];
      return [pipelineId, stageId];
    },
  };
}

/** Tells which of the places of the facts a deal is in, or was in when it was closed. */
export function stageReader(book: DealBook): (row: number) => number {
  const { facts } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { code } = facts.steps;
  return (row) => (code[lastStay(facts, last[row] as number)] as number) - firstStageCode;
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
