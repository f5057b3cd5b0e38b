import { sql } from 'kysely';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { keyOf } from '../schema/key.ts';
import { isThere } from './counted-groups.ts';
import type { Condition } from './population-conditions.ts';
import type { OpenSource } from './source.ts';

/** Which visits are measured, and how. */
interface LengthQuery {
  readonly pipeline: Pipeline;
  /** Of the deals. */
  readonly where: readonly Condition[];
  /** Whether deals that took a path count; all do if it is not given. */
  readonly isKept: ((path: string) => boolean) | undefined;
  readonly calendar: BusinessCalendar | undefined;
}

/**
 * How long the visits to each stage of a pipeline took that are over, by the key of the stage. A row comes back for each stage and
 * length or, of business time, for each two instants.
 */
export async function stageLengths(
  { db, store }: OpenSource,
  { pipeline, where, isKept, calendar }: LengthQuery,
): Promise<Map<string, number[]>> {
  const { read } = clockOf(calendar);
  const conditions = [sql`tenant = ${store.tenant}`, ...isThere, ...where];
  const columns = [
    sql`v.stage as stage`,
    ...(calendar === undefined
      ? [sql`0 as began`, sql`v.left_at - v.entered_at as ended`]
      : [sql`v.entered_at as began`, sql`v.left_at as ended`]),
    ...(isKept === undefined ? [] : [sql`kept.path as path`]),
  ];
  const keys = ['stage', 'began', 'ended', ...(isKept === undefined ? [] : ['path'])].map((name) =>
    sql.id(name),
  );
  const { rows } = await sql<{
    readonly stage: string;
    readonly began: unknown;
    readonly ended: unknown;
    readonly path?: string;
    readonly visits: unknown;
  }>`
    select ${sql.join(keys)}, count(*) as visits from (
      select ${sql.join(columns)} from dealbook_visit as v
      join (
        select d.deal, d.path from dealbook_deal as d where ${sql.join(conditions, sql` and `)}
      ) as kept on kept.deal = v.deal
      where v.tenant = ${store.tenant} and v.pipeline = ${keyOf(pipeline.id)} and v.stage is not null
        and v.undated = 0 and v.left_at is not null
    ) as each_visit
    group by ${sql.join(keys)}`.execute(db);
  const lengths = new Map<string, number[]>();
  for (const { stage, began, ended, path, visits } of rows) {
    if (isKept?.(path as string) === false) continue;
    const length = read(Number(ended)) - read(Number(began));
    const all = lengths.get(stage) ?? [];
    lengths.set(stage, all);
    for (let visit = 0; visit < Number(visits); visit++) all.push(length);
  }
  return lengths;
}
