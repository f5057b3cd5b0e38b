import { addFact, emptyTable, type Table } from './tables.ts';

/** Meetings, calls, e-mails. */
export interface InteractionTable extends Table {
  /** When they took place, which is not when that was recorded. */
  heldAt: Float64Array;
}

export function interactionTable(): InteractionTable {
  return { ...emptyTable(), heldAt: new Float64Array(16) };
}

export function addInteraction(table: InteractionTable, at: number, heldAt: number): void {
  addFact(table, at);
  table.heldAt[table.length - 1] = heldAt;
}
