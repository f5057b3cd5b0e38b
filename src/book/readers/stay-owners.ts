import { attributes } from '../facts/facts.ts';
import { stageFlags } from '../facts/stage-codes.ts';
import { endAsOf } from '../facts/tables.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** The code of an owner as readers tell it; that of none is -1, of one that no deal had -2. */
export function ownerCode(book: DealBook, ownerId: string | null): number {
  if (ownerId === null) return -1;
  return columnsOf(book).view.facts.scalars.codes.get(ownerId) ?? -2;
}

/** The owner that a code stands for; null for none. */
export function ownerWithCode(book: DealBook, code: number): string | null {
  return (columnsOf(book).view.facts.scalars.values[code] as string | undefined) ?? null;
}

/**
 * Tells whose a deal was just before each of its steps by the date of the book, at the opening its first owner, and behind the
 * last step whose it is by now: by codes of owners, valid until the next deal is read. Of an instant, what was recorded before
 * counts.
 */
export function stepOwnersReader(book: DealBook): (row: number) => Int32Array {
  const { facts, asOf } = columnsOf(book).view;
  const { last } = stateOf(book);
  const { steps, scalars } = facts;
  const { from, at, name, value } = facts.attributes;
  const stepsBefore = (fact: number): number =>
    name[fact + 1] === attributes.stepsBefore ? Number(scalars.values[value[fact + 1] as number]) : 0;
  let owners = new Int32Array(16);
  return (row) => {
    const first = steps.from[row] as number;
    const count = (last[row] as number) - first + 1;
    if (owners.length <= count) owners = new Int32Array(2 * count);
    const end = endAsOf(facts.attributes, row, asOf);
    let fact = from[row] as number;
    let owner = -1;
    let sameInstant = 0;
    for (let step = 0; step < count; step++) {
      const now = steps.at[first + step] as number;
      sameInstant = step > 0 && steps.at[first + step - 1] === now ? sameInstant + 1 : 0;
      for (; fact < end; fact++) {
        if (name[fact] !== attributes.ownerId) continue;
        const since = at[fact] as number;
        if (since > now || (since === now && stepsBefore(fact) > sameInstant)) break;
        owner = value[fact] as number;
      }
      owners[step] = owner;
    }
    for (; fact < end; fact++) if (name[fact] === attributes.ownerId) owner = value[fact] as number;
    owners[count] = owner;
    return owners;
  };
}

/** Tells how much of a deal an owner had by the date of the book: `none`, `all`, or possibly `some` of it. */
export function shareReader(book: DealBook, owner: number): (row: number) => 'none' | 'some' | 'all' {
  const { facts, asOf } = columnsOf(book).view;
  const { from, name, value } = facts.attributes;
  return (row) => {
    const end = endAsOf(facts.attributes, row, asOf);
    let [theirs, others] = [0, 0];
    for (let fact = from[row] as number; fact < end; fact++) {
      if (name[fact] !== attributes.ownerId) continue;
      if (value[fact] === owner) theirs++;
      else others++;
    }
    if (others === 0) return theirs > 0 ? 'all' : 'some';
    return theirs > 0 ? 'some' : 'none';
  };
}

/**
 * Tells who had a deal during its stays in the stages of a pipeline, or came with it, by codes of owners; each once, valid until
 * the next deal is read.
 */
export function stayOwnersReader(book: DealBook, pipelineId: string): (row: number) => Set<number> {
  const { facts } = columnsOf(book).view;
  const { steps } = facts;
  const { last } = stateOf(book);
  const isStay = stageFlags(facts, (stage) => stage.pipelineId === pipelineId && stage.stageId !== null);
  const ownersOf = stepOwnersReader(book);
  const found = new Set<number>();
  return (row) => {
    const owners = ownersOf(row);
    const first = steps.from[row] as number;
    found.clear();
    for (let step = first; step <= (last[row] as number); step++) {
      if (isStay[steps.code[step] as number] !== 1) continue;
      found.add(owners[step - first] as number).add(owners[step - first + 1] as number);
    }
    return found;
  };
}
