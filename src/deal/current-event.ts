import { type FormerStages, stageNow } from '../pipeline/former-stages.ts';
import type { DealEvent } from './event.ts';

/**
 * An event of a deal in a pipeline with the ids that stages have now; itself where none of its stages had another. What
 * reads a history by pipelines reads each event so before anything else is asked of it.
 */
export function currentEvent<E extends DealEvent>(event: E, pipelineId: string, former: FormerStages): E;
export function currentEvent(event: DealEvent, pipelineId: string, former: FormerStages): DealEvent {
  if (former.size === 0) return event;
  switch (event.type) {
    case 'DealMoved': {
      if (!former.has(pipelineId)) return event;
      const { from, to } = event;
      return { ...event, from: stageNow(former, pipelineId, from), to: stageNow(former, pipelineId, to) };
    }
    case 'DealReopened':
      return inStageNow(event, pipelineId, former);
    case 'DealOpened':
    case 'DealTransferred':
      return inStageNow(event, event.pipelineId, former);
    default:
      return event;
  }
}

function inStageNow<E extends DealEvent & { readonly stageId?: string }>(
  event: E,
  pipelineId: string,
  former: FormerStages,
): E {
  const { stageId } = event;
  if (stageId === undefined || !former.has(pipelineId)) return event;
  return { ...event, stageId: stageNow(former, pipelineId, stageId) };
}
