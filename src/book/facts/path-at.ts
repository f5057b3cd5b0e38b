import { stepsTo } from '../../columns/path-trie.ts';
import type { Path } from '../../timeline/read-path.ts';
import type { Facts } from './facts.ts';
import { firstStageCode, lost, stageAt, won } from './stage-codes.ts';

/** What the way up to a node is in one pipeline: the stages in it and the ending there; null if it never was in it. */
export function pathAt(facts: Facts, pipelineId: string, node: number): Path | null {
  const steps = stepsTo(facts.paths, node);
  const places = steps.filter((step) => step >= firstStageCode).map((step) => stageAt(facts, step));
  const here = places.filter((place) => place.pipelineId === pipelineId);
  if (here.length === 0) return null;
  const stages = here.flatMap((place) => place.stageId ?? []);
  const last = steps.at(-1);
  if (places.at(-1)?.pipelineId !== pipelineId) return { stages, ending: 'transferred' };
  return { stages, ending: last === won ? 'won' : last === lost ? 'lost' : 'open' };
}
