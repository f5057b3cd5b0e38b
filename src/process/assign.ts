import { type AsOf, asOfOptions } from '../deal/as-of.ts';
import type { Deal } from '../deal/deal.ts';
import { invalidOption } from '../errors.ts';
import { callback, type OptionsOf } from '../options.ts';
import type { StageTask } from '../pipeline/pipeline.ts';
import { preview } from '../text.ts';

/** Names who does what a role does for a deal; null for nobody. */
export type Assign = (role: string, deal: Deal) => string | null;

/** What reads the tasks of a deal takes last. */
export interface TaskOptions extends AsOf {
  /** Names whose the stage tasks are that name a role; without it they are nobody's. */
  readonly assign?: Assign | undefined;
}

export const taskOptions: OptionsOf<TaskOptions> = { ...asOfOptions, assign: callback };

/** Whose a stage task is. */
export function assigneeOf(deal: Deal, { assignee }: StageTask, assign: Assign | undefined): string | null {
  if (assignee === undefined) return deal.ownerId;
  if ('id' in assignee) return assignee.id;
  const named: unknown = assign === undefined ? null : assign(assignee.role, deal);
  if (named === null || typeof named === 'string') return named;
  throw invalidOption('assign', `gives ${preview(named)} for ${preview(assignee.role)}, not an id or null`);
}
