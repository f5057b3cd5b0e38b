import type { PathTrie } from '../../columns/path-trie.ts';
import type { Path } from '../../timeline/read-path.ts';
import { pathAt } from '../facts/path-at.ts';
import { deleted, firstStageCode, lost, type StageRef, stageAt, won } from '../facts/stage-codes.ts';
import type { CutGroup } from '../groups/cut.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** What a step of a path is: a stage that was entered, an outcome, or the deletion. */
type PathStep = StageRef | 'won' | 'lost' | 'deleted';

/** The paths of all deals that were recorded together with those of a book, at any date: a trie that grows with them. */
export interface RecordedPaths {
  readonly trie: PathTrie;
  /** What the code of a step stands for. */
  readonly stepOf: (code: number) => PathStep;
  /** The stages of a pipeline that any of the deals was in. */
  readonly visitedIn: (pipelineId: string) => readonly string[];
}

export function recordedPaths(book: DealBook): RecordedPaths {
  const { facts } = columnsOf(book).view;
  return {
    trie: facts.paths,
    stepOf: (code) => {
      switch (code) {
        case won:
          return 'won';
        case lost:
          return 'lost';
        case deleted:
          return 'deleted';
        default:
          return stageAt(facts, code);
      }
    },
    visitedIn: (pipelineId) => {
      const stageIds = facts.pipelineCodes.get(pipelineId)?.codes.keys() ?? [];
      return [...stageIds].filter((stageId) => stageId !== null);
    },
  };
}

/** The paths of a book's deals by row: the node of each in the trie of recorded paths. */
export function pathNodes(book: DealBook): Int32Array {
  return stateOf(book).path;
}

/** How many steps of deals, by the date of the book, were of each kind: by code. */
export function countSteps(book: DealBook, rows: Int32Array): Int32Array {
  const { steps, stages } = columnsOf(book).view.facts;
  const { last } = stateOf(book);
  const { code, from } = steps;
  const counts = new Int32Array(firstStageCode + stages.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const end = last[row] as number;
    for (let step = from[row] as number; step <= end; step++)
      counts[code[step] as number] = (counts[code[step] as number] as number) + 1;
  }
  return counts;
}

/** The same of the deals of a group, counted for all groups of its cut; null where that does not pay. */
export function countStepsOfGroup(book: DealBook, group: CutGroup): Int32Array | null {
  return group.cut.joint.steps(columnsOf(book).view.facts, stateOf(book).last, group);
}

/** Tells what the path up to a node is in one pipeline; null where it never was in it. */
export function pathReader(book: DealBook, pipelineId: string): (node: number) => Path | null {
  const { facts } = columnsOf(book).view;
  return (node) => pathAt(facts, pipelineId, node);
}
