import { DealError } from '../errors.ts';
import { checkOption, iterable } from '../options.ts';
import { checkPipeline } from './define-pipeline.ts';
import type { Pipeline } from './pipeline.ts';

/**
 * Pipelines by their ids, checked; two with one id are refused.
 *
 * @throws DealError `invalid-option` for what is no list of them, `duplicate-pipeline`, and as `definePipeline`.
 */
export function pipelinesById(pipelines: Iterable<Pipeline>): ReadonlyMap<string, Pipeline> {
  checkOption('pipelines', pipelines, iterable);
  const byId = new Map<string, Pipeline>();
  for (const pipeline of pipelines) {
    checkPipeline(pipeline);
    if (byId.has(pipeline.id)) {
      throw new DealError('duplicate-pipeline', `Two pipelines have the id ${pipeline.id}.`, {
        pipelineId: pipeline.id,
      });
    }
    byId.set(pipeline.id, pipeline);
  }
  return byId;
}

/** The pipeline with an id. */
export function pipelineOf(
  byId: ReadonlyMap<string, Pipeline>,
  pipelineId: string,
  dealId?: string,
): Pipeline {
  const pipeline = byId.get(pipelineId);
  if (pipeline !== undefined) return pipeline;
  throw new DealError('unknown-pipeline', `No pipeline has the id ${pipelineId}.`, {
    pipelineId,
    ...(dealId === undefined ? {} : { dealId }),
  });
}
