import {
  type Ending,
  liesBefore,
  type PlaceOnWay,
  placeAfter,
  reachedBy,
  type StageReading,
} from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { cellNumber } from './cells.ts';
import { type Profile, profileFrom } from './profiles.ts';

/**
 * A state of the automaton that reads paths: all paths that continue alike. It holds what `readPath` would see in them, so
 * that a further step costs the same however long the path is.
 */
export interface AutomatonState {
  /** By slot: 1 + the cell of the last visit, 0 without one; with the flags `real` and `seen`. */
  readonly codes: Uint8Array;
  /** The slots of the real stays that a further step may change: the last, or all that going back may erase. */
  readonly left: readonly number[];
  /** The furthest position after the last visit. */
  readonly reached: number;
  /** Where the last visit lies; undefined before the first. */
  readonly place: PlaceOnWay | undefined;
}

/** The slots of stages: stages of the pipeline in its order, unknown ones in order of appearance. */
export interface StageSlots {
  readonly order: StageOrder;
  readonly slotOf: ReadonlyMap<string, number>;
  /** By slot: the position in the order. */
  readonly positions: Int32Array;
}

/** A flag: the last visit was a real stay. */
const real = 8;
/** A flag: there was a real stay, erased or not. */
const seen = 16;
const passed = cellNumber('passed') + 1;
const returned = cellNumber('returned') + 1;
const open = cellNumber('open') + 1;

/** How many arguments a call can take on any stack. */
const chunk = 1024;

export const startState: AutomatonState = {
  codes: new Uint8Array(0),
  left: [],
  reached: -1,
  place: undefined,
};

/** The state after a stage is entered; `stays` receives the change in the number of real stays, by slot. */
export function enterStage(
  slots: StageSlots,
  reading: StageReading,
  from: AutomatonState,
  slot: number,
  stays: Int32Array,
): AutomatonState {
  return reading.returns === 'erase'
    ? enterErasing(slots, reading, from, slot, stays)
    : enterKeeping(slots, reading, from, slot, stays);
}

function enterKeeping(
  slots: StageSlots,
  { skips }: StageReading,
  from: AutomatonState,
  slot: number,
  stays: Int32Array,
): AutomatonState {
  const codes = copyOf(from.codes, slots);
  const position = slots.positions[slot] as number;
  const place = placeAfter(from.place, position, slots.order);
  const [last] = from.left;
  if (last !== undefined)
    setCell(codes, last, liesBefore(place, from.place as PlaceOnWay) ? returned : passed);
  visit(slots, skips, codes, from.reached, slot);
  stays[slot] = 1;
  return { codes, left: [slot], reached: reachedBy(position, slots.order, from.reached), place };
}

function enterErasing(
  slots: StageSlots,
  { skips }: StageReading,
  from: AutomatonState,
  slot: number,
  stays: Int32Array,
): AutomatonState {
  const { order, positions } = slots;
  const left = from.left.slice();
  const places = placesOf(slots, left);
  const place = placeAfter(from.place, positions[slot] as number, order);
  while (left.length > 0 && liesBefore(place, places[left.length - 1] as PlaceOnWay)) {
    const erased = left.pop() as number;
    stays[erased] = (stays[erased] as number) - 1;
  }
  const continues = left.length < from.left.length && left.at(-1) === slot;
  if (!continues) {
    left.push(slot);
    stays[slot] = (stays[slot] as number) + 1;
  }
  const codes = copyOf(from.codes, slots);
  for (let i = 0; i < codes.length; i++) codes[i] = (codes[i] as number) & seen;
  let reached = -1;
  for (const [index, stay] of left.entries()) {
    visit(slots, skips, codes, reached, stay);
    if (index < left.length - 1) setCell(codes, stay, passed); // later stays are further on, else this one would have been erased
    reached = reachedBy(positions[stay] as number, order, reached);
  }
  return { codes, left, reached, place };
}

/** Where visits lie, one after the other. */
function placesOf({ order, positions }: StageSlots, stays: readonly number[]): PlaceOnWay[] {
  const places: PlaceOnWay[] = [];
  for (const slot of stays) places.push(placeAfter(places.at(-1), positions[slot] as number, order));
  return places;
}

/** A real visit, open until the next step, and the visits counted for the stages it skipped. */
function visit(
  { order, positions }: StageSlots,
  skips: StageReading['skips'],
  codes: Uint8Array,
  reached: number,
  slot: number,
): void {
  if (skips !== 'ignore') skip(codes, reached + 1, order.before[positions[slot] as number] ?? 0);
  codes[slot] = open | real | seen;
}

/** Counts visits for skipped stages. The slots of mapped stages are their positions. */
function skip(codes: Uint8Array, from: number, to: number): void {
  for (let slot = from; slot < to; slot++) setCell(codes, slot, passed);
}

function setCell(codes: Uint8Array, slot: number, cell: number): void {
  codes[slot] = ((codes[slot] as number) & ~7) | cell;
}

function copyOf(codes: Uint8Array, { positions }: StageSlots): Uint8Array {
  const copy = new Uint8Array(positions.length);
  copy.set(codes);
  return copy;
}

/** A text that identifies a state, whatever unknown stages appear later. */
export function textOf({ codes, left, reached, place }: AutomatonState): string {
  let length = codes.length;
  while (length > 0 && codes[length - 1] === 0) length--;
  let text = `${reached},${place?.rank},${left.join()} `; // the last slot tells whether it lies behind
  for (let from = 0; from < length; from += chunk) {
    text += String.fromCharCode(...codes.subarray(from, Math.min(from + chunk, length)));
  }
  return text;
}

/** The profile of the paths of a state with an ending. */
export function profileOfState(
  { order, positions }: StageSlots,
  { skips }: StageReading,
  state: AutomatonState,
  ending: Ending,
): Profile {
  const codes = state.codes.slice();
  const last = state.left.at(-1);
  if (last !== undefined) {
    setCell(codes, last, ending === 'won' ? passed : cellNumber(ending) + 1);
    if (ending === 'won' && skips === 'count') skip(codes, state.reached + 1, order.mapped);
  }
  const cells = new Int8Array(order.places.length).fill(-1);
  const skipped = new Array<boolean>(cells.length).fill(false);
  const unmapped: number[] = [];
  for (let slot = 0; slot < codes.length; slot++) {
    const code = codes[slot] as number;
    const position = positions[slot] as number;
    cells[position] = (code & 7) - 1;
    skipped[position] = (code & 7) !== 0 && (code & real) === 0;
    if (position >= order.mapped && (code & seen) !== 0) unmapped.push(position);
  }
  unmapped.sort((a, b) => a - b);
  return profileFrom({ ending, cells, skipped, goesOn: null, comes: null }, unmapped, order.mapped);
}
