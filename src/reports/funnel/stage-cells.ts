import type { Tallies } from '../../book/prices/tally.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { type CellLayout, cellLayout } from './cells.ts';
import type { ProfileCounts } from './profile-tallies.ts';
import type { Profile } from './profiles.ts';

/** The counts and sums that the figures of a funnel are made from. Each deal is once in each stage it entered. */
export interface StageCells {
  /** What lies where in `deals`, and in `sums` up to the end of the total. */
  readonly layout: CellLayout;
  readonly deals: Int32Array;
  /** The sums of their potentials: `width` numbers for each cell. */
  readonly sums: Float64Array;
  readonly width: number;
  /** Deals without a price. */
  readonly unpriced: number;
  /** Won deals with a price. */
  readonly pricedWon: number;
  /** Deals that entered the first stage. */
  readonly first: number;
  /** The positions of stages unknown to the pipeline that some deal really visited. */
  readonly unmapped: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();

export function stageCells(lots: readonly ProfileCounts[], order: StageOrder): StageCells {
  const layout = cellLayout(order.places.length);
  const width = lots[0]?.tallies.width ?? 1;
  const deals = new Int32Array(layout.length);
  const sums = new Float64Array(layout.skipped * width);
  let [unpriced, pricedWon] = [0, 0];
  let unmapped = none;
  for (const { tallies, shapeOf } of lots) {
    const { groupAt } = tallies;
    for (let place = 0; place < tallies.deals.length; place++) {
      const count = tallies.deals[place] as number;
      if (count === 0) continue;
      const shape = shapeOf(groupAt === null ? place : (groupAt[place] as number));
      addDeals(deals, sums, shape, tallies, place);
      const without = tallies.unpriced[place] as number;
      unpriced += without;
      if (shape.ending === 'won') pricedWon += count - without;
      if (shape.unmapped.length > 0) unmapped = new Set([...unmapped, ...shape.unmapped]);
    }
  }
  const first = order.mapped > 0 ? (deals[0] as number) : 0;
  return { layout, deals, sums, width, unpriced, pricedWon, first, unmapped };
}

/** Adds the deals of a place where its profile says. */
function addDeals(
  deals: Int32Array,
  sums: Float64Array,
  { marks: { at, priced } }: Profile,
  tallies: Tallies,
  place: number,
): void {
  const { width } = tallies;
  const count = tallies.deals[place] as number;
  const sum = tallies.sums[place * width] as number;
  for (let i = 0; i < priced; i++) {
    const index = at[i] as number;
    deals[index] = (deals[index] as number) + count;
    sums[index * width] = (sums[index * width] as number) + sum;
  }
  for (let i = priced; i < at.length; i++) {
    const index = at[i] as number;
    deals[index] = (deals[index] as number) + count;
  }
  for (let limb = 1; limb < width; limb++) {
    const more = tallies.sums[place * width + limb] as number;
    if (more === 0) continue; // most deals are in the management currency
    for (let i = 0; i < priced; i++) {
      const index = (at[i] as number) * width + limb;
      sums[index] = (sums[index] as number) + more;
    }
  }
}
