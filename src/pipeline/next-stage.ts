import { checkText } from '../text.ts';
import { checkPipeline } from './define-pipeline.ts';
import { ownStage } from './own-pipeline.ts';
import type { Pipeline, Stage } from './pipeline.ts';
import { positionById } from './stage-by-id.ts';

/**
 * The stage that follows another one, retired ones left out; undefined after the last. One the pipeline does not know comes
 * before all.
 *
 * @throws DealError as `definePipeline`, `invalid-text`.
 *
 * @example
 * ```ts
 * nextStage(sales, 'contact')?.id // => 'offer'
 * nextStage(sales, 'terms') // => undefined
 * ```
 */
export function nextStage<S extends string>(pipeline: Pipeline<S>, stageId: string): Stage<S> | undefined {
  checkPipeline(pipeline);
  checkText(stageId, 'stageId');
  const position = positionById(pipeline.stages, stageId);
  return ownStage(pipeline.stages.find(({ retired }, index) => index > position && retired !== true));
}

/**
 * The stage before another one, retired ones left out; undefined before the first, and for one the pipeline does not know.
 *
 * @throws DealError as {@link nextStage}.
 *
 * @example
 * ```ts
 * previousStage(sales, 'terms')?.id // => 'offer'
 * ```
 */
export function previousStage<S extends string>(
  pipeline: Pipeline<S>,
  stageId: string,
): Stage<S> | undefined {
  checkPipeline(pipeline);
  checkText(stageId, 'stageId');
  const position = positionById(pipeline.stages, stageId);
  return ownStage(pipeline.stages.findLast(({ retired }, index) => index < position && retired !== true));
}
