import type { DealEvent } from '../deal/event.ts';
import type { Standing } from '../deal/standing.ts';

/** What has happened at one instant, after the opening: events of one instant are many where a CRM knows days only. */
export interface AtOnce {
  at: number;
  /** An outcome, a reopening, a transfer or the deletion. */
  turns: boolean;
  /** Something that is no step. */
  others: boolean;
}

export function nothingYet(): AtOnce {
  return { at: Number.NaN, turns: false, others: false };
}

/** Takes note of an event. */
export function happenedAtOnce(atOnce: AtOnce, at: number, type: DealEvent['type']): void {
  if (atOnce.at !== at) {
    atOnce.at = at;
    atOnce.turns = false;
    atOnce.others = false;
  }
  if (turns.has(type)) atOnce.turns = true;
  else if (!steps.has(type)) atOnce.others = true;
}

/**
 * Whether an event shares its instant with one before it such that it matters which came first, or what may yet come
 * between them: a change of something else with an outcome or a transfer, or with the opening.
 */
export function isTie(
  atOnce: AtOnce,
  at: number,
  type: DealEvent['type'],
  opening: DealEvent | undefined,
): boolean {
  if (!steps.has(type)) return at <= Number(opening?.at) || (atOnce.at === at && atOnce.turns);
  return turns.has(type) && atOnce.at === at && atOnce.others;
}

/** Whether where an event leads depends on where the deal stood: the step it gave does not tell that. */
export function isRelative({ pipelineId }: Standing, event: DealEvent): boolean {
  if (event.type === 'DealReopened') return event.stageId === undefined;
  return event.type === 'DealTransferred' && event.pipelineId === pipelineId;
}

const turns: ReadonlySet<DealEvent['type']> = new Set([
  'DealWon',
  'DealLost',
  'DealReopened',
  'DealDeleted',
  'DealTransferred',
]);
const steps: ReadonlySet<DealEvent['type']> = new Set([...turns, 'DealMoved']);
