import type { RecordedPaths } from '../../book/readers/paths.ts';
import {
  type InternedVectors,
  idOfVector,
  internedVectors,
  lengthen,
  vectorAt,
} from '../../columns/interned-vectors.ts';
import { follow, type PathTrie, pathTrie } from '../../columns/path-trie.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Ending, Reading } from '../../timeline/read-path.ts';
import { type StageOrder, stageOrder } from '../../timeline/stage-order.ts';
import {
  type AutomatonState,
  enterStage,
  profileOfState,
  type StageSlots,
  startState,
  textOf,
} from './automaton-states.ts';
import type { Profile } from './profiles.ts';

/** What one reading sees of the ways of deals in one pipeline; ways are given by their nodes. */
export interface PathReading {
  readonly order: StageOrder;
  /** How many shapes there are. */
  readonly shapes: number;
  /** The shape of a number; two numbers may be of one shape. */
  readonly shapeOf: (number: number) => Profile;
  /** By node: the number of its shape; -1 where it never was in the pipeline. */
  readonly shapeAt: Int32Array;
  /** Numbers of real stays, by slot, in lists: each possible list once. */
  readonly stays: InternedVectors;
  /** By slot: the position in the order. */
  readonly positions: Int32Array;
  /** By node: which list is its. */
  readonly staysAt: Int32Array;
}

interface Reader {
  readonly paths: RecordedPaths;
  readonly pipeline: Pipeline;
  readonly reading: Reading;
  slots: StageSlots;
  readonly standings: AutomatonState[];
  /** By the number of a shape: its standing and its ending, as {@link numberOf} puts them together. */
  readonly shapes: number[];
  readonly numbers: Map<string, number>;
  /** The numbers of shapes by standing and ending. */
  readonly ended: Map<number, number>;
  /** What was found out of shapes; of another order it would be wrong. */
  known: Map<number, Profile>;
  readonly stays: InternedVectors;
  /** The differences that a step makes to the stays. */
  readonly differences: InternedVectors;
  /** A node for each shape and step: the place of what they lead to in the two lists after it. */
  readonly changes: PathTrie;
  readonly changeTo: number[];
  readonly changeBy: number[];
  /** A node for each list of stays and difference: the place of the list they lead to in the list after it. */
  readonly additions: PathTrie;
  readonly sums: number[];
  /** One list to work on: one for each step would keep the garbage collector busy. */
  scratch: Int32Array;
  shapeAt: Int32Array;
  staysAt: Int32Array;
  /** How many nodes have been read. */
  read: number;
}

const readers = new WeakMap<PathTrie, Map<string, Reader>>();
const endings: readonly Ending[] = ['open', 'won', 'lost', 'transferred'];

/**
 * How paths are read; what was found out about one stays known as long as the paths live. The order has all stages that
 * any deal was in; what was read before a new one turned up is not read again.
 */
export function pathReading(paths: RecordedPaths, pipeline: Pipeline, reading: Reading): PathReading {
  const key = JSON.stringify([pipeline.id, reading.skips, reading.returns]);
  const ofPaths = readers.get(paths.trie) ?? new Map<string, Reader>();
  readers.set(paths.trie, ofPaths);
  const reader = ofPaths.get(key) ?? readerOf(paths, pipeline, reading);
  ofPaths.set(key, reader);
  takeStages(reader);
  readOn(reader, paths.trie);
  const { slots, stays, shapeAt, staysAt, shapes } = reader;
  return {
    order: slots.order,
    shapes: shapes.length,
    shapeOf: (number) => shapeOf(reader, number),
    positions: slots.positions,
    ...{ stays, shapeAt, staysAt },
  };
}

function readerOf(paths: RecordedPaths, pipeline: Pipeline, reading: Reading): Reader {
  const slots = slotsOf(pipeline, []);
  return {
    ...{ paths, pipeline, reading, slots },
    standings: [startState],
    shapes: [],
    numbers: new Map([[textOf(startState), 0]]),
    ended: new Map(),
    known: new Map(),
    stays: internedVectors(slots.positions.length),
    differences: internedVectors(slots.positions.length),
    changes: pathTrie(),
    changeTo: [-1],
    changeBy: [0],
    additions: pathTrie(),
    sums: [0],
    scratch: new Int32Array(slots.positions.length),
    shapeAt: Int32Array.of(-1),
    staysAt: Int32Array.of(0),
    read: 1,
  };
}

function slotsOf(pipeline: Pipeline, visited: readonly string[]): StageSlots {
  const order = stageOrder(pipeline, visited);
  const stages = order.places.filter(({ unmapped }) => !unmapped).map(({ stageId }) => stageId);
  const inSlots = [...new Set([...stages, ...visited])];
  return {
    order,
    slotOf: new Map(inSlots.map((stageId, slot) => [stageId, slot])),
    positions: Int32Array.from(inSlots, (stageId) => order.positionOf.get(stageId) as number),
  };
}

/** Takes note of stages that turned up since. */
function takeStages(reader: Reader): void {
  const { paths, pipeline, slots, stays, differences } = reader;
  const visited = paths.visitedIn(pipeline.id);
  if (visited.every((stageId) => slots.slotOf.has(stageId))) return;
  reader.slots = slotsOf(pipeline, visited);
  reader.known = new Map();
  reader.scratch = new Int32Array(reader.slots.positions.length);
  lengthen(stays, reader.slots.positions.length);
  lengthen(differences, reader.slots.positions.length);
}

/** Reads the nodes that are new since; a node comes after the one it goes on from. */
function readOn(reader: Reader, { parent, step, length }: PathTrie): void {
  if (reader.shapeAt.length < length) {
    reader.shapeAt = longer(reader.shapeAt, parent.length);
    reader.staysAt = longer(reader.staysAt, parent.length);
  }
  const { shapeAt, staysAt, changeTo, changeBy } = reader;
  for (let node = reader.read; node < length; node++) {
    const before = parent[node] as number;
    const change = changeOf(reader, shapeAt[before] as number, step[node] as number);
    const by = changeBy[change] as number;
    shapeAt[node] = changeTo[change] as number;
    staysAt[node] =
      by === 0 ? (staysAt[before] as number) : staysAfter(reader, staysAt[before] as number, by);
  }
  reader.read = length;
}

function longer(numbers: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(numbers);
  return copy;
}

/** The place of what a step leads to from a shape; -1 is where a way never was in the pipeline. */
function changeOf(reader: Reader, from: number, step: number): number {
  const place = follow(reader.changes, from + 1, step);
  if (place < reader.changeTo.length) return place;
  const difference = reader.scratch.fill(0);
  reader.changeTo.push(changed(reader, from, step, difference));
  reader.changeBy.push(idOfVector(reader.differences, difference));
  return place;
}

/** The number of the shape that a step leads to. */
function changed(reader: Reader, from: number, code: number, difference: Int32Array): number {
  const { paths, pipeline, shapes, standings, slots, reading } = reader;
  const step = paths.stepOf(code);
  if (step === 'deleted') return from;
  const ended = from < 0 ? 0 : (shapes[from] as number);
  const standing = Math.floor(ended / endings.length);
  const end = (ending: Ending): number => (from < 0 ? from : numberOf(reader, standing, ending));
  if (step === 'won' || step === 'lost') {
    if (endings[ended % endings.length] === 'transferred') return from;
    return end(step);
  }
  const { pipelineId, stageId } = step;
  if (pipelineId !== pipeline.id) return end('transferred');
  if (stageId === null) return numberOf(reader, standing, 'open');
  const slot = slots.slotOf.get(stageId) as number;
  const next = enterStage(slots, reading, standings[standing] as AutomatonState, slot, difference);
  return numberOf(reader, numberOfStanding(reader, next), 'open');
}

function numberOfStanding({ numbers, standings }: Reader, standing: AutomatonState): number {
  const text = textOf(standing);
  const known = numbers.get(text);
  if (known !== undefined) return known;
  numbers.set(text, standings.length);
  return standings.push(standing) - 1;
}

/** The number of the shape of a standing that ended so, a new one if need be. */
function numberOf({ ended, shapes }: Reader, standing: number, ending: Ending): number {
  const key = standing * endings.length + endings.indexOf(ending);
  const known = ended.get(key);
  if (known !== undefined) return known;
  ended.set(key, shapes.length);
  return shapes.push(key) - 1;
}

function shapeOf({ known, shapes, slots, reading, standings }: Reader, number: number): Profile {
  let shape = known.get(number);
  if (shape === undefined) {
    const key = shapes[number] as number;
    const standing = standings[Math.floor(key / endings.length)] as AutomatonState;
    shape = profileOfState(slots, reading, standing, endings[key % endings.length] as Ending);
    known.set(number, shape);
  }
  return shape;
}

/** The list of stays that a difference turns another one into. */
function staysAfter(
  { additions, sums, scratch, differences, stays }: Reader,
  before: number,
  by: number,
): number {
  const place = follow(additions, before, by);
  if (place < sums.length) return sums[place] as number;
  const difference = vectorAt(differences, by);
  const had = vectorAt(stays, before);
  for (let i = 0; i < scratch.length; i++) scratch[i] = (had[i] as number) + (difference[i] as number);
  const number = idOfVector(stays, scratch);
  sums.push(number);
  return number;
}
