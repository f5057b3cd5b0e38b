import { deleted, type Facts, lost, placeAt, won } from '../book/facts.ts';
import type { PathTree } from '../book/path-tree.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type Ending, type Path, type Reading, readPath, standingOf } from '../timeline/read-path.ts';
import { type StageOrder, stageOrder } from '../timeline/stage-order.ts';
import { type Lists, listAt, listsFrom, numberIn } from './lists.ts';
import { type Shape, shapeOf, staysIn, unmappedIn } from './shapes.ts';

/** What one reading sees of the ways of deals in one pipeline; ways are given by their nodes. */
export interface PathReading {
  readonly order: StageOrder;
  /** The shapes of ways, each perhaps several times. */
  readonly shapes: readonly Shape[];
  /** By node: the number of its shape; -1 where it never was in the pipeline. */
  readonly shapeAt: Int32Array;
  /** Numbers of real stays, by position, in lists: each possible list once. */
  readonly stays: Lists;
  /** By node: which list is its. */
  readonly staysAt: Int32Array;
}

/**
 * A way as far as it matters for what may come: all ways that the reading goes on from alike are one standing. So however
 * many ways there are, few have to be read; each further step of any of them is a look into a table.
 */
interface Standing {
  readonly path: Path;
  readonly text: string;
  /** By step: what it leads to, once somebody asked. */
  readonly next: (Change | undefined)[];
}

interface Change {
  /** The number of the standing, which is that of its shape, too. */
  readonly to: number;
  /** The number of the difference that it makes to the stays; 0 for none. */
  readonly stays: number;
}

interface Reader extends PathReading {
  readonly facts: Facts;
  readonly pipelineId: string;
  readonly reading: Reading;
  readonly shapes: Shape[];
  readonly standings: Standing[];
  readonly numbers: Map<string, number>;
  /** What the first step leads to. */
  readonly first: (Change | undefined)[];
  /** The differences that a step makes to the stays. */
  readonly differences: Lists;
  /** By list of stays and difference: the list it leads to, once somebody asked. */
  readonly staysAfter: (number | undefined)[][];
  shapeAt: Int32Array;
  staysAt: Int32Array;
  /** How many nodes have been read. */
  read: number;
}

const readers = new WeakMap<Facts, Map<string, Reader>>();

/**
 * How paths are read; what was found out about one stays known as long as the facts live. The order has all stages
 * that any deal of the facts was in, so a change of them is a new reading.
 */
export function pathReading(facts: Facts, pipeline: Pipeline, reading: Reading): PathReading {
  const places = facts.homes.get(pipeline.id)?.steps ?? new Map<string | null, number>();
  const key = JSON.stringify([pipeline.id, reading.skips, reading.returns, places.size]);
  const ofFacts = readers.get(facts) ?? new Map<string, Reader>();
  readers.set(facts, ofFacts);
  let reader = ofFacts.get(key);
  if (reader === undefined) {
    const visited = [...places.keys()].filter((stageId) => stageId !== null);
    reader = readerOf(facts, pipeline.id, stageOrder(pipeline, visited), reading);
    ofFacts.set(key, reader);
  }
  readOn(reader, facts.paths);
  return reader;
}

function readerOf(facts: Facts, pipelineId: string, order: StageOrder, reading: Reading): Reader {
  const none = new Int32Array(order.places.length);
  return {
    facts,
    pipelineId,
    reading,
    order,
    shapes: [],
    standings: [],
    numbers: new Map(),
    first: [],
    stays: listsFrom(none),
    differences: listsFrom(none),
    staysAfter: [],
    shapeAt: Int32Array.of(-1),
    staysAt: Int32Array.of(0),
    read: 1,
  };
}

/** Reads the nodes that are new since; a node comes after the one it goes on from. */
function readOn(reader: Reader, { parent, step, length }: PathTree): void {
  if (reader.shapeAt.length < length) {
    reader.shapeAt = longer(reader.shapeAt, parent.length);
    reader.staysAt = longer(reader.staysAt, parent.length);
  }
  const { shapeAt, staysAt } = reader;
  for (let node = reader.read; node < length; node++) {
    const before = parent[node] as number;
    const { to, stays } = changeBy(reader, shapeAt[before] as number, step[node] as number);
    shapeAt[node] = to;
    staysAt[node] =
      stays === 0 ? (staysAt[before] as number) : staysAfter(reader, staysAt[before] as number, stays);
  }
  reader.read = length;
}

function longer(numbers: Int32Array, length: number): Int32Array {
  const copy = new Int32Array(length);
  copy.set(numbers);
  return copy;
}

/** What a step leads to from a standing; -1 is where a way never was in the pipeline. */
function changeBy(reader: Reader, from: number, step: number): Change {
  const standing = from < 0 ? null : (reader.standings[from] as Standing);
  const next = standing === null ? reader.first : standing.next;
  const known = next[step];
  if (known !== undefined) return known;
  const change = changed(reader, standing, from, step);
  next[step] = change;
  return change;
}

function changed(reader: Reader, standing: Standing | null, from: number, step: number): Change {
  const end = (ending: Ending): Change =>
    standing === null
      ? { to: from, stays: 0 }
      : { to: numberOf(reader, { ...standing.path, ending }, standing.text), stays: 0 };
  if (step === deleted) return { to: from, stays: 0 };
  if (step === won || step === lost) {
    if (standing?.path.ending === 'transferred') return { to: from, stays: 0 };
    return end(step === won ? 'won' : 'lost');
  }
  const { pipelineId, stageId } = placeAt(reader.facts, step);
  if (pipelineId !== reader.pipelineId) return end('transferred');
  return entered(reader, standing?.path.stages ?? [], stageId);
}

function entered(reader: Reader, before: readonly string[], stageId: string | null): Change {
  const { order, reading } = reader;
  const path: Path = { stages: stageId === null ? before : [...before, stageId], ending: 'open' };
  const visits = readPath(path, order, reading);
  const count = order.places.length;
  const had = staysIn(readPath({ stages: before, ending: 'open' }, order, reading), count);
  const difference = Int32Array.from(
    staysIn(visits, count),
    (stays, position) => stays - (had[position] as number),
  );
  return {
    to: numberOf(reader, path, `${standingOf(visits, order, reading)} ${unmappedIn(order, path).join()}`),
    stays: numberIn(reader.differences, difference),
  };
}

/** The number of the standing of a path, a new one if need be. */
function numberOf({ numbers, standings, shapes, order, reading }: Reader, path: Path, text: string): number {
  const key = `${path.ending} ${text}`;
  const known = numbers.get(key);
  if (known !== undefined) return known;
  shapes.push(shapeOf(order, path, readPath(path, order, reading)));
  numbers.set(key, standings.length);
  return standings.push({ path, text, next: [] }) - 1;
}

/** The list of stays that a difference turns another one into. */
function staysAfter({ staysAfter: known, differences, stays }: Reader, before: number, by: number): number {
  const after = known[before] ?? [];
  known[before] = after;
  const next = after[by];
  if (next !== undefined) return next;
  const list = listAt(stays, before).map(
    (count, position) => count + (listAt(differences, by)[position] as number),
  );
  const number = numberIn(stays, list);
  after[by] = number;
  return number;
}
