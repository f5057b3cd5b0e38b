import type { DealBook } from '../../book/book.ts';
import { type Prices, priceKinds } from '../../book/prices/prices.ts';
import { type Tallies, tallyGroups } from '../../book/prices/tally.ts';
import { placesOf, potentialsWhen } from '../../book/readers/potentials-at.ts';
import { stepDates } from '../../book/readers/stays.ts';
import { cellLayout, cellNames, totalNames } from './cells.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { pathPart, pathParts, visitParts } from './path-visits.ts';
import { profileReader } from './profile-tallies.ts';
import type { StageCells } from './stage-cells.ts';

/** The potentials that deals had when their visits began, with the cells of a funnel in that money. */
interface EntryCells {
  readonly prices: Prices;
  readonly counted: StageCells;
}

/** The cells of a funnel in the money that the deals were worth when the visits in them began. */
export function entryCells(book: DealBook, deals: FunnelDeals, counted: StageCells): EntryCells {
  const { order, rows, visits } = deals;
  const layout = cellLayout(order.places.length);
  const profileOf = profileReader(book, deals);
  const { first, at } = stepDates(book);
  const most = rows.length + mostVisits(deals);
  const [placeRows, groups] = [new Int32Array(most), new Int32Array(most)];
  const instants = new Float64Array(most);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const profile = profileOf(row);
    if (profile === null) continue;
    const base = first[row] as number;
    const list = visits.listOf(row);
    const { numbers } = visits.lists;
    const add = (step: number, group: number): void => {
      placeRows[count] = row;
      instants[count] = at[base + step] as number;
      groups[count++] = group;
    };
    const end = list + pathParts.count + visitParts.count * (numbers[list + pathParts.visits] as number);
    for (let from = list + pathParts.count; from < end; from += visitParts.count) {
      const position = numbers[from + visitParts.position] as number;
      const cell = profile.cells[position] as number;
      if (cell >= 0) add(numbers[from + visitParts.began] as number, position * cellNames.length + cell);
    }
    add(numbers[list + pathParts.entered] as number, layout.total + totalNames.indexOf(profile.ending));
  }
  const entered = placeRows.subarray(0, count);
  const prices = potentialsWhen(book, entered, instants);
  const tallies = tallyGroups(prices, placesOf(entered), groups.subarray(0, count), layout.skipped);
  return { prices, counted: valued(counted, tallies) };
}

/** How many last visits the deals have, shown or not. */
function mostVisits({ rows, visits }: FunnelDeals): number {
  let count = 0;
  for (let i = 0; i < rows.length; i++) count += pathPart(visits, rows[i] as number, pathParts.visits);
  return count;
}

/** Tells which deals had no price in the management currency when their last visit in the pipeline began. */
export function unpricedAtEntry(book: DealBook, { rows, visits }: FunnelDeals): (row: number) => boolean {
  const { first, at } = stepDates(book);
  const entered = (row: number): number => pathPart(visits, row, pathParts.entered);
  const here = rows.filter((row) => entered(row) >= 0);
  const instants = Float64Array.from(here, (row) => at[(first[row] as number) + entered(row)] as number);
  const { kind } = potentialsWhen(book, here, instants);
  const unpriced = new Set(here.filter((_, place) => kind[place] === priceKinds.missing));
  return (row) => unpriced.has(row);
}

/** The cells with the sums of a tally, whose groups are the cells of the stages and those of the total. */
function valued(counted: StageCells, tallies: Tallies): StageCells {
  const { layout } = counted;
  const { width, groupAt, deals, unpriced } = tallies;
  const sums = new Float64Array(layout.skipped * width);
  let withoutPrice = 0;
  let pricedWon = 0;
  for (let slot = 0; slot < deals.length; slot++) {
    const cell = groupAt === null ? slot : (groupAt[slot] as number);
    const more = tallies.sums.subarray(slot * width, (slot + 1) * width);
    addTo(sums, cell, more);
    if (cell < layout.total) {
      addTo(sums, cell - (cell % cellNames.length), more);
      continue;
    }
    addTo(sums, layout.total, more);
    withoutPrice += unpriced[slot] as number;
    if (totalNames[cell - layout.total] === 'won')
      pricedWon += (deals[slot] as number) - (unpriced[slot] as number);
  }
  return { ...counted, sums, width, unpriced: withoutPrice, pricedWon };
}

function addTo(sums: Float64Array, cell: number, more: Float64Array): void {
  for (let i = 0; i < more.length; i++) {
    const at = cell * more.length + i;
    sums[at] = (sums[at] as number) + (more[i] as number);
  }
}
