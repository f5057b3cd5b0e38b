import type { DealHistory } from '../../deal/event.ts';
import { orderedEvents } from '../../deal/ordered-events.ts';
import { checkStage } from '../../pipeline/check-stage.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';
import type { Path } from '../../timeline/read-path.ts';
import { staysOfEvents } from '../../timeline/stays-of-events.ts';
import { isDigest, keyOf } from '../schema/key.ts';
import { historyWith } from './history-with.ts';
import type { OpenSource } from './source.ts';
import { stagesByKey } from './stage-keys.ts';

/** A stay in a stored path, its ids as keys. */
interface StoredStay {
  readonly pipeline: string;
  /** Null is no stage. */
  readonly stage: string | null;
  /** Whether the deal was neither closed nor elsewhere since the stay before. */
  readonly isMove: boolean;
}

/** The stays of a path as `pathOf` writes it, and how its deal stands. */
function storedStays(path: string): {
  readonly stays: readonly StoredStay[];
  readonly status: string;
} {
  const [steps, status] = path.split('|') as [string, string];
  let pipeline = '';
  const stays = steps.split(/(?=[;>+])/).map((step): StoredStay => {
    const isHere = step.startsWith('>') || step.startsWith('+');
    const [first, stage = first] = step.replace(/^[;>+]/, '').split(':') as [string, string?];
    if (!isHere) pipeline = decodeURIComponent(first);
    return {
      pipeline,
      stage: stage === '~' ? null : decodeURIComponent(stage),
      isMove: step.startsWith('>'),
    };
  });
  return { stays, status };
}

/**
 * Paths as one pipeline sees them, each with its stages there and how it ended; null for one that never was in it. Stages have
 * the ids they have now: a move between two that are one by now was none.
 *
 * @throws DealError `unknown-pipeline`, `missing-stage`, as a book of these deals would.
 */
export async function pathsIn(
  source: OpenSource,
  pipeline: Pipeline,
  paths: Iterable<string>,
): Promise<Map<string, Path | null>> {
  const pipelines = new Map(Array.from(source.pipelines.values(), (each) => [keyOf(each.id), each]));
  const stages = stagesByKey(pipeline);
  const here = keyOf(pipeline.id);
  const read = new Map<string, Path | null>();
  for (const path of paths) {
    const { stays, status } = storedStays(path);
    for (const { pipeline: key, stage } of stays) {
      const known = pipelines.get(key);
      const isMissing = known === undefined || (stage === null && known.stages.length > 0);
      const isUnnamed = key === here && stage !== null && isDigest(stage) && !stages.has(stage);
      if (isMissing || isUnnamed)
        for (const [digest, id] of await namesIn(source, path)) stages.set(digest, stages.get(digest) ?? id);
    }
    const inPipeline = stays.filter(({ pipeline: key }) => key === here);
    const visited: string[] = [];
    for (const { stage, isMove } of inPipeline) {
      if (stage === null) continue;
      const stageId = stages.get(stage) ?? stage;
      if (!isMove || visited.at(-1) !== stageId) visited.push(stageId);
    }
    const isGone = stays.at(-1)?.pipeline !== here;
    const ending = isGone ? 'transferred' : (status as Path['ending']);
    read.set(path, inPipeline.length === 0 ? null : { stages: visited, ending });
  }
  return read;
}

/** The ids of the stages in a path by their keys, as the events of a deal that took it have them. */
async function namesIn(
  source: OpenSource,
  path: string,
): Promise<readonly (readonly [key: string, id: string])[]> {
  const { pipelines, asOf } = source;
  const history = await historyWith(source, 'path', path);
  const [{ dealId }] = history;
  const { stays } = staysOfEvents(orderedEvents(history, { asOf }) as DealHistory);
  for (const { pipelineId, stageId } of stays)
    checkStage(pipelineOf(pipelines, pipelineId, dealId), stageId, dealId);
  return stays.flatMap(({ stageId }) => (stageId === null ? [] : [[keyOf(stageId), stageId] as const]));
}
