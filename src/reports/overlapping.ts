import type { Stays } from '../book/stays.ts';
import type { Period } from '../time/period.ts';
import type { ReadVisit } from '../timeline/read-path.ts';

/** The visits to those stages whose last visit was going on in a period. */
export function overlappingVisits(
  visits: readonly ReadVisit[],
  stays: Stays,
  { start, end }: Period,
): ReadVisit[] {
  const shown = new Set<number>();
  for (const [index, { position }] of visits.entries()) {
    const [entered, left] = spanOf(visits, index, stays);
    const goingOn = entered < +end && (Number.isNaN(left) || left >= +start);
    if (goingOn) shown.add(position);
    else shown.delete(position); // a later visit to the stage decides
  }
  return visits.filter(({ position }) => shown.has(position));
}

/** When a visit began and ended; a visit counted for a skip has no length and lies where the deal jumped. */
export function spanOf(
  visits: readonly ReadVisit[],
  index: number,
  { enteredAt, leftAt }: Stays,
): [number, number] {
  const { stays } = visits[index] as ReadVisit;
  if (stays !== null) return [enteredAt[stays.first] as number, leftAt[stays.last] as number];
  for (let next = index + 1; next < visits.length; next++) {
    const later = (visits[next] as ReadVisit).stays;
    if (later !== null) return [enteredAt[later.first] as number, enteredAt[later.first] as number];
  }
  const end = leftAt.at(-1) as number; // jumped over by the win
  return [end, end];
}
