import { sparseFacts } from '../facts/sparse-table.ts';
import type { Prices } from '../prices/prices.ts';
import { columnsOf, type DealBook } from '../view/book.ts';
import { factPrices } from './fact-prices.ts';

/** Lines of what clients asked for, each by its place. */
export interface DemandLines {
  /** How many deals have any. */
  readonly deals: number;
  readonly count: number;
  /** At the rate of the day the list was recorded on. */
  readonly prices: Prices;
  readonly percentAt: (place: number) => number;
  readonly textAt: (place: number) => string;
  /** Why a line was not met; null where that was not said. */
  readonly reasonAt: (place: number) => string | null;
}

/** The lines of the latest list of each deal by the date of the book. */
export function latestDemand(book: DealBook, rows: Int32Array): DemandLines {
  const { view } = columnsOf(book);
  const { demand: table, scalars } = view.facts;
  const indices: number[] = [];
  let deals = 0;
  for (const row of rows) {
    const { from, end } = sparseFacts(table, row, view.asOf);
    if (from === end || table.text[end - 1] === -1) continue; // a list without lines
    let first = end - 1;
    while (table.line[first] !== 0) first--;
    for (let i = first; i < end; i++) indices.push(i);
    deals++;
  }
  const at = (column: ArrayLike<number>, place: number): number => column[indices[place] as number] as number;
  return {
    deals,
    count: indices.length,
    prices: factPrices(view, table, Int32Array.from(indices)),
    percentAt: (place) => at(table.percent, place),
    textAt: (place) => scalars.values[at(table.text, place)] as string,
    reasonAt: (place) => (scalars.values[at(table.reason, place)] as string | undefined) ?? null,
  };
}
