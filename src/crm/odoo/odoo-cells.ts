import type { Fields } from '../../deal/event.ts';
import type { Money } from '../../money/money.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import { fieldsIn, moneyOf, textIn, timeIn, utcTimeIn } from '../tables/cells.ts';
import { type CrmColumn, type CrmRow, cellIn, idOf, isRecord, nameIn } from '../tables/crm-row.ts';
import type { OdooOptions } from './tables.ts';

/** Another record, as a cell tells it: the API gives [id, name], files give the name, or the id where it is asked for. */
export interface Relation {
  readonly id: string | null;
  readonly name: string | null;
}

/** What stands in a column; Odoo has false where nothing does. */
export function given<T>(
  row: CrmRow,
  column: CrmColumn,
  read: (row: CrmRow, column: CrmColumn) => T | null,
): T | null {
  return cellIn(row, column) === false ? null : read(row, column);
}

/** Another record that a cell tells. */
export function relationIn(row: CrmRow, column: CrmColumn): Relation | null {
  const cell = cellIn(row, column);
  if (Array.isArray(cell)) return relationOf(cell[0], cell[1]);
  if (isRecord(cell)) return relationOf(cell['id'], cell['display_name']);
  const text = given(row, column, textIn);
  return text === null ? null : /^\d+$/.test(text) ? relationOf(text, null) : { id: null, name: text };
}

/** A record by its id and its name; null for the id 0, which is none. */
export function relationOf(id: unknown, name: unknown): Relation | null {
  const [ownId, ownName] = [idOf(id), idOf(name)];
  return ownId === null || ownId === '0' ? null : { id: ownId, name: ownName };
}

/**
 * How records of one column are told apart: by their ids, or by their names where a row of the leads has no more. The log
 * has both.
 */
export function keyBy(
  rows: readonly CrmRow[],
  column: CrmColumn,
): (relation: Relation | null) => string | null {
  const byName = rows.some((row) => relationIn(row, column)?.id === null);
  return (relation) => relation && (byName ? (relation.name ?? relation.id) : (relation.id ?? relation.name));
}

/** A time: in UTC, but in columns that are called as people call them, and where the options say so. */
export function odooTimeIn(row: CrmRow, column: CrmColumn, { times }: OdooOptions): TimeInput | null {
  const isLocal = times === 'local' || /[A-Z]/.test(nameIn(row, column) ?? '');
  return given(row, column, isLocal ? timeIn : utcTimeIn);
}

/** A day, also where it is logged as its midnight. */
export function dayIn(row: CrmRow, column: CrmColumn): TimeInput | null {
  const time = given(row, column, timeIn);
  return typeof time === 'string' ? time.slice(0, 10) : time;
}

/** An amount; zero is none, unless the options say otherwise. Undefined where it cannot be read. */
export function odooMoneyIn(
  row: CrmRow,
  column: CrmColumn,
  currency: string | null,
  { zeroAmounts }: OdooOptions,
): Money | null | undefined {
  const cell = cellIn(row, column);
  if (cell === null || cell === false) return null;
  const money = moneyOf(row, column, currency);
  if (money === null) return;
  return money.amount.isZero() && zeroAmounts !== 'taken' ? null : money;
}

/** The deal's own fields: of other records the name, and nothing for false. */
export function odooFieldsIn(row: CrmRow): Fields {
  const record = Object.fromEntries(
    Object.entries(row.record).map(([name, cell]) => [
      name,
      Array.isArray(cell) ? cell[1] : cell === false ? null : cell,
    ]),
  );
  return fieldsIn({ ...row, record }) ?? {};
}

/** The id in an external id that Odoo made for an export: '__export__.crm_lead_12_1a2b3c4d'. */
export function databaseId(id: string | null): string | null {
  return id === null ? null : (/^__export__\.\w+?_(\d+)_[0-9a-f]{8}$/.exec(id)?.[1] ?? id);
}
