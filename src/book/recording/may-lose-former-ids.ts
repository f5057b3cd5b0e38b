import { currentEvent } from '../../deal/current-event.ts';
import type { DealEvent, DealHistory } from '../../deal/event.ts';
import { advance, disregard, standingAtOpening } from '../../deal/standing.ts';
import type { FormerStages } from '../../pipeline/former-stages.ts';

/**
 * Whether a deal that is recorded again may have been in a stage under another id than the one it has by now. Columns tell the
 * stages of events by the ids they have now; where a late event puts an earlier one into another pipeline, it is the id that
 * was recorded that counts there. Both histories are in the order in which events count, and share them.
 */
export function mayLoseFormerIds(
  former: FormerStages,
  recorded: DealHistory,
  continued: DealHistory,
): boolean {
  const now = pipelinesOfEvents(continued, former);
  for (const [event, pipelineId] of pipelinesOfEvents(recorded, former)) {
    const stageId =
      event.type === 'DealMoved' ? event.to : event.type === 'DealReopened' ? event.stageId : undefined;
    if (stageId === undefined || now.get(event) === pipelineId) continue;
    if ([...(former.get(pipelineId)?.values() ?? [])].includes(stageId)) return true;
  }
  return false;
}

/** In which pipeline a deal was when each of its events happened. */
function pipelinesOfEvents([opening, ...later]: DealHistory, former: FormerStages): Map<DealEvent, string> {
  const standing = { ...standingAtOpening(currentEvent(opening, opening.pipelineId, former)) };
  const pipelines = new Map<DealEvent, string>();
  for (const event of later) {
    pipelines.set(event, standing.pipelineId);
    const current = currentEvent(event, standing.pipelineId, former);
    if (disregard(standing, current) === null) advance(standing, current);
  }
  return pipelines;
}
