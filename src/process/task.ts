import { checkOption, object } from '../options.ts';
import { checkDate } from '../time/period.ts';

/** Something to do for a deal. */
export interface DealTask {
  readonly id: string;
  readonly dealId: string;
  /** Where a task comes from. */
  readonly kind:
    | 'stage'
    /** The result is to be recorded after the last stage: completing it wins the deal. */
    | 'won'
    /** The result of a lost deal is to be recorded; it cannot be completed without a reason. */
    | 'lost'
    /** It was made by hand. */
    | 'added'
    /** It was completed, but nothing that is known now asks for it: its name is its id. */
    | 'unknown';
  readonly name: string;
  /** Of an open derived task the deal's owner, of a closed one the owner then; null where it is nobody's. */
  readonly assigneeId: string | null;
  readonly pipelineId: string;
  /** The stage it belongs to, or in which the deal was when it came up; null in a pipeline without stages. */
  readonly stageId: string | null;
  /** What must be there for it to be completed; the last task of a stage also needs what its stage requires. */
  readonly requires: readonly string[];
  readonly createdAt: Date;
  readonly dueAt: Date | null;
  /** `cancelled`: neither done nor to be done any more, as the deal went on without it. */
  readonly status: 'open' | 'done' | 'cancelled';
  readonly closedAt: Date | null;
  readonly completedBy: string | null;
  readonly result: string | null;
}

/**
 * Whether a task is late: open, and due before an instant.
 *
 * @throws DealError `invalid-option`, `invalid-date`.
 *
 * @example
 * ```ts
 * const history = openDeal(typicalSale, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') })
 * const late = openTasks([history], [typicalSale]).map((task) => isOverdue(task, new Date('2026-10-04')))
 * late // => [true]
 * ```
 */
export function isOverdue(task: DealTask, now: Date): boolean {
  checkOption('task', task, object);
  const { status, dueAt } = task;
  if (dueAt !== null) checkDate(dueAt, 'dueAt');
  checkDate(now, 'now');
  return status === 'open' && dueAt !== null && +dueAt < +now;
}
