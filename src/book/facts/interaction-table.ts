import type { Interaction } from '../../deal/event.ts';
import { addFact, emptyTable, type FactTable } from './tables.ts';

/** Meetings, calls, e-mails. */
export interface InteractionTable extends FactTable {
  /** When it took place; `at` is when it was linked. */
  heldAt: Float64Array;
  /** 1 for the interaction that the deal was opened from, which is counted with the opening. */
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
