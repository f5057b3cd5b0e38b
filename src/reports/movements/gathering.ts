import { countingSort } from '../../columns/counting-sort.ts';
import { grown } from '../../columns/growable.ts';
import { type Movement, movementNames } from './movements.ts';

/** The rows of the deals in a waterfall. */
export interface MovedRows {
  /** Ascending. */
  readonly rows: Int32Array;
  /** Those in scope just before the start of the period. */
  readonly begin: Int32Array;
  /** Those that made a movement, then those that made it twice, and so on: by their places among the rows, none twice in a list. */
  readonly moved: (movement: Movement) => readonly Int32Array[];
  /** Those in scope just before its end, by their places. */
  readonly end: Int32Array;
}

/** What is found in one row after the other, the first of each list. */
export interface Gathering {
  readonly rows: Int32Array;
  readonly begin: Int32Array;
  readonly end: Int32Array;
  found: number;
  begun: number;
  ended: number;
  /** Of each movement: the place of its row, and its number, the higher the more often that deal had made it before. */
  places: Int32Array;
  numbers: Int32Array;
  moves: number;
  /** Above all numbers so far. */
  most: number;
  /** The movements of the deal that is added, by number: the first of the list. */
  readonly movements: number[];
  /** How often it has made each of them; 0 between two deals. */
  readonly times: Int32Array;
}

const kinds: number = movementNames.length;

export function gatheringOf(most: number): Gathering {
  const list = (): Int32Array => new Int32Array(most);
  const [rows, begin, end] = [list(), list(), list()];
  const [places, numbers] = [list(), list()];
  return {
    rows,
    begin,
    end,
    found: 0,
    begun: 0,
    ended: 0,
    places,
    numbers,
    moves: 0,
    most: 0,
    movements: [],
    times: new Int32Array(kinds),
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
  const { rows, begin, end, movements, times } = gathering;
  const place = gathering.found++;
  rows[place] = row;
  if (wasIn) begin[gathering.begun++] = row;
  if (isIn) end[gathering.ended++] = place;
  for (let index = 0; index < count; index++) {
    const movement = movements[index] as number;
    const time = times[movement] as number;
    times[movement] = time + 1;
    const number = movement + kinds * time;
    if (gathering.moves === gathering.places.length) makeRoom(gathering);
    gathering.places[gathering.moves] = place;
    gathering.numbers[gathering.moves++] = number;
    if (number >= gathering.most) gathering.most = number + 1;
  }
  for (let index = 0; index < count; index++) times[movements[index] as number] = 0;
}

function makeRoom(gathering: Gathering): void {
  gathering.places = grown(gathering.places);
  gathering.numbers = grown(gathering.numbers);
}

export function gathered({
  rows,
  begin,
  end,
  found,
  begun,
  ended,
  places,
  numbers,
  moves,
  most,
}: Gathering): MovedRows {
  const { items, from } = countingSort(numbers.subarray(0, moves), most, places);
  return {
    rows: rows.subarray(0, found),
    begin: begin.subarray(0, begun),
    end: end.subarray(0, ended),
    moved: (movement) => {
      const lists: Int32Array[] = [];
      for (let number = movementNames.indexOf(movement); number + 1 < from.length; number += kinds)
        lists.push(items.subarray(from[number], from[number + 1]));
      return lists;
    },
  };
}
