import { type Movement, movementNames } from './movements.ts';

/** The rows of the deals in a waterfall; else they are given by their places among these. */
export interface MovedRows {
  /** Ascending. */
  readonly rows: Int32Array;
  /** Those in scope just before the start of the period. */
  readonly begin: Int32Array;
  /** By movement: those that made it; then those that made it twice, and so on. None is twice in one list. */
  readonly moved: ReadonlyMap<Movement, readonly (readonly number[])[]>;
  /** Those in scope just before its end. */
  readonly end: Int32Array;
}

/** The rows found so far, the first of each list. */
export interface Gathering {
  readonly rows: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  found: number;
  begun: number;
  ended: number;
  /** By the number of a movement, then by how often a deal had made it before. */
  readonly moved: readonly number[][][];
  /** The movements of the deal that is added, by number: the first of the list. */
  readonly movements: number[];
}

export function gatheringOf(most: number): Gathering {
  return {
    rows: new Int32Array(most),
    begin: new Int32Array(most),
    end: new Int32Array(most),
    found: 0,
    begun: 0,
    ended: 0,
    moved: movementNames.map(() => []),
    movements: [],
  };
}

export function gathered({ rows, begin, end, found, begun, ended, moved }: Gathering): MovedRows {
  return {
    rows: rows.subarray(0, found),
    begin: begin.subarray(0, begun),
    end: end.subarray(0, ended),
    moved: new Map(movementNames.map((movement, index) => [movement, moved[index] ?? []])),
  };
}

/** Adds a row with its movements, so many of those that are set. */
export function addMoved(
  gathering: Gathering,
  row: number,
  wasIn: boolean,
  count: number,
  isIn: boolean,
): void {
  const { rows, begin, end, moved, movements } = gathering;
  const place = gathering.found++;
  rows[place] = row;
  if (wasIn) begin[gathering.begun++] = place;
  if (isIn) end[gathering.ended++] = place;
  for (let index = 0; index < count; index++) {
    const movement = movements[index] as number;
    let time = 0;
    for (let other = 0; other < index; other++) if (movements[other] === movement) time++;
    const lists = moved[movement] as number[][];
    const list = lists[time];
    if (list === undefined) lists[time] = [place];
    else list.push(place);
  }
}
