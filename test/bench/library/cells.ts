import { amountOfPrices } from '../../../src/book/prices/prices.ts';
import { stateOf } from '../../../src/book/view/book.ts';
import { type DealBook, groupDeals } from '../../../src/index.ts';
import { funnelDeals } from '../../../src/reports/funnel/funnel-deals.ts';
import { tallyProfiles } from '../../../src/reports/funnel/profile-tallies.ts';
import { cellNames } from '../../../src/reports/funnel/profiles.ts';
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
  const { cells, skipped } = counted;
  const prices = stateOf(book).potential;
  for (const [position, stageId] of stageIds.entries()) {
    const from = position * cellNames.length;
    if (cells.deals[from] === 0) continue;
    const line = `${name} ${stageId}`;
    for (const [index, cell] of cellNames.entries()) {
      if (cell === 'transferred') continue;
      tallies.set(line, cell, cells.deals[from + index] as number);
      const amount = amountOfPrices(prices, cells.sums, (from + index) * cells.width);
      tallies.set(line, `${cell} units`, amount.times(unit).toNumber());
    }
    tallies.set(line, 'visits', visits[position] as number);
    tallies.set(line, 'skipped', skipped[position] as number);
  }
}
