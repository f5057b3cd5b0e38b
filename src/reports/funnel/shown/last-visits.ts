import type { RecordedPaths } from '../../../book/readers/paths.ts';
import { type Codes, grown, promoted, store } from '../../../columns/growable.ts';
import { codesTo } from '../../../columns/path-trie.ts';
import { type Path, type ReadVisit, readPath, type StageReading } from '../../../timeline/read-path.ts';
import type { StageOrder } from '../../../timeline/stage-order.ts';

/**
 * Where the last visits to stages lie on paths, told by steps: the first step of a deal is 0. Worked out once for each path,
 * so that a deal costs a few look-ups of its dates, however it got where it is.
 *
 * By node, a list of numbers: those at {@link pathParts}, then of each visit those at {@link visitParts}, in the order in which
 * the stages were entered first.
 */
export interface LastVisits {
  /** By node: where its list begins; 0 where it has not been worked out. */
  from: Int32Array;
  numbers: Codes;
  length: number;
}

/** What is said of a path: how many last visits there are, how many steps, and with which it was won, -1 if it was not. */
export const pathParts = { visits: 0, steps: 1, won: 2, count: 3 } as const;

/**
 * What is said of a visit: the position of the stage; the step it began with and the one it ended with, where it goes on one
 * more than there are, the same twice for a visit that was counted for a skip; which of the last visits is the one to the
 * next stage, -1 for none; how many real stays in the stage there are.
 */
export const visitParts = { position: 0, began: 1, ended: 2, next: 3, stays: 4, count: 5 } as const;

const ofOrders = new WeakMap<StageOrder, LastVisits>();

/** The last visits of all paths in an order of stages, which belongs to one reading of them; as far as they were asked for. */
export function lastVisitsIn(order: StageOrder): LastVisits {
  const known = ofOrders.get(order);
  if (known !== undefined) return known;
  const none = { from: new Int32Array(64), numbers: new Int8Array(64), length: 1 };
  ofOrders.set(order, none);
  return none;
}

/** How the paths of a pipeline are read. */
export interface PathsRead {
  readonly paths: RecordedPaths;
  readonly pipelineId: string;
  readonly order: StageOrder;
  readonly reading: StageReading;
  readonly pathAt: (node: number) => Path | null;
}

/** Works out the list of a path. */
export function addLastVisits(lists: LastVisits, read: PathsRead, node: number): void {
  const path = read.pathAt(node);
  const visits = path === null ? [] : readPath(path, read.order, read.reading);
  const steps = stepsOfStays(read, node);
  while (lists.from.length <= node) lists.from = grown(lists.from);
  lists.from[node] = lists.length;
  const last = new Map(visits.map(({ position }, index) => [position, index]));
  const positions = [...last.keys()];
  const won = path?.ending === 'won' ? steps.count - 1 : -1;
  for (const number of [positions.length, steps.count, won]) add(lists, number);
  for (const [position, index] of last) {
    const [began, ended] = spanInSteps(visits, index, steps);
    const stays = visits.filter((visit) => visit.position === position && visit.stays !== null).length;
    for (const number of [position, began, ended, positions.indexOf(position + 1), stays]) add(lists, number);
  }
}

function add(lists: LastVisits, number: number): void {
  if (lists.length === lists.numbers.length) lists.numbers = grown(lists.numbers);
  const index = lists.length++;
  if (!store(lists.numbers, index, number)) lists.numbers = promoted(lists.numbers, index, number);
}

/** The steps of a path: how many there are, and those with which the stays in stages of the pipeline began. */
interface StaySteps {
  readonly count: number;
  readonly began: readonly number[];
}

function stepsOfStays({ paths, pipelineId }: PathsRead, node: number): StaySteps {
  const codes = codesTo(paths.trie, node);
  const began: number[] = [];
  for (const [step, code] of codes.entries()) {
    const entered = paths.stepOf(code);
    if (typeof entered !== 'string' && entered.pipelineId === pipelineId && entered.stageId !== null)
      began.push(step);
  }
  return { count: codes.length, began };
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
