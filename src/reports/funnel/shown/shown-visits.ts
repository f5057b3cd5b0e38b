import type { DealBook } from '../../../book/book.ts';
import { pathNodes } from '../../../book/readers/paths.ts';
import { stepOwnersReader } from '../../../book/readers/stay-owners.ts';
import { stepDates } from '../../../book/readers/stays.ts';
import type { Period } from '../../../time/period.ts';
import type { StageOrder } from '../../../timeline/stage-order.ts';
import type { PathReading } from '../path-automaton.ts';
import type { DealVisits } from '../path-visits.ts';
import { batch, gather, type Looking, markGoingOn, markShown } from './looking.ts';

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

/** Looks at some deals together; what it found of them stands here until it looks again. */
export interface ShownVisits {
  readonly rules: ShowRules;
  readonly order: StageOrder;
  /**
   * Of each deal `length` numbers: the shape of its path, -1 where it is not shown, in a stage or for want of any in the pipeline
   * in the total; then sets of positions, a bit each: the stages it is shown in and, unless these tell, those it counts as gone on
   * from and those it counts as having come to.
   */
  readonly records: Int32Array;
  readonly length: number;
  /** How many numbers a set has. */
  readonly width: number;
  /** Which of the sets says where it went on, and which where it came; null where the stages shown tell. */
  readonly goesOn: number | null;
  readonly comes: number | null;
  /** By position: the real stays of all deals looked at so far in the stages they are shown in. */
  readonly visits: Float64Array;
  /** Looks at the deals in rows from a place on and before another, at most at a batch. */
  readonly look: (rows: Int32Array, from: number, end: number) => void;
}

/** Looks at deals by the dates that matter on the path of each. A visit of which it is not known when it began is in no period. */
export function shownVisits(
  book: DealBook,
  { lists, listOf }: DealVisits,
  { order, shapeAt }: PathReading,
  rules: ShowRules,
): ShownVisits {
  const { overlapping, enteredDuring, owner, within } = rules;
  const { length: places } = order.places;
  const width = (places + 31) >> 5;
  const goesOn = enteredDuring === undefined && owner === undefined && within === undefined ? null : 1;
  const comes = owner === undefined ? null : 2;
  const length = 1 + width * (comes === null ? (goesOn === null ? 1 : 2) : 3);
  const during = overlapping ?? enteredDuring;
  const records = new Int32Array(batch * length);
  const visits = new Float64Array(places);
  const looking: Looking = {
    ...stepDates(book),
    ...{ lists, listOf, records, length, width, visits, comes },
    nodes: pathNodes(book),
    shapeAt,
    mapped: order.mapped,
    start: Number(during?.start), // not a number without a period
    end: Number(during?.end),
    always: Number(during === undefined),
    byStart: enteredDuring !== undefined,
    owner,
    ownersOf: owner === undefined ? null : stepOwnersReader(book),
    longest: Number(within),
    listAt: new Int32Array(batch),
    openings: new Float64Array(batch),
    closings: new Float64Array(batch),
    counts: new Int32Array(batch),
  };
  const look = (rows: Int32Array, from: number, end: number): void => {
    gather(looking, rows, from, end);
    markShown(looking, rows, from, end);
    if (goesOn !== null) markGoingOn(looking, rows, from, end);
  };
  return { rules, order, records, length, width, goesOn, comes, visits, look };
}
