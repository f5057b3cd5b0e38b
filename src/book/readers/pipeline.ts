import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/**
 * A pipeline of a book by its id.
 *
 * @throws DealError `unknown-pipeline`.
 */
export function pipelineIn(book: DealBook, pipelineId: string): Pipeline {
  return pipelineOf(columnsOf(book).view.facts.pipelines, pipelineId);
}
