import { membershipChanges } from '../../book/facts/membership.ts';
import { rowsInSet } from '../../book/facts/row-set.ts';
import { lastStep, stageAtStep, statusAtStep } from '../../book/facts/steps.ts';
import { endAsOf, type FactTable } from '../../book/facts/tables.ts';
import { latestCode } from '../../book/selection/field-readers.ts';
import { columnsOf, type DealBook } from '../../book/view/book.ts';
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
  const { view, selected } = columnsOf(book);
  const { facts } = view;
  const isAtRest = restIn(facts, scope, during);
  const wasInScope = scopeReader(book, scope, +during.start - 1);
  const found: MovedRows = { rows: [], begin: [], moved: new Map(), end: [] };
  for (const row of selected ?? rowsInSet(view.scope)) {
    if (isAtRest(row)) {
      if (wasInScope(row)) add(found, row, true, [], true);
      continue;
    }
    const { wasIn, movements, isIn } = movementsOf(membershipChanges(facts, row), scope, during);
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

type Facts = ReturnType<typeof columnsOf>['view']['facts'];

/** Tells whether nothing that a scope depends on happened to a row in a period. */
function restIn(
  { steps, attributes }: Facts,
  { ownerId, expectedDuring }: PipelineScope,
  { start, end }: Period,
): (row: number) => boolean {
  const isQuiet = (table: FactTable, row: number): boolean =>
    endAsOf(table, row, +end - 1) === endAsOf(table, row, +start - 1);
  if (ownerId === undefined && expectedDuring === undefined) return (row) => isQuiet(steps, row);
  return (row) => isQuiet(steps, row) && isQuiet(attributes, row);
}

/** Tells whether a row was in scope at an instant. */
function scopeReader(book: DealBook, scope: PipelineScope, asOf: number): (row: number) => boolean {
  const { facts } = columnsOf(book).view;
  const { values } = facts.scalars;
  const then = { ...columnsOf(book).view, asOf };
  const ownerAt = latestCode(then, 'ownerId');
  const expectedAt = latestCode(then, 'expectedCloseAt');
  const { ownerId, expectedDuring } = scope;
  return (row) => {
    const last = lastStep(facts, row, asOf);
    if (last < 0 || statusAtStep(facts, last) !== 'open') return false;
    const belonging = {
      isOpen: true,
      pipelineId: stageAtStep(facts, last).pipelineId,
      ownerId: ownerId === undefined ? '' : (values[ownerAt(row)] as string),
      expectedAt: expectedDuring === undefined ? 0 : Number(values[expectedAt(row)] ?? Number.NaN),
    };
    return isInPipelineScope(belonging, scope);
  };
}
