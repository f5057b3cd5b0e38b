import type { Deal } from '../deal/deal.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** Whether its pipeline leads a deal: it goes from stage to stage as the pipeline says, and gets its tasks. */
export function isAutomatic(deal: Deal, pipeline: Pipeline): boolean {
  return pipeline.progression === 'automatic' && !deal.manualControl;
}
