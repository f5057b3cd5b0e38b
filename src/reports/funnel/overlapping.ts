import type { Stays } from '../../book/readers/stays.ts';
import type { Period } from '../../time/period.ts';
import type { ReadVisit } from '../../timeline/read-path.ts';

/**
 * The visits of a path to stages whose last visit was going on in a period, given when its stays began and ended; not those
 * of which it is not known when they began.
 * Deals of one way with the same stages shown get one and the same list.
 */
export function overlappingVisits(
  visits: readonly ReadVisit[],
  { start, end }: Period,
): (stays: Stays) => readonly ReadVisit[] {
  const lastVisits = [...new Map(visits.map(({ position }, index) => [position, index])).values()];
  const known = new Map<string, readonly ReadVisit[]>();
  return (stays) => {
    const { enteredAt, leftAt } = stays;
    if ((enteredAt[0] as number) >= +end || (leftAt.at(-1) as number) < +start) return [];
    let key = '';
    for (const index of lastVisits) {
      const [entered, left] = spanOf(visits, index, stays);
      key += entered < +end && (Number.isNaN(left) || left >= +start) ? '1' : '0';
    }
    let shown = known.get(key);
    if (shown === undefined) {
      const positions = new Set(
        lastVisits.flatMap((index, i) => (key[i] === '1' ? [(visits[index] as ReadVisit).position] : [])),
      );
      shown = visits.filter(({ position }) => positions.has(position));
      known.set(key, shown);
    }
    return shown;
  };
}

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
  for (let next = index + 1; next < visits.length; next++) {
    const later = (visits[next] as ReadVisit).stays;
    if (later !== null) return [beginOf(later.first), beginOf(later.first)];
  }
  const end = leftAt.at(-1) as number; // jumped over by the win
  return [end, end];
}
