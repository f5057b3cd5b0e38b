import { compareText } from '../../text.ts';
import type { Facts } from './facts.ts';
import { firstStageCode, type StageRef } from './stage-codes.ts';
import { lastStep } from './steps.ts';

const leastDeals = 5;

/** The pipelines of several stages whose open deals are all in the first one, with how many these are. */
export function firstStagesOnly(
  facts: Facts,
  rows: Int32Array,
  asOf: number,
): { readonly pipelineId: string; readonly stageId: string; readonly deals: number }[] {
  const open = openByStage(facts, rows, asOf);
  const inPipeline = new Map<string, number>();
  for (const [index, { pipelineId }] of facts.stages.entries())
    inPipeline.set(pipelineId, (inPipeline.get(pipelineId) ?? 0) + (open[index] as number));
  return facts.stages
    .flatMap(({ pipelineId, stageId }: StageRef, index) => {
      const deals = open[index] as number;
      const isAlone = deals >= leastDeals && deals === inPipeline.get(pipelineId);
      return isAlone && stageId !== null && isFirst(facts, pipelineId, stageId)
        ? [{ pipelineId, stageId, deals }]
        : [];
    })
    .sort((a, b) => compareText(a.pipelineId, b.pipelineId));
}

/** How many open deals there are in each stage, by the index that stands for it in columns. */
function openByStage(facts: Facts, rows: Int32Array, asOf: number): Int32Array {
  const open = new Int32Array(facts.stages.length);
  for (let i = 0; i < rows.length; i++) {
    const last = lastStep(facts, rows[i] as number, asOf);
    const index = last < 0 ? -1 : (facts.steps.code[last] as number) - firstStageCode;
    if (index >= 0) open[index] = (open[index] as number) + 1;
  }
  return open;
}

function isFirst({ pipelines }: Facts, pipelineId: string, stageId: string): boolean {
  const through = pipelines.get(pipelineId)?.stages.filter(({ retired }) => retired !== true) ?? [];
  return through.length > 1 && through[0]?.id === stageId;
}
