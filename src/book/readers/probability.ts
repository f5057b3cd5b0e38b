import type { CodeColumn } from '../facts/column.ts';
import { fieldOf } from '../selection/fields.ts';
import { columnsOf, type DealBook } from '../view/book.ts';
import { stageIndexReader } from './stage.ts';

/** Tells how likely an open deal is to be won: its own estimate goes before its stage's; null where there is neither. */
export function probabilityReader(book: DealBook): (row: number) => number | null {
  const { stages, pipelines } = columnsOf(book).view.facts;
  const ofPipelines = new Map(
    Array.from(pipelines, ([pipelineId, { stages }]) => [
      pipelineId,
      new Map<string | null, number | undefined>(stages.map(({ id, probability }) => [id, probability])),
    ]),
  );
  const ofStages = stages.map(({ pipelineId, stageId }) => ofPipelines.get(pipelineId)?.get(stageId) ?? null);
  const own = fieldOf(book, 'probability').column as CodeColumn;
  const indexOf = stageIndexReader(book);
  return (row) =>
    (own.valueAt(own.codes[row] as number) as number | null) ?? (ofStages[indexOf(row)] as number | null);
}
