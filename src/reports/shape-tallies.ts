import { columns, type DealBook, stateOf } from '../book/book.ts';
import { type Tallies, tallyRows } from '../book/tally.ts';
import type { Path, ReadVisit } from '../timeline/read-path.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { type Shape, shapesIn, staysIn } from './shapes.ts';

/** The deals of a funnel, counted by what it sees of them. */
export interface ShapeTallies {
  /** By the numbers of the shapes. */
  readonly tallies: Tallies;
  readonly shapes: readonly Shape[];
  /** By position: the real stays of all of them. */
  readonly visits: Float64Array;
}

export function tallyShapes(book: DealBook, deals: FunnelDeals): ShapeTallies {
  return deals.population.overlapping === undefined ? tallyByPath(book, deals) : tallyByDeal(book, deals);
}

/** Deals of one way are of one shape. */
function tallyByPath(book: DealBook, { rows, paths }: FunnelDeals): ShapeTallies {
  const { path: column, potential } = stateOf(book);
  const numbers = book[columns].view.facts.paths.length;
  const { shapes, shapeAt } = paths;
  const tallies = tallyRows(potential, rows, { column, numbers, groupOf: shapeAt, groups: shapes.length });
  const visits = new Float64Array(paths.order.places.length);
  const { byNumber } = tallies;
  if (byNumber === null) {
    for (let i = 0; i < rows.length; i++) addStays(visits, paths, column[rows[i] as number] as number, 1);
  } else {
    for (let node = 0; node < byNumber.length; node++) {
      if (byNumber[node] !== 0) addStays(visits, paths, node, byNumber[node] as number);
    }
  }
  return { tallies, shapes, visits };
}

function addStays(
  visits: Float64Array,
  { stays, staysAt }: FunnelDeals['paths'],
  node: number,
  deals: number,
): void {
  const list = stays[staysAt[node] as number] as readonly number[];
  for (let i = 0; i < visits.length; i++) visits[i] = (visits[i] as number) + (list[i] as number) * deals;
}

/** Where it depends on the period which visits of a deal are shown, each deal has a shape of its own. */
function tallyByDeal(book: DealBook, deals: FunnelDeals): ShapeTallies {
  const { rows, order } = deals;
  const { potential, path } = stateOf(book);
  const visits = new Float64Array(order.places.length);
  const { shapes, numberOf } = shapesByDeal(deals);
  const column = new Int32Array(path.length).fill(-1);
  for (const row of rows) {
    const seen = deals.shownIn(row);
    if (seen.length === 0) continue;
    column[row] = numberOf(row, seen);
    for (const [position, stays] of staysIn(seen, visits.length).entries())
      visits[position] = (visits[position] as number) + stays;
  }
  const tallies = tallyRows(potential, rows, {
    column,
    numbers: shapes.length,
    groupOf: null,
    groups: shapes.length,
  });
  return { tallies, shapes, visits };
}

/** What a funnel sees of the deal in a row; null where it does not show it. */
export function shapeReader(book: DealBook, deals: FunnelDeals): (row: number) => Shape | null {
  const { path } = stateOf(book);
  const { paths, population } = deals;
  if (population.overlapping === undefined)
    return (row) => paths.shapes[paths.shapeAt[path[row] as number] as number] ?? null;
  const { shapes, numberOf } = shapesByDeal(deals);
  return (row) => {
    const seen = deals.shownIn(row);
    return seen.length === 0 ? null : (shapes[numberOf(row, seen)] as Shape);
  };
}

/** The shapes of deals by the visits of each that are shown. */
function shapesByDeal({ order, pathOf }: FunnelDeals): {
  shapes: readonly Shape[];
  numberOf: (row: number, seen: readonly ReadVisit[]) => number;
} {
  const { shapes, add } = shapesIn(order);
  return { shapes, numberOf: (row, seen) => add(pathOf(row) as Path, seen) };
}
