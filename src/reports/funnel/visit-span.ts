import type { Stays } from '../../book/readers/stays.ts';
import type { ReadVisit } from '../../timeline/read-path.ts';

/**
 * When a visit began and ended; a visit counted for a skip has no length and lies where the deal jumped. NaN for a begin
 * that is not known.
 */
export function spanOf(
  visits: readonly ReadVisit[],
  index: number,
  { enteredAt, leftAt, undated }: Stays,
): [number, number] {
  const beginOf = (stay: number): number =>
    undated && stay === 0 ? Number.NaN : (enteredAt[stay] as number);
  const { stays } = visits[index] as ReadVisit;
  if (stays !== null) return [beginOf(stays.first), leftAt[stays.last] as number];
  const next = visits.slice(index + 1).find((visit) => visit.stays !== null)?.stays;
  const jumpedAt = next ? beginOf(next.first) : (leftAt.at(-1) as number);
  return [jumpedAt, jumpedAt];
}
