import type { Deal } from '../deal/deal.ts';
import { isDescribedField } from '../deal/description.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { stageById } from '../pipeline/stage-by-id.ts';
import { currentTasks } from './current-tasks.ts';

export type DealChecks = NonNullable<CheckOptions['checks']>;

/** What verbs by which a deal enters a stage take last. */
export interface CheckOptions {
  /** A check with the name of a fact of the deal goes before it. */
  readonly checks?: Readonly<Record<string, (deal: Deal) => boolean>> | undefined;
}

/** Checks that a deal that is led may leave its stage: its tasks are done, and what the stage requires is there. */
export function checkStageDone(deal: Deal, pipeline: Pipeline, at: Date, { checks }: CheckOptions): void {
  const open = currentTasks(deal, pipeline).filter(({ kind }) => kind === 'stage');
  if (open.length > 0) {
    const taskIds = open.map(({ id }) => id);
    throw new DealError('tasks-open', `Deal ${deal.id} has open tasks in stage ${deal.stageId}.`, {
      dealId: deal.id,
      taskIds,
    });
  }
  checkRequired(deal, stageById(pipeline, deal.stageId)?.requires ?? [], at, checks);
}

/**
 * Checks that a deal has what a stage of a manual pipeline asks of those that enter it. A deal that was taken under manual
 * control is asked for nothing.
 */
export function checkEntry(
  deal: Deal,
  pipeline: Pipeline,
  stageId: string | null | undefined,
  at: Date,
  { checks = {} }: CheckOptions,
): void {
  if (pipeline.progression !== 'manual' || deal.manualControl) return;
  const required = stageById(pipeline, stageId ?? null)?.requires ?? [];
  const missing = missingOf(deal, required, at, checks);
  if (missing.length === 0) return;
  throw new DealError(
    'requirements-missing',
    `Deal ${deal.id} cannot enter stage ${stageId} without ${missing.join(', ')}.`,
    { dealId: deal.id, stageId: String(stageId), missing },
  );
}

function missingOf(deal: Deal, required: readonly string[], at: Date, checks: DealChecks): string[] {
  return [...new Set(required)].filter((name) => !isThere(deal, name, at, checks));
}

/** Checks that all that is required of a deal is there at an instant, not only planned; the refusal names what is missing. */
export function checkRequired(
  deal: Deal,
  required: readonly string[],
  at: Date,
  checks: DealChecks = {},
): void {
  const missing = missingOf(deal, required, at, checks);
  if (missing.length === 0) return;
  throw new DealError(
    'requirements-missing',
    `Deal ${deal.id} cannot leave stage ${deal.stageId} without ${missing.join(', ')}.`,
    { dealId: deal.id, stageId: String(deal.stageId), missing },
  );
}

function isThere(deal: Deal, name: string, at: Date, checks: DealChecks): boolean {
  const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
  if (check !== undefined) return check(deal);
  const [kind, rest] = divided(name);
  if (kind === 'fields') return isGiven(new Map(Object.entries(deal.fields)).get(rest));
  if (kind === 'participant') return deal.participants.some(({ role }) => role === rest);
  if (isDescribedField(name)) return isGiven(deal[name]);
  switch (name) {
    case 'potential':
    case 'expectedCloseAt':
      return isGiven(deal[name]);
    case 'demand':
      return deal.demand.length > 0;
    case 'interaction':
      return deal.interactionId !== null || deal.interactions.some((held) => +new Date(held.at) <= +at);
    case 'payment':
      return deal.payments.length > 0;
    default:
      throw new DealError('unknown-requirement', `Nothing is known that could be checked as ${name}.`, {
        requirement: name,
      });
  }
}

function divided(name: string): [string, string] {
  const dot = name.indexOf('.');
  return dot < 0 ? ['', ''] : [name.slice(0, dot), name.slice(dot + 1)];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
