import { standingEvents } from '../deal/corrected-events.ts';
import { currentEvent } from '../deal/current-event.ts';
import type { DealEvent, DealHistory, DealOpened } from '../deal/event.ts';
import { advance, disregard, type Standing, standingAtOpening } from '../deal/standing.ts';
import { formerStages } from '../pipeline/former-stages.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { isDerivedTaskId } from '../process/task-id.ts';

/** How an event counts. */
export interface Counted {
  /** False for a move to the stage the deal is in: it is one with the stay there. */
  readonly counts: boolean;
  /** A text that differs where the event means something else: moves within a pipeline, completions within a stay. */
  readonly meaning: string;
}

/** What decides on that, beside where the deal stands. */
interface Told {
  /** Every stage entered, once for each stay. */
  readonly stays: Map<string, number>;
  /** Tasks made by hand, and completed. */
  readonly tasks: Set<string>;
  /** Of those made by hand, which are to be done. */
  readonly toBeDone: Set<string>;
  byHand: boolean;
}

/**
 * The events of a history that count, and the moves that are merged, by their place in it; in the order they happened.
 * The pipeline is that of the deal.
 */
export function countedEvents(history: DealHistory, pipeline: Pipeline): ReadonlyMap<number, Counted> {
  const leading = pipeline.progression === 'automatic' ? pipeline.id : null;
  const former = formerStages([pipeline]);
  const events = standingEvents(history, undefined);
  const standing = standingAtOpening(currentEvent(events[0] as DealOpened, '', former));
  const told: Told = { stays: new Map(), tasks: new Set(), toBeDone: new Set(), byHand: false };
  enter(told, standing);
  const counted = new Map<number, Counted>();
  for (const index of inOrder(events)) {
    const event = currentEvent(events[index] as DealEvent, standing.pipelineId, former);
    const reason = disregard(standing, event);
    const isMerged = reason === 'same-stage' && event.type === 'DealMoved';
    if ((reason !== null && !isMerged) || repeatsTask(told, event)) continue;
    counted.set(index, { counts: !isMerged, meaning: meaningOf(event, standing, told, leading) });
    noteTasks(told, event);
    if (event.type === 'ManualControlTaken') told.byHand = true;
    if (!isMerged && advance(standing, event)) enter(told, standing);
  }
  return counted;
}

/** The places of the events after the opening, sorted by when they happened. */
function inOrder(events: readonly (DealEvent | null)[]): number[] {
  const places = [...events.keys()].slice(1).filter((place) => events[place] !== null);
  return places.sort((a, b) => Number(events[a]?.at) - Number(events[b]?.at));
}

function meaningOf(event: DealEvent, standing: Standing, told: Told, leading: string | null): string {
  const { pipelineId, stageId, status } = standing;
  if (event.type === 'DealMoved' || event.type === 'DealTransferred') return pipelineId;
  if (event.type === 'DealReopened') {
    // A deal that is led goes on where it was closed: never back, never over a stage.
    const goesOn = pipelineId !== leading || told.byHand || (event.stageId ?? null) === stageId;
    return JSON.stringify([pipelineId, goesOn]);
  }
  if (event.type !== 'TaskCompleted' && event.type !== 'TaskChanged') return '';
  if (event.type === 'TaskCompleted' && isDerivedTaskId({ id: event.dealId }, event.taskId)) {
    const stay = stayKey(standing);
    return JSON.stringify([stay, told.stays.get(stay), status, told.byHand]);
  }
  return told.toBeDone.has(event.taskId) ? 'to be done' : 'closed';
}

/** Takes note of what becomes of the tasks made by hand: an outcome cancels all that are to be done. */
function noteTasks({ tasks, toBeDone }: Told, event: DealEvent): void {
  switch (event.type) {
    case 'TaskAdded':
      if (!tasks.has(JSON.stringify(['TaskCompleted', event.task.id]))) toBeDone.add(event.task.id);
      return;
    case 'TaskCompleted':
      toBeDone.delete(event.taskId);
      return;
    case 'TaskChanged':
      if (event.cancelled === true) toBeDone.delete(event.taskId);
      return;
    case 'DealWon':
    case 'DealLost':
      toBeDone.clear();
      return;
    default:
  }
}

/** Whether the same was said of a task before: then the first one counts. */
function repeatsTask({ tasks }: Told, event: DealEvent): boolean {
  if (event.type !== 'TaskAdded' && event.type !== 'TaskCompleted') return false;
  const key = JSON.stringify([event.type, event.type === 'TaskAdded' ? event.task.id : event.taskId]);
  if (tasks.has(key)) return true;
  tasks.add(key);
  return false;
}

function enter({ stays }: Told, standing: Standing): void {
  const stay = stayKey(standing);
  stays.set(stay, (stays.get(stay) ?? 0) + 1);
}

function stayKey({ pipelineId, stageId }: Standing): string {
  return JSON.stringify([pipelineId, stageId]);
}
