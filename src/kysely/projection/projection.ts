import type { Insertable } from 'kysely';
import type { Tables } from '../schema/tables.ts';

/** The rows that say of a deal what its events lead to: everything in them can be made again. */
export interface Projection {
  readonly deal: Insertable<Tables['dealbook_deal']>;
  readonly states: readonly Insertable<Tables['dealbook_state']>[];
  readonly visits: readonly Insertable<Tables['dealbook_visit']>[];
  readonly memberships: readonly Insertable<Tables['dealbook_membership']>[];
  readonly tasks: readonly Insertable<Tables['dealbook_task']>[];
}
