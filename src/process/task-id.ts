import type { Deal } from '../deal/deal.ts';
import type { Stage } from '../pipeline/pipeline.ts';

/**
 * The ids of the tasks that are derived, not recorded. Each is a pure function of the deal, the pipeline, the stage, the
 * number of the stay there (from 1, counted in that pipeline) and what is to be done: `d1/typical-sale/terms/2/task/agree`
 * for a stage's own task, `…/won` and `…/lost` for the task to record a result. So a task has the same id whenever and
 * wherever it is derived, a stay that was begun anew has tasks of its own, and a completion says by its id alone which
 * one is meant. Stages and stays are those of the pipeline as it is: a completion under an id that the stage had before is
 * read as of the stay it was in. `/` and `%` within a part are escaped, so no two tasks share an id.
 */
export function stageTaskId(deal: Deal, taskId: string): string {
  return `${visitId(deal)}/task/${escaped(taskId)}`;
}

/** The id of the task to record the result of the stay that a deal was closed in, or may be won from. */
export function resultTaskId(deal: Deal, result: 'won' | 'lost'): string {
  return `${visitId(deal)}/${result}`;
}

/** Whether a task of a deal with this id could be derived, now or ever: no task made by hand may have it. */
export function isDerivedTaskId(deal: Pick<Deal, 'id'>, id: string): boolean {
  const start = `${escaped(deal.id)}/`;
  return id.startsWith(start) && /^[^/]*\/[^/]*\/\d+\/(?:won|lost|task\/[^/]*)$/.test(id.slice(start.length));
}

/**
 * The id of a task that was completed in the stay that a deal is in: of one handed out before its stage got another id, or was
 * merged into this one, with the id of the stay as it is now.
 */
export function taskIdIn(deal: Deal, stage: Stage | undefined, taskId: string): string {
  if (stage?.formerly === undefined) return taskId;
  for (const stageId of [stage.id, ...stage.formerly]) {
    const start = `${[deal.id, deal.pipelineId, stageId].map(escaped).join('/')}/`;
    const [, rest] = (taskId.startsWith(start) && /^\d+(\/.+)$/.exec(taskId.slice(start.length))) || [];
    if (rest !== undefined) return `${visitId(deal)}${rest}`;
  }
  return taskId;
}

function visitId({ id, pipelineId, stageId, stageVisits }: Deal): string {
  const here = stageVisits.find((stage) => stage.pipelineId === pipelineId && stage.stageId === stageId);
  return [id, pipelineId, stageId ?? '', String(here?.visits ?? 0)].map(escaped).join('/');
}

function escaped(part: string): string {
  return part.replace(/[%/]/g, encodeURIComponent);
}
