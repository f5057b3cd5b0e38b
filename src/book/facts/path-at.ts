import { codesTo } from '../../columns/path-trie.ts';
import type { Path } from '../../timeline/read-path.ts';
import type { Facts } from './facts.ts';
import { firstStageCode, lost, stageAt, won } from './stage-codes.ts';

/** The path to a trie node, as one pipeline sees it: its stages there and how it ended; null if it never was in the pipeline. */
export function pathAt(facts: Facts, pipelineId: string, node: number): Path | null {
  const codes = codesTo(facts.paths, node);
  const visited = codes.filter((code) => code >= firstStageCode).map((code) => stageAt(facts, code));
  const here = visited.filter((stage) => stage.pipelineId === pipelineId);
  if (here.length === 0) return null;
  const stages = here.flatMap((stage) => stage.stageId ?? []);
  const last = codes.at(-1);
  if (visited.at(-1)?.pipelineId !== pipelineId) return { stages, ending: 'transferred' };
  return { stages, ending: last === won ? 'won' : last === lost ? 'lost' : 'open' };
}
