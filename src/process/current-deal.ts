import type { AsOf } from '../deal/as-of.ts';
import { currentEvent } from '../deal/current-event.ts';
import type { Deal } from '../deal/deal.ts';
import type { DealHistory } from '../deal/event.ts';
import { fold, type ReadEvent } from '../deal/replay.ts';
import { type FormerStages, formerStages, stageNow } from '../pipeline/former-stages.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { taskIdIn } from './task-id.ts';

/**
 * How pipelines read a history: with the ids that stages have now. A task that was completed in the stay that a deal is in is
 * one of that stay, whichever of its ids the stage had then. Undefined where they read as recorded.
 */
export function readingBy(pipelines: Iterable<Pipeline>): ReadEvent | undefined {
  const byId = new Map(Array.from(pipelines, (pipeline) => [pipeline.id, pipeline]));
  const former = formerStages(byId.values());
  if (former.size === 0) return undefined;
  return (event, before) => {
    if (before === null) return currentEvent(event, '', former); // an opening names its pipeline
    if (event.type !== 'TaskCompleted') return currentEvent(event, before.pipelineId, former);
    const pipeline = byId.get(before.pipelineId);
    const stage = pipeline && stageById(pipeline, before.stageId);
    return { ...event, taskId: taskIdIn(before, stage, event.taskId) };
  };
}

/** The deal as its pipelines read its history, within limits; undefined where it had not been opened yet. */
export function currentDeal(
  history: DealHistory,
  pipelines: Iterable<Pipeline>,
  limits: AsOf = {},
): Deal | undefined {
  return fold(history, limits, readingBy(pipelines));
}

/** A deal that came without its history, with the ids that the stages of its pipeline have now. */
export function withCurrentStage<D extends Deal>(deal: D, pipeline: Pipeline): D {
  const former = formerStages([pipeline]);
  if (former.size === 0) return deal;
  const { stageId, stageEnteredAt, completedTasks } = deal;
  const now = {
    ...deal,
    stageId: stageId === null ? null : stageNow(former, deal.pipelineId, stageId),
    stageVisits: staysNow(deal, former),
  };
  const stage = stageById(pipeline, stageId);
  const isSince = (at: Date): boolean => +new Date(at) >= +new Date(stageEnteredAt);
  return {
    ...now,
    completedTasks: completedTasks.map((completion) =>
      isSince(completion.at)
        ? { ...completion, taskId: taskIdIn(now, stage, completion.taskId) }
        : completion,
    ),
  };
}

/** Stages that were merged were mostly passed one after the other: a stay in each is then one stay. */
function staysNow({ stageVisits }: Deal, former: FormerStages): Deal['stageVisits'] {
  const stays = new Map<string, Deal['stageVisits'][number]>();
  for (const { pipelineId, stageId, visits } of stageVisits) {
    const now = stageNow(former, pipelineId, stageId);
    const key = JSON.stringify([pipelineId, now]);
    const known = stays.get(key)?.visits ?? 0;
    stays.set(key, { pipelineId, stageId: now, visits: Math.max(known, visits) });
  }
  return [...stays.values()];
}
