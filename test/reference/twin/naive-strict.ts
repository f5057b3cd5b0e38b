import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { stagesOnTheWay } from './naive-book.ts';
import type { NaiveDeal } from './naive-deal.ts';
import { stagesIn } from './naive-population.ts';

/**
 * "`strict` keeps the deals that really visited (before erasing) every stage before the furthest they reached": the stages
 * that deals go through, up to the furthest that the pipeline knows.
 */
export function isStrict(deal: NaiveDeal, pipeline: Pipeline): boolean {
  const visited = stagesIn(deal, pipeline.id);
  const known = pipeline.stages.map(({ id }) => id);
  const furthest = known.findLastIndex((id) => visited.includes(id));
  return known
    .slice(0, Math.max(furthest, 0))
    .filter((id) => stagesOnTheWay(pipeline).includes(id))
    .every((id) => visited.includes(id));
}
