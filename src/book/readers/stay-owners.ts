import { attributes } from '../facts/facts.ts';
import { deleted, isOutcome, stageAt } from '../facts/stage-codes.ts';
import { endAsOf } from '../facts/tables.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** Whose a deal was during its stays in the stages of one pipeline, in the order of its path, by the codes of owners. */
export interface StayOwners {
  /** Just before the deal came; at the opening, its first owner. */
  readonly whenEntered: readonly number[];
  /** Just before the deal left, or was closed; where it still is, by now. */
  readonly whenLeft: readonly number[];
}

/** The code of an owner in {@link StayOwners}; that of none is -1, of one that no deal had -2. */
export function ownerCode(book: DealBook, ownerId: string | null): number {
  if (ownerId === null) return -1;
  return columnsOf(book).view.facts.scalars.codes.get(ownerId) ?? -2;
}

/** The owner that a code stands for; null for none. */
export function ownerWithCode(book: DealBook, code: number): string | null {
  return (columnsOf(book).view.facts.scalars.values[code] as string | undefined) ?? null;
}

/** Tells whose a deal was during its stays, by the date of the book. Of an instant, what was recorded before counts. */
export function stayOwnersReader(book: DealBook, pipelineId: string): (row: number) => StayOwners {
  const { facts, asOf } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { steps, scalars } = facts;
  const { from, at, name, value } = facts.attributes;
  const stepsBefore = (fact: number): number =>
    name[fact + 1] === attributes.stepsBefore ? Number(scalars.values[value[fact + 1] as number]) : 0;
  return (row) => {
    const whenEntered: number[] = [];
    const whenLeft: number[] = [];
    const end = endAsOf(facts.attributes, row, asOf);
    let fact = from[row] as number;
    let owner = -1;
    let sameInstant = 0;
    let isHere = false;
    const first = steps.from[row] as number;
    for (let step = first; step <= (last[row] as number); step++) {
      const now = steps.at[step] as number;
      sameInstant = step > first && steps.at[step - 1] === now ? sameInstant + 1 : 0;
      for (; fact < end; fact++) {
        if (name[fact] !== attributes.ownerId) continue;
        const since = at[fact] as number;
        if (since > now || (since === now && stepsBefore(fact) > sameInstant)) break;
        owner = value[fact] as number;
      }
      if (isHere) whenLeft.push(owner);
      const code = steps.code[step] as number;
      const stage = isOutcome(code) || code === deleted ? null : stageAt(facts, code);
      isHere = stage !== null && stage.pipelineId === pipelineId && stage.stageId !== null;
      if (isHere) whenEntered.push(owner);
    }
    for (; fact < end; fact++) if (name[fact] === attributes.ownerId) owner = value[fact] as number;
    if (isHere) whenLeft.push(owner);
    return { whenEntered, whenLeft };
  };
}
