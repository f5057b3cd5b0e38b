import type { DealBook } from '../../../book/book.ts';
import { pathNodes } from '../../../book/readers/paths.ts';
import { stepOwnersReader } from '../../../book/readers/stay-owners.ts';
import { stepDates } from '../../../book/readers/stays.ts';
import type { Period } from '../../../time/period.ts';
import type { StageOrder } from '../../../timeline/stage-order.ts';
import { addLastVisits, lastVisitsIn, type PathsRead, pathParts, visitParts } from './last-visits.ts';

/** Which visits of a deal a funnel shows, and which it counts as going on. */
export interface ShowRules {
  /** The last visit to a stage was going on in this period. */
  readonly overlapping: Period | undefined;
  /** It began in this period. */
  readonly enteredDuring: Period | undefined;
  /** The code of who owned the deal when it ended; undefined for whomever. */
  readonly owner: number | undefined;
  /** The next stage was entered so many milliseconds later at most. */
  readonly within: number | undefined;
}

/** Looks at deals one after the other; what it found of the last one stands here as sets of positions, a bit each. */
export interface ShownVisits {
  readonly rules: ShowRules;
  readonly order: StageOrder;
  /**
   * The sets, one behind the other: the stages the deal is shown in and, unless these tell, those it counts as gone on from
   * and those it counts as having come to.
   */
  readonly sets: Int32Array;
  /** How many numbers a set has. */
  readonly width: number;
  /** Which of the sets says where it went on, and which where it came; null where the stages shown tell. */
  readonly goesOn: number | null;
  readonly comes: number | null;
  /** Looks at a deal: whether it is shown in a stage, or for want of any in the pipeline in the total. */
  look(row: number): boolean;
  /** Adds its real stays in the stages it is shown in, by position. */
  addStays(visits: Float64Array): void;
}

/** Whether a position is in the set that begins at an index. */
export function isInSet(sets: Int32Array, from: number, position: number): boolean {
  return ((sets[from + (position >> 5)] as number) & (1 << position)) !== 0;
}

/**
 * Looks at deals by a pass over the dates that matter on the path of each. A visit of which it is not known when it began is
 * in no period.
 */
export function shownVisits(book: DealBook, read: PathsRead, rules: ShowRules): ShownVisits {
  const { overlapping, enteredDuring, owner, within } = rules;
  const { mapped, places } = read.order;
  const width = (places.length + 31) >> 5;
  const goesOn = enteredDuring === undefined && owner === undefined && within === undefined ? null : 1;
  const comes = owner === undefined ? null : 2;
  const sets = new Int32Array(width * (comes === null ? (goesOn === null ? 1 : 2) : 3));
  const during = overlapping ?? enteredDuring;
  const start = during === undefined ? Number.NEGATIVE_INFINITY : +during.start;
  const end = during === undefined ? Number.POSITIVE_INFINITY : +during.end;
  const lists = lastVisitsIn(read.order);
  const nodes = pathNodes(book);
  const { first, at, isUndated } = stepDates(book);
  const ownersOf = owner === undefined ? null : stepOwnersReader(book);
  const begins = new Float64Array(places.length);
  const [head, part] = [pathParts, visitParts];
  let list = 0;

  const isSoon = (from: number, to: number): boolean =>
    within === undefined || (to - from >= 0 && to - from <= within);
  const isOn = (place: number, from: number, base: number): boolean => {
    const { numbers } = lists;
    const began = begins[place] as number;
    const position = numbers[from + part.position] as number;
    if (position + 1 >= mapped) {
      const won = numbers[list + head.won] as number;
      return won >= 0 && isSoon(began, at[base + won] as number);
    }
    const next = numbers[from + part.next] as number;
    if (next < 0) return false;
    const later = begins[next] as number;
    const isNext =
      enteredDuring === undefined ? isInSet(sets, (comes ?? 0) * width, position + 1) : later >= start;
    return isNext && isSoon(began, later);
  };
  const isIn = (began: number, ended: number): boolean => {
    if (overlapping !== undefined) return began < end && !(ended < start);
    return enteredDuring === undefined || (began >= start && began < end);
  };
  const put = (set: number, position: number): void => {
    const index = set * width + (position >> 5);
    sets[index] = (sets[index] as number) | (1 << position);
  };

  return {
    ...{ rules, order: read.order, sets, width, goesOn, comes },
    look(row) {
      const node = nodes[row] as number;
      const base = first[row] as number;
      if (node >= lists.from.length || lists.from[node] === 0) addLastVisits(lists, read, node);
      list = lists.from[node] as number;
      const { numbers } = lists;
      const count = numbers[list + head.visits] as number;
      const steps = numbers[list + head.steps] as number;
      for (let i = 0; i < sets.length; i++) sets[i] = 0;
      if (count === 0) return during === undefined && owner === undefined && read.pathAt(node) !== null;
      const opening = isUndated(row) ? Number.NaN : (at[base] as number);
      const owners = ownersOf === null ? null : ownersOf(row);
      let isShown = false;
      for (let place = 0, from = list + head.count; place < count; place++, from += part.count) {
        const begin = numbers[from + part.began] as number;
        const finish = numbers[from + part.ended] as number;
        const began = begin === 0 ? opening : (at[base + begin] as number);
        begins[place] = began;
        if (
          !isIn(
            began,
            finish === begin
              ? began
              : finish === steps
                ? Number.POSITIVE_INFINITY
                : (at[base + finish] as number),
          )
        )
          continue;
        const position = numbers[from + part.position] as number;
        if (comes !== null) put(comes, position);
        if (owners !== null && owners[finish] !== owner) continue;
        put(0, position);
        isShown = true;
      }
      if (goesOn === null || !isShown) return isShown;
      for (let place = 0, from = list + head.count; place < count; place++, from += part.count) {
        const position = numbers[from + part.position] as number;
        if (isInSet(sets, 0, position) && isOn(place, from, base)) put(goesOn, position);
      }
      return true;
    },
    addStays(visits) {
      const { numbers } = lists;
      const count = numbers[list + head.visits] as number;
      for (let place = 0, from = list + head.count; place < count; place++, from += part.count) {
        const position = numbers[from + part.position] as number;
        if (isInSet(sets, 0, position))
          visits[position] = (visits[position] as number) + (numbers[from + part.stays] as number);
      }
    },
  };
}
