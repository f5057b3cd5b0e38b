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

const turns = { DealOpened: 0, DealWon: 1, DealLost: 2, DealReopened: 3, DealTransferred: 4 } as const;

/** What brings a deal into the open deals or takes it out of them, by number. */
export const turnTypes: readonly MembershipChangeType[] = Object.keys(turns) as (keyof typeof turns)[];

/** How a deal came into the open deals and left them in a time, one turn after the other. */
export interface OpenTurns {
  /** Whether it was among them before. */
  wasIn: boolean;
  /** How many turns there were: the first of the list. */
  count: number;
  /** Of `turnTypes`. */
  readonly types: number[];
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
    const first = from[row] as number;
    const until = from[row + 1] as number;
    let step = (at[until - 1] as number) < start ? until : first;
    while (step < until && (at[step] as number) < start) step++;
    let before: number = step === first ? deleted : (codes[step - 1] as number);
    let isIn = step === first ? 0 : (isPlace[before] as number);
    found.wasIn = isIn === 1;
    found.count = 0;
    for (; step < until && (at[step] as number) < end; step++) {
      const code = codes[step] as number;
      const willBeIn = isPlace[code] as number;
      if (willBeIn !== isIn) {
        if (code === deleted) return null;
        found.types[found.count++] = step === first ? turns.DealOpened : turnType(before, code);
      }
      isIn = willBeIn;
      before = code;
    }
    return found;
  };
}

function turnType(before: number, code: number): number {
  if (code === won) return turns.DealWon;
  if (code === lost) return turns.DealLost;
  return before < firstStageCode ? turns.DealReopened : turns.DealTransferred;
}
