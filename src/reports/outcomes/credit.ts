import type { DealBook } from '../../book/book.ts';
import { accountReader, openedByReader } from '../../book/readers/owner.ts';
import { ownerWithCode, stayOwnersReader } from '../../book/readers/stay-owners.ts';
import { groupedBy } from '../../columns/grouped-by.ts';

/** To whom a deal goes: who closed it, or has it while it is open; who opened it; or who worked on it, stage by stage. */
type Credit = 'closer' | 'opener' | 'stage';

/** The owners, and the rows that go to each of them, ascending. By stage, a row may go to several owners. */
export function creditedRows(
  book: DealBook,
  rows: Int32Array,
  pipelineId: string,
  credit: Credit,
): Map<string | null, ArrayLike<number>> {
  if (credit === 'closer') return groupedBy(rows, accountReader(book));
  if (credit === 'opener') return groupedBy(rows, openedByReader(book));
  const ownersOf = stayOwnersReader(book, pipelineId);
  const byCode = new Map<number, number[]>();
  for (const row of rows) {
    for (const code of ownersOf(row)) {
      const theirs = byCode.get(code) ?? [];
      if (theirs.length === 0) byCode.set(code, theirs);
      theirs.push(row);
    }
  }
  return new Map([...byCode].map(([code, theirs]) => [ownerWithCode(book, code), theirs]));
}
