import { amountOfPrices } from '../../../src/book/prices/prices.ts';
import { stateOf } from '../../../src/book/view/book.ts';
import { type DealBook, groupDeals } from '../../../src/index.ts';
import { cellNames } from '../../../src/reports/funnel/cells.ts';
import { funnelDeals } from '../../../src/reports/funnel/funnel-deals.ts';
import { tallyProfiles } from '../../../src/reports/funnel/profile-tallies.ts';
import { type StageCells, stageCells } from '../../../src/reports/funnel/stage-cells.ts';
import { unit } from '../data/read-deal.ts';
import { stageIds } from '../data/sales.ts';
import type { Tallies } from '../data/tallies.ts';
import { pipelineId } from './deals.ts';

/** What a funnel is made from: counts and exact sums in typed arrays, before there is a report object. */
export interface GroupCells {
  readonly name: string;
  readonly book: DealBook;
  readonly counted: StageCells;
  readonly visits: Float64Array;
}

export function cellsByOwnerAndMonth(book: DealBook): GroupCells[] {
  return groupDeals(book, ['ownerId', { month: 'closedAt' }]).map(({ key, book: deals }) => {
    const asked = funnelDeals(deals, { pipelineId });
    const shapes = tallyProfiles(deals, asked);
    return {
      name: key.join(' '),
      book: deals,
      counted: stageCells(shapes.lots, asked.order),
      visits: shapes.visits,
    };
  });
}

export function addCells(tallies: Tallies, { name, book, counted, visits }: GroupCells): void {
  const { deals, sums, width, layout } = counted;
  const prices = stateOf(book).potential;
  for (const [position, stageId] of stageIds.entries()) {
    const from = position * cellNames.length;
    if (deals[from] === 0) continue;
    const line = `${name} ${stageId}`;
    for (const [index, cell] of cellNames.entries()) {
      if (cell === 'transferred') continue;
      tallies.set(line, cell, deals[from + index] as number);
      const amount = amountOfPrices(prices, sums, (from + index) * width);
      tallies.set(line, `${cell} units`, amount.times(unit).toNumber());
    }
    tallies.set(line, 'visits', visits[position] as number);
    tallies.set(line, 'skipped', deals[layout.skipped + position] as number);
  }
}
