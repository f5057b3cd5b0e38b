import type { Tallies } from '../../book/prices/tally.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import type { ProfileCounts } from './profile-tallies.ts';
import { cellNames, type Profile } from './profiles.ts';

/** Deals counted in cells, with the sums of their potentials: `width` numbers for each cell. */
export interface Cells {
  readonly deals: Float64Array;
  readonly sums: Float64Array;
  readonly width: number;
}

/** How the deals of a funnel are counted altogether; the first is all of them. */
export const totalNames = ['deals', 'won', 'lost', 'open', 'transferred'] as const;

/** The counts and sums that the figures of a funnel are made from. */
export interface StageCells {
  /** By `position * cellNames.length + cell`: each deal is once in each stage it entered. */
  readonly cells: Cells;
  /** By `totalNames`. */
  readonly total: Cells;
  /** Deals without a price. */
  readonly unpriced: number;
  /** Won deals with a price. */
  readonly pricedWon: number;
  /** By position: deals that entered without a real visit. */
  readonly skipped: Float64Array;
  /** By position: deals that entered this stage and went on to the next one; for the last stage, those that were won. */
  readonly further: Float64Array;
  /** Deals that entered the first stage. */
  readonly first: number;
  /** By position: deals that entered the first stage and came to this one. */
  readonly fromFirst: Float64Array;
  /** The positions of stages unknown to the pipeline that some deal really visited. */
  readonly unmapped: ReadonlySet<number>;
}

export function stageCells(lots: readonly ProfileCounts[], order: StageOrder): StageCells {
  const stages = order.places.length;
  const width = lots[0]?.tallies.width ?? 1;
  const cut = cutter((stages * cellNames.length + totalNames.length) * (1 + width) + 3 * stages);
  const counted = {
    cells: emptyCells(cut, stages * cellNames.length, width),
    total: emptyCells(cut, totalNames.length, width),
    unpriced: 0,
    pricedWon: 0,
    skipped: cut(stages),
    further: cut(stages),
    fromFirst: cut(stages),
    unmapped: new Set<number>(),
  };
  for (const lot of lots) addLot(counted, lot, order.mapped);
  return { ...counted, first: order.mapped > 0 ? (counted.cells.deals[0] as number) : 0 };
}

/** Cells that are being counted. */
type Counted = { -readonly [K in keyof StageCells]: StageCells[K] } & { readonly unmapped: Set<number> };

function addLot(counted: Omit<Counted, 'first'>, { tallies, shapeOf }: ProfileCounts, mapped: number): void {
  for (let place = 0; place < tallies.deals.length; place++) {
    if (tallies.deals[place] === 0) continue;
    const shape = shapeOf(tallies.groupAt === null ? place : (tallies.groupAt[place] as number));
    addStages(counted, shape, tallies, place, mapped);
    addTo(counted.total, 0, tallies, place);
    addTo(counted.total, totalNames.indexOf(shape.ending), tallies, place);
    const unpriced = tallies.unpriced[place] as number;
    counted.unpriced += unpriced;
    if (shape.ending === 'won') counted.pricedWon += (tallies.deals[place] as number) - unpriced;
    for (const position of shape.unmapped) counted.unmapped.add(position);
  }
}

function addStages(
  counted: Omit<Counted, 'first'>,
  shape: Profile,
  tallies: Tallies,
  place: number,
  mapped: number,
): void {
  const { cells, skipped, ending, goesOn, comes } = shape;
  const deals = tallies.deals[place] as number;
  for (let position = 0; position < cells.length; position++) {
    const cell = cells[position] as number;
    const isHere = comes === null ? cell !== -1 : comes[position] === true;
    if (mapped > 0 && cells[0] !== -1 && isHere) plus(counted.fromFirst, position, deals);
    if (cell < 0) continue;
    addTo(counted.cells, position * cellNames.length, tallies, place);
    addTo(counted.cells, position * cellNames.length + cell, tallies, place);
    if (skipped[position]) plus(counted.skipped, position, deals);
    const wentOn = position + 1 < mapped ? cells[position + 1] !== -1 : ending === 'won';
    if (goesOn === null ? wentOn : goesOn[position] === true) plus(counted.further, position, deals);
  }
}

/** Arrays cut from one buffer of so many numbers: one allocation is faster than many small ones. */
function cutter(length: number): (length: number) => Float64Array {
  const whole = new Float64Array(length);
  let from = 0;
  return (part) => {
    from += part;
    return whole.subarray(from - part, from);
  };
}

function emptyCells(cut: (length: number) => Float64Array, count: number, width: number): Cells {
  return { deals: cut(count), sums: cut(count * width), width };
}

/** Adds the deals of a place to a cell. */
function addTo({ deals, sums, width }: Cells, cell: number, tallies: Tallies, place: number): void {
  plus(deals, cell, tallies.deals[place] as number);
  for (let i = 0; i < width; i++) plus(sums, cell * width + i, tallies.sums[place * width + i] as number);
}

function plus(numbers: Float64Array, index: number, number: number): void {
  numbers[index] = (numbers[index] as number) + number;
}
