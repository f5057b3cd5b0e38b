import type { DealBook } from '../../book/book.ts';
import { pathNodes, type RecordedPaths } from '../../book/readers/paths.ts';
import { getOrAdd } from '../../columns/get-or-add.ts';
import { type Codes, grown, promoted, store } from '../../columns/growable.ts';
import { codesTo } from '../../columns/path-trie.ts';
import { type Path, type ReadVisit, readPath, type StageReading } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';
import { isStrict } from './strict-paths.ts';

/**
 * Where the visits to stages lie on paths, told by steps: the first step of a deal is 0. Worked out once for each path, so that a
 * deal costs a few look-ups of its dates, however it got where it is.
 *
 * By node, a list of numbers: those at {@link pathParts}; then of the last visit to each stage those at {@link visitParts}, in the
 * order in which the stages were entered first; then of each real visit those at {@link stayParts}.
 */
interface PathVisits {
  /** By node: where its list begins; 0 where it has not been worked out. */
  from: Int32Array;
  numbers: Codes;
  length: number;
}

/**
 * What is said of a path: how many last visits there are, and how many real ones; how many steps; the one with which the last
 * real visit began, or in a pipeline without stages the last stay, -1 for none; 1 if it really visited every stage before the
 * furthest it came to.
 */
export const pathParts = { visits: 0, stays: 1, steps: 2, entered: 3, isStrict: 4, count: 5 } as const;

/**
 * What is said of a last visit: the position of the stage; the step it began with and the one it ended with, where it goes on one
 * more than there are, the same twice for a visit that was counted for a skip; the step with which the last visit to the next stage
 * began, or the deal was won from its last one, -1 without it; how many real stays in the stage there are.
 */
export const visitParts = { position: 0, began: 1, ended: 2, next: 3, stays: 4, count: 5 } as const;

/** What is said of a real visit, likewise. */
export const stayParts = { position: 0, began: 1, ended: 2, count: 3 } as const;

/** The visits of deals. */
export interface DealVisits {
  readonly lists: PathVisits;
  /** Where the list of the deal in a row begins. */
  readonly listOf: (row: number) => number;
}

/** How the paths of a pipeline are read. */
export interface PathsRead {
  readonly paths: RecordedPaths;
  readonly pipelineId: string;
  readonly order: StageOrder;
  readonly reading: StageReading;
  readonly pathAt: (node: number) => Path | null;
}

/** By the order of stages, which belongs to one reading of them: the lists that were asked for. */
const ofOrders = new WeakMap<StageOrder, PathVisits>();

export function dealVisits(book: DealBook, read: PathsRead): DealVisits {
  const lists = getOrAdd(ofOrders, read.order, () => ({
    from: new Int32Array(64),
    numbers: new Int8Array(64),
    length: 1,
  }));
  const nodes = pathNodes(book);
  return {
    lists,
    listOf(row) {
      const node = nodes[row] as number;
      while (lists.from.length <= node) lists.from = grown(lists.from);
      if (lists.from[node] === 0) addList(lists, read, node);
      return lists.from[node] as number;
    },
  };
}

/** What is said of the path of the deal in a row: one of {@link pathParts}. */
export function pathPart({ lists, listOf }: DealVisits, row: number, part: number): number {
  const list = listOf(row); // may make the numbers longer, so they are read after it
  return lists.numbers[list + part] as number;
}

/** Works out the list of a path. */
function addList(lists: PathVisits, read: PathsRead, node: number): void {
  const path = read.pathAt(node);
  const visits = path === null ? [] : readPath(path, read.order, read.reading);
  const steps = stepsOfStays(read, node);
  const last = new Map(visits.map(({ position }, index) => [position, index]));
  const real = visits.flatMap(({ position, stays }, index) =>
    stays === null ? [] : [[position, ...spanInSteps(visits, index, steps)]],
  );
  const won = path?.ending === 'won' ? steps.count - 1 : -1;
  const kept = Number(path !== null && isStrict(path, read.order));
  lists.from[node] = lists.length;
  add(lists, last.size, real.length, steps.count, real.at(-1)?.[1] ?? steps.latest, kept);
  for (const [position, index] of last) {
    const next = last.get(position + 1);
    const isLast = position + 1 >= read.order.mapped;
    const goesOn = isLast ? won : next === undefined ? -1 : spanInSteps(visits, next, steps)[0];
    const stays = real.filter(([stage]) => stage === position).length;
    add(lists, position, ...spanInSteps(visits, index, steps), goesOn, stays);
  }
  for (const numbers of real) add(lists, ...numbers);
}

function add(lists: PathVisits, ...numbers: readonly number[]): void {
  for (const number of numbers) {
    if (lists.length === lists.numbers.length) lists.numbers = grown(lists.numbers);
    const index = lists.length++;
    if (!store(lists.numbers, index, number)) lists.numbers = promoted(lists.numbers, index, number);
  }
}

/** The steps of a path: how many there are, those with which the stays in stages of the pipeline began, and the last stay in it. */
interface StaySteps {
  readonly count: number;
  readonly began: readonly number[];
  readonly latest: number;
}

function stepsOfStays({ paths, pipelineId }: PathsRead, node: number): StaySteps {
  const codes = codesTo(paths.trie, node);
  const began: number[] = [];
  let latest = -1;
  for (const [step, code] of codes.entries()) {
    const entered = paths.stepOf(code);
    if (typeof entered === 'string' || entered.pipelineId !== pipelineId) continue;
    latest = step;
    if (entered.stageId !== null) began.push(step);
  }
  return { count: codes.length, began, latest };
}

/** The steps a visit began and ended with; one counted for a skip lies where the deal jumped, to a later stage or by its win. */
function spanInSteps(
  visits: readonly ReadVisit[],
  index: number,
  { count, began }: StaySteps,
): readonly [number, number] {
  const { stays } = visits[index] as ReadVisit;
  if (stays === null) {
    const next = visits.slice(index + 1).find((visit) => visit.stays !== null)?.stays;
    const jumped = next ? (began[next.first] as number) : count - 1;
    return [jumped, jumped];
  }
  return [began[stays.first] as number, (began[stays.last] as number) + 1];
}
