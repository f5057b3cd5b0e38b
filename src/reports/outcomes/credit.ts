import type { DealBook } from '../../book/book.ts';
import { accounts, openers } from '../../book/readers/owner.ts';
import { ownerWithCode, stayOwnersReader } from '../../book/readers/stay-owners.ts';
import { rowsByValue } from '../../book/selection/count-by-key.ts';
import type { RowGroup } from '../../book/selection/cut-rows.ts';

/** To whom a deal goes: who closed it, or has it while it is open; who opened it; or who worked on it, stage by stage. */
type Credit = 'closer' | 'opener' | 'stage';

/** The rows that go to an owner, ascending. */
type CreditedRows = Pick<RowGroup, 'rows' | 'cutGroup'>;

/** The owners, and the rows that go to each of them. By stage, a row may go to several owners. */
export function creditedRows(
  book: DealBook,
  rows: Int32Array,
  pipelineId: string,
  credit: Credit,
): Map<string | null, CreditedRows> {
  if (credit === 'closer') return byOwner(rows, accounts(book));
  if (credit === 'opener') return byOwner(rows, openers(book));
  const ownersOf = stayOwnersReader(book, pipelineId);
  const byCode = new Map<number, number[]>();
  for (const row of rows) {
    for (const code of ownersOf(row)) {
      const theirs = byCode.get(code) ?? [];
      if (theirs.length === 0) byCode.set(code, theirs);
      theirs.push(row);
    }
  }
  return new Map(
    Array.from(byCode, ([code, theirs]) => [ownerWithCode(book, code), { rows: Int32Array.from(theirs) }]),
  );
}

function byOwner(rows: Int32Array, owners: ReturnType<typeof accounts>): Map<string | null, CreditedRows> {
  return rowsByValue(rows, owners) as Map<string | null, RowGroup>;
}
