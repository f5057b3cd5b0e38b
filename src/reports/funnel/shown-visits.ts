import type { StayOwners } from '../../book/readers/stay-owners.ts';
import type { Stays } from '../../book/readers/stays.ts';
import type { Period } from '../../time/period.ts';
import type { ReadVisit } from '../../timeline/read-path.ts';

/** Which visits of a deal a funnel shows, and which it counts as going on. */
interface ShowRules {
  /** The last visit to a stage was going on in this period. */
  readonly overlapping: Period | undefined;
  /** It began in this period. */
  readonly enteredDuring: Period | undefined;
  /** The code of who owned the deal when it ended; undefined for whomever. */
  readonly owner: number | undefined;
  /** The next stage was entered so many milliseconds later at most. */
  readonly within: number | undefined;
}

/** What is shown of a deal. */
export interface ShownVisits {
  /** Whether the deal counts at all: in a stage, or for want of any in the pipeline in the total. */
  readonly isShown: boolean;
  /** All visits to the stages that are shown. */
  readonly visits: readonly ReadVisit[];
  /** By position: whether the deal counts as gone on from there; null where the stages shown tell. */
  readonly goesOn: readonly boolean[] | null;
  /** By position: whether it counts as having come there; null where the stages shown tell. */
  readonly comes: readonly boolean[] | null;
}

/** What is shown of a deal that is not. */
export const nothingShown: ShownVisits = { isShown: false, visits: [], goesOn: null, comes: null };

/** The last visit to a stage, and the place of the one to the next stage in the list of these; -1 where there is none. */
interface LastVisit {
  readonly index: number;
  readonly position: number;
  readonly next: number;
}

/**
 * What is shown of the deals of one path, given when their stays began and ended and whose they were. A visit of which it is
 * not known when it began is in no period. Deals with the same stages shown get one and the same answer.
 */
export function shownVisits(
  visits: readonly ReadVisit[],
  { mapped, isWon }: { readonly mapped: number; readonly isWon: boolean },
  rules: ShowRules,
): (stays: Stays, owners: StayOwners | null) => ShownVisits {
  const { overlapping, enteredDuring, owner, within } = rules;
  const isDerived = stagesTell(rules);
  const during = overlapping ?? enteredDuring;
  const start = during === undefined ? Number.NEGATIVE_INFINITY : +during.start;
  const end = during === undefined ? Number.POSITIVE_INFINITY : +during.end;
  const lastVisits = lastVisitsOf(visits);
  const known = new Map<string, ShownVisits>();
  const [begins, ends] = [new Float64Array(lastVisits.length), new Float64Array(lastVisits.length)];
  const isIn = (place: number): boolean => {
    if (overlapping !== undefined)
      return (begins[place] as number) < end && !((ends[place] as number) < start);
    if (enteredDuring === undefined) return true;
    return (begins[place] as number) >= start && (begins[place] as number) < end;
  };
  const isNext = (place: number): boolean =>
    enteredDuring === undefined ? isIn(place) : (begins[place] as number) >= start;
  const isSoon = (from: number, to: number): boolean =>
    within === undefined || (to - from >= 0 && to - from <= within);
  const goesOn = (place: number, wonAt: number): boolean => {
    const { position, next } = lastVisits[place] as LastVisit;
    const began = begins[place] as number;
    if (position + 1 >= mapped) return isWon && isSoon(began, wonAt);
    return next >= 0 && isNext(next) && isSoon(began, begins[next] as number);
  };
  return (stays, owners) => {
    const { enteredAt, leftAt } = stays;
    if ((enteredAt[0] as number) >= end || (leftAt.at(-1) as number) < start) return nothingShown;
    for (let place = 0; place < lastVisits.length; place++) {
      const span = spanOf(visits, (lastVisits[place] as LastVisit).index, stays);
      begins[place] = span[0];
      ends[place] = span[1];
    }
    let key = '';
    for (let place = 0; place < lastVisits.length; place++) {
      const isHere = isIn(place);
      const isOwn = owner === undefined || ownerOf(visits, lastVisits[place] as LastVisit, owners) === owner;
      const isOn = !isDerived && goesOn(place, leftAt.at(-1) as number);
      key += String.fromCharCode(48 + Number(isHere && isOwn) + 2 * Number(isHere) + 4 * Number(isOn));
    }
    let shown = known.get(key);
    if (shown === undefined) {
      shown = shownAs(visits, lastVisits, key, rules);
      known.set(key, shown);
    }
    return shown;
  };
}

/** Whether the stages shown of a deal tell where it went on. */
function stagesTell({ enteredDuring, owner, within }: ShowRules): boolean {
  return enteredDuring === undefined && owner === undefined && within === undefined;
}

function lastVisitsOf(visits: readonly ReadVisit[]): LastVisit[] {
  const indices = new Map(visits.map(({ position }, index) => [position, index]));
  const positions = [...indices.keys()];
  return positions.map((position) => ({
    index: indices.get(position) as number,
    position,
    next: positions.indexOf(position + 1),
  }));
}

/** By the key: a character for each last visit, with a bit for each of shown, come and gone on. */
function shownAs(
  visits: readonly ReadVisit[],
  lastVisits: readonly LastVisit[],
  key: string,
  rules: ShowRules,
): ShownVisits {
  const among = (bit: number): boolean[] => {
    const found: boolean[] = [];
    for (const [place, { position }] of lastVisits.entries())
      found[position] = (key.charCodeAt(place) & bit) !== 0;
    return Array.from(found, (each) => each ?? false);
  };
  const isHere = among(1);
  if (!isHere.includes(true)) return nothingShown;
  return {
    isShown: true,
    visits: visits.filter(({ position }) => isHere[position]),
    goesOn: stagesTell(rules) ? null : among(4),
    comes: rules.owner === undefined ? null : among(2),
  };
}

/** The index of the next real visit after one that was counted for a skip; -1 where the deal jumped by its win. */
function nextReal(visits: readonly ReadVisit[], index: number): number {
  for (let next = index + 1; next < visits.length; next++)
    if ((visits[next] as ReadVisit).stays !== null) return next;
  return -1;
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
  const next = nextReal(visits, index);
  const jumpedAt =
    next < 0
      ? (leftAt.at(-1) as number)
      : beginOf((visits[next] as ReadVisit & { stays: NonNullable<ReadVisit['stays']> }).stays.first);
  return [jumpedAt, jumpedAt];
}

/** The code of who owned a deal when a visit ended, or now; of one counted for a skip, when the deal jumped. */
function ownerOf(
  visits: readonly ReadVisit[],
  { index }: LastVisit,
  owners: StayOwners | null,
): number | undefined {
  const { stays } = visits[index] as ReadVisit;
  if (stays !== null) return owners?.whenLeft[stays.last];
  const next = nextReal(visits, index);
  if (next < 0) return owners?.whenLeft.at(-1);
  return owners?.whenEntered[(visits[next] as ReadVisit).stays?.first ?? 0];
}
