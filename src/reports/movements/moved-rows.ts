import type { DealBook } from '../../book/book.ts';
import { attributeReader } from '../../book/readers/attribute.ts';
import { membershipReader, rowsAtAnyDate } from '../../book/readers/membership.ts';
import { ownerReader } from '../../book/readers/owner.ts';
import { attributesBetween, stepsBetween } from '../../book/readers/recorded-between.ts';
import { openStageReader } from '../../book/readers/stage.ts';
import type { Period } from '../../time/period.ts';
import { isInPipelineScope, type Movement, movementsOf, type PipelineScope } from './movements.ts';

/** The rows of the deals in a waterfall; else they are given by their places among these. */
export interface MovedRows {
  /** Ascending. */
  readonly rows: number[];
  /** Those in scope just before the start of the period. */
  readonly begin: number[];
  /** By movement: those that made it; then those that made it twice, and so on. None is twice in one list. */
  readonly moved: Map<Movement, number[][]>;
  /** Those in scope just before its end. */
  readonly end: number[];
}

export function movedRows(book: DealBook, scope: PipelineScope, during: Period): MovedRows {
  const isAtRest = restReader(book, scope, during);
  const membershipOf = membershipReader(book);
  const wasInScope = scopeReader(book, scope, +during.start - 1);
  const found: MovedRows = { rows: [], begin: [], moved: new Map(), end: [] };
  for (const row of rowsAtAnyDate(book)) {
    if (isAtRest(row)) {
      if (wasInScope(row)) add(found, row, true, [], true);
      continue;
    }
    const { wasIn, movements, isIn } = movementsOf(membershipOf(row), scope, during);
    if (wasIn || movements.length > 0) add(found, row, wasIn, movements, isIn);
  }
  return found;
}

function add(
  { rows, begin, moved, end }: MovedRows,
  row: number,
  wasIn: boolean,
  movements: readonly Movement[],
  isIn: boolean,
): void {
  const place = rows.push(row) - 1;
  if (wasIn) begin.push(place);
  if (isIn) end.push(place);
  for (const [index, movement] of movements.entries()) {
    const time = movements.slice(0, index).filter((other) => other === movement).length;
    const lists = moved.get(movement) ?? [];
    moved.set(movement, lists);
    const list = lists[time] ?? [];
    lists[time] = list;
    list.push(place);
  }
}

/** Tells whether nothing that a scope depends on happened to a row in a period. */
function restReader(
  book: DealBook,
  { ownerId, expectedDuring }: PipelineScope,
  { start, end }: Period,
): (row: number) => boolean {
  const hasMoved = stepsBetween(book, +start, +end - 1);
  if (ownerId === undefined && expectedDuring === undefined) return (row) => !hasMoved(row);
  const hasChanged = attributesBetween(book, +start, +end - 1);
  return (row) => !hasMoved(row) && !hasChanged(row);
}

/** Tells whether a row was in scope at an instant. */
function scopeReader(book: DealBook, scope: PipelineScope, at: number): (row: number) => boolean {
  const stageAt = openStageReader(book, at);
  const ownerAt = ownerReader(book, at);
  const expectedAt = attributeReader(book, 'expectedCloseAt', at);
  const { ownerId, expectedDuring } = scope;
  return (row) => {
    const stage = stageAt(row);
    if (stage === null) return false;
    const membership = {
      isOpen: true,
      pipelineId: stage.pipelineId,
      ownerId: ownerId === undefined ? null : ownerAt(row),
      expectedAt: expectedDuring === undefined ? 0 : Number(expectedAt(row) ?? Number.NaN),
    };
    return isInPipelineScope(membership, scope);
  };
}
