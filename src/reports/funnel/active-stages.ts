import { invalidOption } from '../../errors.ts';
import type { SalesFunnel, StageRow } from './funnel.ts';

/** The rows of the stages that deals go through: not of those retired or unknown to the pipeline. */
export function activeStageRows({ stages }: SalesFunnel): StageRow[] {
  return stages.filter(({ unmapped, retired }) => !unmapped && retired !== true);
}

/**
 * Checks that a funnel is of a pipeline.
 *
 * @throws DealError `invalid-option`.
 */
export function checkFunnelPipeline(option: string, funnel: SalesFunnel, pipelineId: string): void {
  if (funnel.pipelineId === pipelineId) return;
  const problem = `of pipeline ${funnel.pipelineId}, not ${pipelineId}`;
  throw invalidOption(option, problem);
}

/**
 * Checks that the rates of a funnel, or of owners' funnels, lead to the wins when they are multiplied.
 *
 * @throws DealError `invalid-option`.
 */
export function checkRatesLeadToWins(option: string, { skips }: Pick<SalesFunnel, 'skips'>): void {
  if (skips !== 'jumps') return; // where a deal won early passes no later stages
  throw invalidOption(option, "read with skips: 'jumps', whose rates do not lead to the wins");
}
