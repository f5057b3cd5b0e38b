import { describedFields } from '../../deal/description.ts';
import { invalidOption } from '../../errors.ts';
import { parseAmount } from '../../money/money.ts';
import { amountOf } from '../../money/units.ts';
import { checkOption, object } from '../../options.ts';
import { preview } from '../../text.ts';
import type { ChangeRow } from '../rows/change-row.ts';
import type { DealRow } from '../rows/deal-row.ts';
import type { MadeRows } from '../rows/rows.ts';
import { noColumn, type ReadColumn, readColumn } from './column.ts';
import { changeColumnKinds, dealColumnKinds, leavable } from './deal-columns.ts';

/** Deals in columns as rows, each made when it is asked for. */
export function dealRowsIn(columns: unknown): MadeRows<DealRow> {
  const described = Object.fromEntries(describedFields.map((name) => [name, 'text']));
  const kinds = { ...dealColumnKinds, ...described };
  return madeRows('deals', columns, ['id', 'pipelineId', 'openedAt'], kinds) as MadeRows<DealRow>;
}

/** Changes in columns as rows, each made when it is asked for. */
export function changeRowsIn(columns: unknown): MadeRows<ChangeRow> {
  return madeRows('changes', columns, ['dealId', 'at'], changeColumnKinds) as MadeRows<ChangeRow>;
}

/** A row that is being made. */
type Row = Record<string, unknown>;

/** Writes a value of one column into a row. */
type Cell = (row: Row, index: number) => void;

function madeRows(
  table: string,
  columns: unknown,
  needed: readonly [string, ...string[]],
  kinds: Readonly<Record<string, string>>,
): MadeRows<unknown> {
  checkOption(`columns.${table}`, columns, object);
  const given = columns as Readonly<Record<string, unknown>>;
  const read = new Map<string, ReadColumn>();
  for (const name of Object.keys(given)) {
    const isKnown = Object.hasOwn(kinds, name) || (table === 'deals' && name.startsWith('fields.'));
    if (!isKnown) throw invalidOption(`columns.${table}.${preview(name)}`, 'not a column that is read');
    if (given[name] !== undefined) read.set(name, readColumn(`${table}.${name}`, given[name]));
  }
  for (const name of needed) if (!read.has(name)) throw invalidOption(`columns.${table}.${name}`, 'missing');
  const ids = read.get(needed[0]) as ReadColumn;
  const { length } = ids;
  if (length === undefined) throw noColumn(ids.name, ids.at(0));
  for (const { name, length: other } of read.values())
    if (other !== undefined && other !== length)
      throw invalidOption(`columns.${name}`, `${other} values, where ${ids.name} has ${length}`);
  const currency = read.get('currency');
  const cells = [...read].flatMap(([name, column]) => cellOf(name, kinds[name] ?? 'field', column, currency));
  return {
    length,
    dealIdAt: ids.at,
    rowAt: (index) => {
      const row: Row = table === 'deals' ? { openedAt: null } : {};
      for (const cell of cells) cell(row, index);
      return row;
    },
  };
}

function cellOf(name: string, kind: string, column: ReadColumn, currency: ReadColumn | undefined): Cell[] {
  if (kind === 'currency') return [];
  if (kind === 'none') return [noneOf(column, name.startsWith('from.'))];
  if (kind !== 'money' && column.scale !== undefined)
    throw noColumn(`${column.name}.scale`, column.scale, 'for anything but amounts');
  const read = valueReader(kind, column, currency);
  const [part, property] = partsOf(name);
  return [
    (row, index) => {
      const raw = column.at(index);
      if (raw === null || raw === undefined) return;
      const value = read(raw, index);
      if (property === undefined) {
        row[part] = value;
        return;
      }
      put(row, part, property, value);
    },
  ];
}

/** The part of a row that a column is in, and its property there. */
function partsOf(name: string): readonly [string, string?] {
  const dot = name.indexOf('.');
  return dot < 0 ? [name] : [name.slice(0, dot), name.slice(dot + 1)];
}

function valueReader(
  kind: string,
  column: ReadColumn,
  currency: ReadColumn | undefined,
): (raw: unknown, index: number) => unknown {
  switch (kind) {
    case 'time':
      return (raw) => (typeof raw === 'number' || typeof raw === 'bigint' ? new Date(Number(raw)) : raw);
    case 'money':
      if (currency === undefined)
        throw invalidOption(`columns.${column.name}`, 'amounts need the column currency');
      return (raw, index) => ({ amount: amountIn(raw, column.scale), currency: currency.at(index) });
    default:
      return (raw) => raw;
  }
}

/** An amount; what is none stays as it is, and is refused where rows are read. */
function amountIn(raw: unknown, scale: number | undefined): unknown {
  try {
    const isWhole = typeof raw === 'bigint' || Number.isSafeInteger(raw);
    if (scale !== undefined) return isWhole ? amountOf(raw as number | bigint, scale) : raw;
    return parseAmount(raw);
  } catch {
    return raw;
  }
}

/** Writes null for what a column names. */
function noneOf(column: ReadColumn, isBefore: boolean): Cell {
  return (row, index) => {
    const raw = column.at(index);
    if (raw === null || raw === undefined || raw === '') return;
    for (const name of preview(raw).split(' ')) {
      if (!leavable.has(name))
        throw noColumn(column.name, raw, `${[...leavable].join(', ')}, with spaces between, in row ${index}`);
      if (isBefore) put(row, 'from', name, null);
      else row[name] = null;
    }
  };
}

/** Puts a value into a part of a row. */
function put(row: Row, part: string, property: string, value: unknown): void {
  row[part] ??= {};
  const holder = row[part] as Row;
  if (property !== '__proto__') holder[property] = value;
  else Object.defineProperty(holder, property, { value, enumerable: true }); // a name like any other
}
