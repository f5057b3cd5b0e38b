import { isDayText } from '../../time/calendar/instant-of.ts';
import type { ChangedFacts, ChangeRow } from './change-row.ts';

/**
 * The bits for what a change tells of. Nearly every change tells of one thing, so of millions of rows the bits are read
 * many times and the rows once or twice.
 */
export const toldBit: { readonly [Field in keyof ChangedFacts | 'from' | 'onDay']-?: number } = {
  stageId: 1,
  pipelineId: 2,
  ownerId: 4,
  potential: 8,
  expectedCloseAt: 16,
  probability: 32,
  outcome: 64,
  /** What held before it. */
  from: 128,
  /** Its time is a local day. */
  onDay: 256,
};

/** What a change tells of, as bits. */
export function toldFields(change: ChangeRow): number {
  const { stageId, pipelineId, from } = change;
  let told = 0;
  if (stageId !== undefined && stageId !== null) told |= toldBit.stageId;
  if (pipelineId !== undefined && pipelineId !== null) told |= toldBit.pipelineId;
  if (change.ownerId !== undefined) told |= toldBit.ownerId;
  if (change.potential !== undefined) told |= toldBit.potential;
  if (change.expectedCloseAt !== undefined) told |= toldBit.expectedCloseAt;
  if (change.probability !== undefined) told |= toldBit.probability;
  if (change.outcome !== undefined) told |= toldBit.outcome;
  if (from !== undefined && from !== null) told |= toldBit.from;
  if (isDayText(change.at)) told |= toldBit.onDay;
  return told;
}
