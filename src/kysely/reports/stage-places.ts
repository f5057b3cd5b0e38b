import type { Pipeline } from '../../pipeline/pipeline.ts';
import { keyOf } from '../schema/key.ts';
import { fullTexts } from './full-texts.ts';
import { type DealSource, type OpenSource, pipelineById } from './source.ts';
import { stagesByKey } from './stage-keys.ts';

/** Where a deal is, or was when it was closed, as rows have it. */
export interface PlaceKeys {
  readonly pipeline: string | null;
  readonly stage: string | null;
}

/** Where a deal is, or was when it was closed; `stageId` is null in a pipeline without stages. */
export interface StagePlace {
  readonly pipeline: Pipeline;
  readonly stageId: string | null;
}

/**
 * Tells which places keys stand for. Stages have the ids they have now.
 *
 * @throws DealError `unknown-pipeline`.
 */
export async function stagePlaces(
  source: OpenSource,
  keys: readonly PlaceKeys[],
): Promise<(keys: PlaceKeys) => StagePlace> {
  const pipelineOf = pipelinesByKey(source);
  const known = new Map(source.head.pipelines.map((pipeline) => [pipeline, stagesByKey(pipeline)]));
  const unknown = keys.filter(({ pipeline, stage }) => {
    return stage !== null && known.get(pipelineOf(pipeline))?.has(stage) !== true;
  });
  const textOf = await fullTexts(
    source,
    'stage',
    unknown.map(({ stage }) => stage),
  );
  return ({ pipeline: key, stage }) => {
    const pipeline = pipelineOf(key);
    const stageId = stage === null ? null : (known.get(pipeline)?.get(stage) ?? textOf(stage));
    return { pipeline, stageId };
  };
}

function pipelinesByKey(source: DealSource): (key: string | null) => Pipeline {
  const byKey = new Map(source.head.pipelines.map((pipeline) => [keyOf(pipeline.id), pipeline]));
  return (key) => byKey.get(key as string) ?? pipelineById(source, key as string);
}
