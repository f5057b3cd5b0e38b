import type { DealBook } from '../../book/book.ts';
import { type Prices, priceKinds } from '../../book/prices/prices.ts';
import { type Tallies, tallyGroups } from '../../book/prices/tally.ts';
import { potentialsWhen } from '../../book/readers/potentials-at.ts';
import { staysOfDeal } from '../../book/readers/stays.ts';
import { cellLayout, cellNames, totalNames } from './cells.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { profileReader } from './profile-tallies.ts';
import type { StageCells } from './stage-cells.ts';
import { spanOf } from './visit-span.ts';

/** The potentials that deals had when their visits began, with the cells of a funnel in that money. */
interface EntryCells {
  readonly prices: Prices;
  readonly counted: StageCells;
}

/** The cells of a funnel in the money that the deals were worth when the visits in them began. */
export function entryCells(book: DealBook, deals: FunnelDeals, counted: StageCells): EntryCells {
  const { order, rows } = deals;
  const layout = cellLayout(order.places.length);
  const profileOf = profileReader(book, deals);
  const lastEntryOf = lastEntryReader(book, deals);
  const placeRows: number[] = [];
  const instants: number[] = [];
  const groups: number[] = [];
  const add = (row: number, instant: number, group: number): void => {
    placeRows.push(row);
    instants.push(instant);
    groups.push(group);
  };
  for (const row of rows) {
    const profile = profileOf(row);
    if (profile === null) continue;
    for (const [position, instant] of entriesOf(deals, row)) {
      const cell = profile.cells[position] as number;
      if (cell >= 0) add(row, instant, position * cellNames.length + cell);
    }
    add(row, lastEntryOf(row), layout.total + totalNames.indexOf(profile.ending));
  }
  const prices = potentialsWhen(book, placeRows, instants);
  const places = Int32Array.from(placeRows, (_, place) => place);
  const tallies = tallyGroups(prices, places, Int32Array.from(groups), layout.skipped);
  return { prices, counted: valued(counted, tallies) };
}

/** Tells which deals had no price in the management currency when their last visit in the pipeline began. */
export function unpricedAtEntry(book: DealBook, deals: FunnelDeals): (row: number) => boolean {
  const rows = [...deals.rows].filter((row) => deals.pathOf(row) !== null);
  const lastEntryOf = lastEntryReader(book, deals);
  const { kind } = potentialsWhen(book, rows, rows.map(lastEntryOf));
  const unpriced = new Set(rows.filter((_, place) => kind[place] === priceKinds.missing));
  return (row) => unpriced.has(row);
}

/** When the last visit to each stage began, by position; one of which that is not known, at the opening. */
function entriesOf({ visitsOf, staysOf }: FunnelDeals, row: number): Map<number, number> {
  const visits = visitsOf(row);
  const { enteredAt, leftAt } = staysOf(row);
  const stays = { enteredAt, leftAt, undated: false };
  return new Map(visits.map(({ position }, index) => [position, spanOf(visits, index, stays)[0]]));
}

/** When a deal's last real visit in the pipeline began; in a pipeline without stages, when it came there. */
function lastEntryReader(book: DealBook, { pipelineId, visitsOf, staysOf }: FunnelDeals) {
  return (row: number): number => {
    const last = visitsOf(row).findLast(({ stays }) => stays !== null)?.stays;
    if (last !== undefined && last !== null) return staysOf(row).enteredAt[last.first] as number;
    const stay = staysOfDeal(book, row).findLast((each) => each.pipelineId === pipelineId);
    return stay?.enteredAt ?? Number.NEGATIVE_INFINITY;
  };
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
