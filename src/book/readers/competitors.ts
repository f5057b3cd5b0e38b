import { type CodeColumn, codeColumn } from '../facts/column.ts';
import { attributes } from '../facts/facts.ts';
import { endAsOf } from '../facts/tables.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** To whom the deals in rows were lost, as far as it was said at their last closing or later. */
export function competitors(book: DealBook, rows: Int32Array): CodeColumn {
  const { facts, asOf } = columnsOf(book).view;
  const { attributes: table } = facts;
  const { name, value } = table;
  const { competitorId, closedBy } = attributes;
  return codeColumn(rows, facts.dealIds.length, facts.scalars, (row) => {
    const first = table.from[row] as number;
    for (let i = endAsOf(table, row, asOf) - 1; i >= first && name[i] !== closedBy; i--) {
      if (name[i] === competitorId) return value[i] as number;
    }
    return -1;
  });
}
