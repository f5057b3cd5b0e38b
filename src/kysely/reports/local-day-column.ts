import { type RawBuilder, sql } from 'kysely';
import { offsetIn, stretchesOf, stretchLength } from '../../time/zone-offset.ts';

/** From which number of clock changes on a statement would become too long. */
const changesAtMost = 500;
const day: RawBuilder<number> = sql.lit(86_400_000);

/**
 * A column that is the same for all instants of one local day, of those from the first to the last: as long as the clock was
 * not changed, so that no day or period begins between two such instants. It differs from day to day; where the clock was
 * changed very often, from instant to instant.
 */
export function localDayColumn(
  instant: RawBuilder<unknown>,
  timeZone: string,
  [first, last]: readonly [number, number],
): RawBuilder<unknown> {
  const changes = clockChanges(timeZone, first, last);
  if (changes === null) return instant;
  const local = sql`(${instant} + ${offsetColumn(instant, changes)})`;
  return sql`${instant} - ((${local} % ${day}) + ${day}) % ${day}`;
}

interface ClockChange {
  readonly at: number;
  readonly offset: number;
}

function offsetColumn(
  instant: RawBuilder<unknown>,
  [first, ...later]: readonly [ClockChange, ...ClockChange[]],
): RawBuilder<unknown> {
  if (later.length === 0) return sql.lit(first.offset);
  const cases = later
    .toReversed()
    .map(({ at, offset }) => sql`when ${instant} >= ${sql.lit(at)} then ${sql.lit(offset)}`);
  return sql`case ${sql.join(cases, sql` `)} else ${sql.lit(first.offset)} end`;
}

/** How far a zone is ahead of UTC from an instant on, and from each change of its clock up to another; null if they are many. */
function clockChanges(
  timeZone: string,
  first: number,
  last: number,
): readonly [ClockChange, ...ClockChange[]] | null {
  if (timeZone === 'UTC') return [{ at: first, offset: 0 }];
  const stretchAt = stretchesOf(timeZone);
  const [from, to] = [Math.floor(first / stretchLength), Math.floor(last / stretchLength)];
  if (to - from > changesAtMost) return null;
  const changes: [ClockChange, ...ClockChange[]] = [{ at: first, offset: offsetIn(stretchAt(from), first) }];
  for (let index = from; index <= to; index++) {
    const { offset, changes: within } = stretchAt(index);
    for (const change of [{ at: index * stretchLength, offset }, ...within])
      if (change.at > first && change.at <= last && change.offset !== changes.at(-1)?.offset)
        changes.push(change);
  }
  return changes.length > changesAtMost ? null : changes;
}
