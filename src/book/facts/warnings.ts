import type { Codes } from '../../columns/growable.ts';
import { compareText } from '../../text.ts';
import type { Facts } from './facts.ts';
import { firstStageCode } from './stage-codes.ts';
import { endAsOf } from './tables.ts';

/** Something about a book that a reader of its reports should know. */
export interface BookWarning {
  /** Deals were in a stage that their pipeline does not know; funnels give it a row of its own. */
  readonly code: 'unmapped-stage';
  readonly pipelineId: string;
  readonly stageId: string;
}

/** The stages that the deals in these rows were in by an instant and that their pipelines do not know, in code-point order. */
export function warningsOf(facts: Facts, rows: Iterable<number>, asOf: number): readonly BookWarning[] {
  const unmapped = unmappedSteps(facts);
  const met = new Set<number>();
  if (unmapped.size > 0) {
    for (const row of rows)
      for (const step of stepsOf(facts, row, asOf)) if (unmapped.has(step)) met.add(step);
  }
  const warnings = [...met]
    .map((step): BookWarning => {
      const { pipelineId, stageId } = facts.stages[step - firstStageCode] as {
        pipelineId: string;
        stageId: string;
      };
      return Object.freeze({ code: 'unmapped-stage', pipelineId, stageId });
    })
    .sort((a, b) => compareText(a.pipelineId, b.pipelineId) || compareText(a.stageId, b.stageId));
  return Object.freeze(warnings);
}

/** Whether the deal in one of these rows was in a stage that its pipeline does not know. */
export function isWarnedOf(facts: Facts, rows: readonly number[]): boolean {
  const unmapped = unmappedSteps(facts);
  return (
    unmapped.size > 0 &&
    rows.some(
      (row) => row >= 0 && stepsOf(facts, row, Number.POSITIVE_INFINITY).some((step) => unmapped.has(step)),
    )
  );
}

function unmappedSteps({ stages, pipelines }: Facts): ReadonlySet<number> {
  const steps = new Set<number>();
  const stagesOf = new Map<string, ReadonlySet<string>>();
  for (const [index, { pipelineId, stageId }] of stages.entries()) {
    const stages = stagesOf.get(pipelineId) ?? new Set(pipelines.get(pipelineId)?.stages.map(({ id }) => id));
    stagesOf.set(pipelineId, stages);
    if (stageId !== null && !stages.has(stageId)) steps.add(firstStageCode + index);
  }
  return steps;
}

function stepsOf({ steps }: Facts, row: number, asOf: number): Codes {
  return steps.code.subarray(steps.from[row], endAsOf(steps, row, asOf));
}
