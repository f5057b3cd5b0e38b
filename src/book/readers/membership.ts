import { attributes } from '../facts/facts.ts';
import { type MembershipChange, type MembershipChangeType, membershipChanges } from '../facts/membership.ts';
import { rowsInSet } from '../facts/row-set.ts';
import { deleted, firstStageCode, lost, stageFlags, won } from '../facts/stage-codes.ts';
import { columnsOf, type DealBook } from '../view/book.ts';
import { ownerCode } from './stay-owners.ts';

export type { Membership, MembershipChange, MembershipChangeType } from '../facts/membership.ts';

/** Tells all changes of where a deal belongs, in the order they count, those after the date of the book too. */
export function membershipReader(book: DealBook): (row: number) => MembershipChange[] {
  const { facts } = columnsOf(book).view;
  return (row) => membershipChanges(facts, row);
}

/** Tells whether a deal ever was an owner's, at the date of the book or another; of null, nobody's. */
export function everOwnedReader(book: DealBook, ownerId: string | null): (row: number) => boolean {
  const { from, name, value } = columnsOf(book).view.facts.attributes;
  const owner = ownerCode(book, ownerId);
  return (row) => {
    const end = from[row + 1] as number;
    for (let fact = from[row] as number; fact < end; fact++)
      if (name[fact] === attributes.ownerId && value[fact] === owner) return true;
    return false;
  };
}

/** The rows of the deals that are in a book, ascending, at its date or another one. */
export function rowsAtAnyDate(book: DealBook): Int32Array {
  const { view, selected } = columnsOf(book);
  return selected ?? rowsInSet(view.scope);
}

/** How a deal came into the open deals and left them in a time, one turn after the other. */
export interface OpenTurns {
  /** Whether it was among them before. */
  wasIn: boolean;
  /** How many turns there were: the first of the list. */
  count: number;
  readonly types: MembershipChangeType[];
}

/**
 * Tells how deals came into the open deals of a pipeline, or of all, and left them from an instant on and before another: by
 * their steps alone, the answer valid until the next deal is read. Null where that takes more: a deletion may be a merger, and
 * events of one instant may have an order of their own.
 */
export function openTurnsReader(
  book: DealBook,
  pipelineId: string | undefined,
  start: number,
  end: number,
): (row: number) => OpenTurns | null {
  const { facts } = columnsOf(book).view;
  const { steps, keptEvents } = facts;
  const { from, at, code: codes } = steps;
  const isPlace = stageFlags(facts, (stage) => pipelineId === undefined || stage.pipelineId === pipelineId);
  const found: OpenTurns = { wasIn: false, count: 0, types: [] };
  return (row) => {
    if (keptEvents.has(row)) return null;
    found.wasIn = false;
    found.count = 0;
    let isIn = 0;
    let before: number = deleted;
    const first = from[row] as number;
    const until = from[row + 1] as number;
    if ((at[until - 1] as number) < start) {
      found.wasIn = isPlace[codes[until - 1] as number] === 1;
      return found;
    }
    for (let step = first; step < until; step++) {
      const now = at[step] as number;
      if (now >= end) break;
      const code = codes[step] as number;
      const willBeIn = isPlace[code] as number;
      if (now < start) found.wasIn = willBeIn === 1;
      else if (willBeIn !== isIn) {
        if (code === deleted) return null;
        found.types[found.count++] = step === first ? 'DealOpened' : typeOfTurn(before, code);
      }
      isIn = willBeIn;
      before = code;
    }
    return found;
  };
}

function typeOfTurn(before: number, code: number): MembershipChangeType {
  if (code === won) return 'DealWon';
  if (code === lost) return 'DealLost';
  return before < firstStageCode ? 'DealReopened' : 'DealTransferred';
}
