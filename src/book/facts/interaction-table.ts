import type { Interaction } from '../../deal/event.ts';
import { addFact, emptyTable, type FactTable } from './tables.ts';

/** Meetings, calls, e-mails. */
export interface InteractionTable extends FactTable {
  /** When they took place, which is not when that was recorded. */
  heldAt: Float64Array;
  /** 1 where it is the one that the deal was opened from, and so is a contact already. */
  again: Uint8Array;
}

export function interactionTable(): InteractionTable {
  return { ...emptyTable(), heldAt: new Float64Array(16), again: new Uint8Array(16) };
}

export function addInteraction(
  table: InteractionTable,
  at: number,
  { id, at: heldAt }: Interaction,
  openedFrom: string | undefined,
): void {
  addFact(table, at);
  table.heldAt[table.length - 1] = heldAt.getTime();
  table.again[table.length - 1] = id === openedFrom ? 1 : 0;
}
