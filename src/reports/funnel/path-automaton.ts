import type { RecordedPaths } from '../../book/readers/paths.ts';
import { grown } from '../../columns/growable.ts';
import {
  type InternedVectors,
  idOfVector,
  internedVectors,
  lengthen,
} from '../../columns/interned-vectors.ts';
import { follow, type PathTrie, pathTrie } from '../../columns/path-trie.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Ending, StageReading } from '../../timeline/read-path.ts';
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

/** The paths of deals in one pipeline under one reading. Paths are given by their trie nodes. */
export interface PathReading {
  readonly order: StageOrder;
  /** How many profile ids there are. */
  readonly shapes: number;
  /** The profile with an id; two ids may have equal profiles. */
  readonly shapeOf: (number: number) => Profile;
  /** By node: the id of its profile; -1 for a path that never was in the pipeline. */
  readonly shapeAt: Int32Array;
  /** By how many its last step changes the real stays of a path, by slot: interned vectors. */
  readonly stays: InternedVectors;
  /** By slot: the position in the order. */
  readonly positions: Int32Array;
  /** By node: the id of the change that its last step makes to the stays. Worked out for whom asks: of a chaotic pipeline nobody does. */
  readonly staysAt: () => Int32Array;
}

interface Reader {
  readonly paths: RecordedPaths;
  readonly pipeline: Pipeline;
  readonly reading: StageReading;
  slots: StageSlots;
  readonly standings: AutomatonState[];
  /** By profile id: its state and ending, combined as in {@link numberOf}. */
  readonly shapes: number[];
  readonly numbers: Map<string, number>;
  /** Profile ids by state and ending. */
  readonly ended: Map<number, number>;
  /** A cache of profiles by id; dropped when the stage order changes. */
  known: Map<number, Profile>;
  readonly stays: InternedVectors;
  /** The transition table: a node for each profile id and code, an index into the two lists after it. */
  readonly changes: PathTrie;
  readonly changeTo: number[];
  readonly changeBy: number[];
  /** The part of it that is read without hashing: `changeTo` of the first profile ids and codes, 2 more, 0 where not known yet. */
  near: Int32Array;
  /** A reused buffer: one vector for each step would be garbage. */
  scratch: Int32Array;
  shapeAt: Int32Array;
  staysAt: Int32Array;
  /** How many nodes have been read, and of how many the changes to the stays. */
  read: number;
  staysRead: number;
}

const readers = new WeakMap<PathTrie, Map<string, Reader>>();
/** How many profile ids and codes have transitions at hand: hashing takes most of the time of reading a million paths. */
const [nearShapes, nearCodes] = [8192, 32] as const;

const endings: readonly Ending[] = ['open', 'won', 'lost', 'transferred'];

/**
 * Reads all recorded paths with an automaton: a further step is a table lookup. Results are cached as long as the paths
 * live, and only new nodes are read. The order has all stages that any deal was in.
 */
export function pathReading(paths: RecordedPaths, pipeline: Pipeline, reading: StageReading): PathReading {
  const key = JSON.stringify([pipeline.id, reading.skips, reading.returns]);
  const ofPaths = readers.get(paths.trie) ?? new Map<string, Reader>();
  readers.set(paths.trie, ofPaths);
  const reader = ofPaths.get(key) ?? readerOf(paths, pipeline, reading);
  ofPaths.set(key, reader);
  takeStages(reader);
  readOn(reader, paths.trie);
  const { slots, stays, shapeAt, shapes } = reader;
  return {
    order: slots.order,
    shapes: shapes.length,
    shapeOf: (number) => shapeOf(reader, number),
    positions: slots.positions,
    stays, // a plain literal: engines drop code compiled for the maps of short-lived spread objects
    shapeAt,
    staysAt: () => staysOf(reader, paths.trie),
  };
}

function readerOf(paths: RecordedPaths, pipeline: Pipeline, reading: StageReading): Reader {
  const slots = slotsOf(pipeline, []);
  return {
    ...{ paths, pipeline, reading, slots },
    standings: [startState],
    shapes: [],
    numbers: new Map([[textOf(startState), 0]]),
    ended: new Map(),
    known: new Map(),
    stays: internedVectors(slots.positions.length),
    changes: pathTrie(),
    changeTo: [-1],
    changeBy: [0],
    near: new Int32Array(8 * nearCodes),
    scratch: new Int32Array(slots.positions.length),
    shapeAt: Int32Array.of(-1),
    staysAt: Int32Array.of(0),
    read: 1,
    staysRead: 1,
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

/** Adds the stages that appeared since the last reading. */
function takeStages(reader: Reader): void {
  const { paths, pipeline, slots, stays } = reader;
  const visited = paths.visitedIn(pipeline.id);
  if (visited.every((stageId) => slots.slotOf.has(stageId))) return;
  reader.slots = slotsOf(pipeline, visited);
  reader.known = new Map();
  reader.scratch = new Int32Array(reader.slots.positions.length);
  lengthen(stays, reader.slots.positions.length);
}

/** Reads the nodes that are new since the last reading; a node comes after its parent. */
function readOn(reader: Reader, { parent, code: step, length }: PathTrie): void {
  if (reader.shapeAt.length < length) reader.shapeAt = longer(reader.shapeAt, parent.length);
  const { shapeAt } = reader;
  for (let node = reader.read; node < length; node++) {
    const from = shapeAt[parent[node] as number] as number;
    const code = step[node] as number;
    const near = code < nearCodes ? reader.near[nearCodes * (from + 1) + code] : undefined;
    shapeAt[node] = near ? near - 2 : (reader.changeTo[changeOf(reader, from, code)] as number);
  }
  reader.read = length;
}

/** The same of the changes to the stays. */
function staysOf(reader: Reader, { parent, code, length }: PathTrie): Int32Array {
  if (reader.staysAt.length < length) reader.staysAt = longer(reader.staysAt, parent.length);
  const { shapeAt, staysAt, changeBy } = reader;
  for (let node = reader.staysRead; node < length; node++) {
    const change = changeOf(reader, shapeAt[parent[node] as number] as number, code[node] as number);
    staysAt[node] = changeBy[change] as number;
  }
  reader.staysRead = length;
  return staysAt;
}

function longer(numbers: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(numbers);
  return copy;
}

/** The index of a transition, computed on first use; from -1 for a path that never was in the pipeline. */
function changeOf(reader: Reader, from: number, step: number): number {
  const place = follow(reader.changes, from + 1, step);
  if (place === reader.changeTo.length) {
    const difference = reader.scratch.fill(0);
    reader.changeTo.push(changed(reader, from, step, difference));
    reader.changeBy.push(idOfVector(reader.stays, difference));
    noteNear(reader, from, step, reader.changeTo[place] as number);
  }
  return place;
}

function noteNear(reader: Reader, from: number, step: number, to: number): void {
  if (from + 1 >= nearShapes || step >= nearCodes) return;
  const near = nearCodes * (from + 1) + step;
  while (near >= reader.near.length) reader.near = grown(reader.near);
  reader.near[near] = to + 2;
}

/** Computes a transition: the profile id that a step leads to. */
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

/** The profile id of a state and an ending; a new pair is added. */
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
