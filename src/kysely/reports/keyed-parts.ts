import { type RawBuilder, sql } from 'kysely';
import { notPossible } from '../../options.ts';
import { compareTextOrNone } from '../../text.ts';
import { calendarNames } from '../../time/calendar/calendar-names.ts';
import { type CalendarUnit, isCalendarUnit } from '../../time/calendar/calendar-unit.ts';
import { type Extent, extentOf } from './counted-groups.ts';
import { dealRows } from './deal-rows.ts';
import { fullTexts } from './full-texts.ts';
import { localDayColumn } from './local-day-column.ts';
import type { DealPart, OpenSource } from './source.ts';

/** The columns of fields that deals are grouped by. */
const columnOf = {
  ownerId: 'owner',
  openedBy: 'opened_by',
  closedBy: 'closed_by',
  customerId: 'customer',
  channel: 'channel',
  pipelineId: 'pipeline',
  status: 'status',
} as const;

/** A date of a deal that its row has. */
export type StoredDate = 'openedAt' | 'closedAt' | 'expectedCloseAt';

/** What deals inside a database are grouped by: a field, or the day, ISO week, month, quarter or year of a date. */
export type StoredGrouping =
  | keyof typeof columnOf
  | { readonly day: StoredDate }
  | { readonly week: StoredDate }
  | { readonly month: StoredDate }
  | { readonly quarter: StoredDate }
  | { readonly year: StoredDate };

/** A grouping, read. */
export type ReadGrouping =
  | { readonly field: keyof typeof columnOf }
  | { readonly unit: CalendarUnit; readonly date: StoredDate };

/** Deals that share a key. */
interface KeyedPart {
  readonly key: string | null;
  readonly part: DealPart;
}

/**
 * Reads a grouping.
 *
 * @throws DealError `invalid-option`.
 */
export function readGrouping(by: StoredGrouping): ReadGrouping {
  if (typeof by === 'string' && Object.hasOwn(columnOf, by)) return { field: by };
  const [[unit, date] = [], second] = typeof by === 'object' && by !== null ? Object.entries(by) : [];
  const isDate = typeof date === 'string' && Object.hasOwn(dates, date);
  if (second === undefined && isCalendarUnit(unit) && isDate) return { unit, date: date as StoredDate };
  const fields = Object.keys(columnOf).join(', ');
  throw notPossible('by', `one of ${fields}, or { month: 'closedAt' } and the like`, by);
}

const dates: {
  readonly [D in StoredDate]: {
    readonly column: RawBuilder<unknown>;
    readonly span: (extent: Extent) => readonly [number, number] | null;
  };
} = {
  openedAt: {
    column: sql`case when undated = 0 then opened_at end`,
    span: ({ openings }) => openings,
  },
  closedAt: { column: sql`closed_at`, span: ({ closings }) => closings },
  expectedCloseAt: { column: sql`expected_close_at`, span: ({ expected }) => expected },
};

/** The parts that all deals are divided into, ascending by key, null last. */
export async function keyedParts(source: OpenSource, by: ReadGrouping): Promise<KeyedPart[]> {
  const instant = 'unit' in by ? dates[by.date].column : sql`null`;
  const column = 'unit' in by ? await dayOf(source, by.date) : sql.ref(columnOf[by.field]);
  const values = await dealRows<{ value: unknown; instant: unknown }>(source, {
    columns: [sql`${column} as value`, sql`${instant} as instant`],
    keys: ['value'],
    told: [sql`min(instant) as instant`],
    where: [],
  });
  const nameOf = await namesOf(source, by, values);
  const byKey = new Map<string | null, Set<string | null>>();
  for (const row of values) {
    const key = nameOf(row);
    const here = byKey.get(key) ?? new Set();
    byKey.set(key, here.add(textOrNull(row.value)));
  }
  const rows = new Map<string, readonly unknown[]>();
  return [...byKey]
    .sort(([a], [b]) => compareTextOrNone(a, b))
    .map(([key, here]) => ({
      key,
      part: { column, asOf: source.asOf, rows, holds: (value) => here.has(textOrNull(value)) },
    }));
}

async function dayOf(source: OpenSource, date: StoredDate): Promise<RawBuilder<unknown>> {
  const { column, span } = dates[date];
  const instants = span(await extentOf(source));
  return instants === null ? sql`null` : localDayColumn(sql`(${column})`, source.head.timeZone, instants);
}

/** Tells the key of a value. */
async function namesOf(
  source: OpenSource,
  by: ReadGrouping,
  values: readonly { readonly value: unknown }[],
): Promise<(row: { readonly value: unknown; readonly instant: unknown }) => string | null> {
  if ('unit' in by) {
    const nameOf = calendarNames(by.unit, source.head);
    return ({ instant }) => (instant === null ? null : nameOf(Number(instant)));
  }
  const texts = values.map(({ value }) => textOrNull(value));
  const textOf = await fullTexts(source, columnOf[by.field], texts);
  return ({ value }) => textOf(textOrNull(value));
}

function textOrNull(value: unknown): string | null {
  return value === null ? null : `${value}`;
}
