import { sql } from 'kysely';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';
import { dealRows } from './deal-rows.ts';
import type { Condition } from './population-conditions.ts';
import type { OpenSource } from './source.ts';
import { stageStays } from './stage-stays.ts';

/** Which visits are measured, and how. */
export interface LengthQuery {
  readonly pipeline: Pipeline;
  /** Of the deals. */
  readonly where: readonly Condition[];
  /** Whether deals that took a path count; all do if it is not given. */
  readonly isKept: ((path: string) => boolean) | undefined;
  readonly calendar: BusinessCalendar | undefined;
}

interface LengthRow {
  readonly stage: string;
  readonly began: unknown;
  readonly ended: unknown;
  readonly path?: string;
  readonly visits: unknown;
}

/**
 * How long the visits to each stage of a pipeline took that are over, by the key of the stage. A row comes back for each stage and
 * length or, of business time, for each two instants.
 */
export async function stageLengths(
  source: OpenSource,
  { pipeline, where, isKept, calendar }: LengthQuery,
): Promise<Map<string, number[]>> {
  const { read } = clockOf(calendar);
  const columns = [
    sql`v.stage as stage`,
    ...(calendar === undefined
      ? [sql`0 as began`, sql`v.left_at - v.entered_at as ended`]
      : [sql`v.entered_at as began`, sql`v.left_at as ended`]),
    ...(isKept === undefined ? [] : [sql`kept.path as path`]),
  ];
  const rows = await dealRows<LengthRow>(source, {
    columns: [sql`deal`, sql`path`],
    keys: ['stage', 'began', 'ended', ...(isKept === undefined ? [] : ['path'])],
    told: [sql`count(*) as visits`],
    where,
    from: (deals, isPart) => sql`
      select ${sql.join(isPart ? [...columns, sql`kept.group_key as group_key`] : columns)}
      from ${stageStays(source, pipeline)} as v join (${deals}) as kept on kept.deal = v.deal
      where v.undated = 0 and v.left_at is not null`,
  });
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
