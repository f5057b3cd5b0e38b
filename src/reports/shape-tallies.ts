import { columns, type DealBook, stateOf } from '../book/book.ts';
import { addPlace, emptyTotal, type Tallies, type Total, tallyRows } from '../book/tally.ts';
import type { Path, ReadVisit } from '../timeline/read-path.ts';
import type { StageOrder, StagePlace } from '../timeline/stage-order.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { type Shape, shapesIn, staysIn } from './shapes.ts';

/** The deals of one shape. */
export interface ShapeTally extends Readonly<Total> {
  readonly shape: Shape;
}

/** The deals of a funnel, counted by shape. */
export interface ShapeTallies {
  readonly tallies: readonly ShapeTally[];
  /** By position: the real stays of all of them. */
  readonly visits: readonly number[];
}

/** Counts the deals of a funnel by what it sees of them. */
export function tallyShapes(book: DealBook, deals: FunnelDeals): ShapeTallies {
  return deals.population.overlapping === undefined ? tallyByPath(book, deals) : tallyByDeal(book, deals);
}

/** Deals of one way are of one shape: they are counted by ways, and the ways put together. */
function tallyByPath(book: DealBook, { rows, paths, order }: FunnelDeals): ShapeTallies {
  const { path, potential } = stateOf(book);
  const tallies = tallyRows(potential, rows, path, book[columns].view.facts.paths.length);
  const numbers = new Int32Array(tallies.deals.length);
  const visits = new Float64Array(order.places.length);
  for (let place = 0; place < numbers.length; place++) {
    const deals = tallies.deals[place] as number;
    if (deals === 0) continue;
    const node = tallies.groups === null ? place : (tallies.groups[place] as number);
    numbers[place] = paths.shapeOf(node);
    if ((numbers[place] as number) >= 0) addVisits(visits, paths.stays(), node, deals);
  }
  return { tallies: totals(tallies, numbers, paths.shapes), visits: Array.from(visits) };
}

function addVisits(visits: Float64Array, stays: Int32Array, node: number, deals: number): void {
  const from = node * visits.length;
  for (let i = 0; i < visits.length; i++)
    visits[i] = (visits[i] as number) + (stays[from + i] as number) * deals;
}

/** The tallies of each shape, put together from those of places, whose shapes are given by number; -1 is none. */
function totals(tallies: Tallies, numbers: Int32Array, shapes: readonly Shape[]): ShapeTally[] {
  const byShape = new Map<number, Total & { readonly shape: Shape }>();
  for (let place = 0; place < numbers.length; place++) {
    const number = numbers[place] as number;
    if (tallies.deals[place] === 0 || number < 0) continue;
    let total = byShape.get(number);
    if (total === undefined) {
      total = { shape: shapes[number] as Shape, ...emptyTotal(tallies.width) };
      byShape.set(number, total);
    }
    addPlace(total, tallies, place);
  }
  return [...byShape.values()];
}

/** Where it depends on the period which visits of a deal are shown, each deal has a shape of its own. */
function tallyByDeal(book: DealBook, deals: FunnelDeals): ShapeTallies {
  const { potential, path } = stateOf(book);
  const visits = new Array<number>(deals.order.places.length).fill(0);
  const { shapes, numberOf } = shapesByDeal(book, deals);
  const numbers = new Int32Array(path.length);
  const rows = deals.rows.filter((row) => {
    const seen = deals.shownIn(row);
    if (seen.length === 0) return false;
    numbers[row] = numberOf(row, seen);
    for (const [position, stays] of staysIn(seen, visits.length).entries()) {
      visits[position] = (visits[position] as number) + stays;
    }
    return true;
  });
  const tallies = tallyRows(potential, rows, numbers, shapes.length);
  const places = Int32Array.from(tallies.deals, (_, place) => tallies.groups?.[place] ?? place);
  return { tallies: totals(tallies, places, shapes), visits };
}

/** What a funnel sees of the deal in a row; null where it does not show it. */
export function shapeReader(book: DealBook, deals: FunnelDeals): (row: number) => Shape | null {
  const { path } = stateOf(book);
  const { paths, population } = deals;
  if (population.overlapping === undefined)
    return (row) => paths.shapes[paths.shapeOf(path[row] as number)] ?? null;
  const { shapes, numberOf } = shapesByDeal(book, deals);
  return (row) => {
    const seen = deals.shownIn(row);
    return seen.length === 0 ? null : (shapes[numberOf(row, seen)] as Shape);
  };
}

/** The shapes of deals by the visits of each that are shown. */
function shapesByDeal(
  book: DealBook,
  { paths, order }: FunnelDeals,
): { shapes: readonly Shape[]; numberOf: (row: number, seen: readonly ReadVisit[]) => number } {
  const { path } = stateOf(book);
  const { shapes, add } = shapesIn(order);
  return { shapes, numberOf: (row, seen) => add(paths.pathOf(path[row] as number) as Path, seen) };
}

/** The stages a report has a row for: those of the pipeline, then those unknown to it that some deal shown really visited. */
export function shownPlaces({ places, mapped }: StageOrder, tallies: readonly ShapeTally[]): StagePlace[] {
  const met = new Set(tallies.flatMap(({ shape }) => shape.unmapped));
  return places.filter((_, position) => position < mapped || met.has(position));
}
