import { sql } from 'kysely';
import { decodeEvent } from '../../codec/event-codec.ts';
import { notPossible } from '../../options.ts';
import type { DealChange, DealChanges } from '../../repository/deal-repository.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';

/** A place in the feed: the position and the number of the last append that was shown. */
export interface FeedPlace {
  readonly position: string;
  readonly number: string;
}

const beginning: FeedPlace = { position: '0', number: '0' };

/** The place of a cursor: `position-number`. */
export function feedPlaceOf(cursor: unknown): FeedPlace {
  if (cursor === undefined) return beginning;
  const [, position, number] = (typeof cursor === 'string' && /^(\d{1,19})-(\d{1,19})$/.exec(cursor)) || [];
  if (position !== undefined && number !== undefined && isWhole(position) && isWhole(number))
    return { position, number };
  throw notPossible('after', 'a cursor that the feed gave', cursor);
}

/** Whether digits are a number of 63 bits, in the only way to write it. */
function isWhole(digits: string): boolean {
  return `${BigInt(digits)}` === digits && BigInt(digits) < 2n ** 63n;
}

/**
 * The appends and erasures after a place, in the order of position and number. On PostgreSQL only those below every transaction
 * that is still under way: whatever becomes visible later has a higher position.
 */
export async function changesAfter(
  db: Db,
  { engine, tenant }: Pick<Store, 'engine' | 'tenant'>,
  { position, number }: FeedPlace,
  limit: number,
): Promise<DealChanges> {
  const isAfter =
    engine === 'postgres'
      ? sql<boolean>`(position, number) > (${position}, ${number})
          and position < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`
      : sql<boolean>`position = 0 and number > ${Number(number)}`;
  const text = engine === 'postgres' ? sql`text` : sql`char(20)`;
  const rows = await db
    .selectFrom('dealbook_append')
    .select(['version', 'events', 'erased'])
    .select(sql<string>`cast(position as ${text})`.as('place_position'))
    .select(sql<string>`cast(number as ${text})`.as('place_number'))
    .where('tenant', '=', tenant)
    .where(isAfter)
    .orderBy('position')
    .orderBy('number')
    .limit(limit)
    .execute();
  const last = rows.at(-1);
  const [lastPosition, lastNumber] = [last?.place_position ?? position, last?.place_number ?? number];
  return { changes: rows.map(changeOf), cursor: `${lastPosition}-${lastNumber}` };
}

function changeOf(row: {
  readonly events: string | null;
  readonly erased: string | null;
  readonly version: unknown;
}): DealChange {
  const { events, erased, version } = row;
  if (events === null) return { dealId: erased as string, erased: true };
  const all = (JSON.parse(events) as unknown[]).map((form) => decodeEvent(form));
  return { dealId: all[0]?.dealId as string, events: all, version: Number(version) };
}
