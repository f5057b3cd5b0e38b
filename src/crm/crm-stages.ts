import type { ChangeRow } from '../import/change-row.ts';
import type { DealRow } from '../import/deal-row.ts';
import { definePipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { CrmExport } from './crm-export.ts';
import type { CrmReading } from './crm-row.ts';

/** A stage as a CRM lists it: a step of a pipeline, or an outcome. */
export interface CrmStage {
  readonly pipelineId: string;
  readonly id: string;
  readonly name: string;
  readonly probability?: number | null;
  readonly outcome?: 'won' | 'lost' | null;
}

/** The names of pipelines by their ids, in the order in which they are to come. */
export type PipelineNames = ReadonlyMap<string, string>;

type Pipelines = Pick<CrmExport, 'pipelines' | 'outcomeStages'>;

/** The pipelines of the stages, which come in their order; of stages of one pipeline with one id the first stands. */
export function pipelinesOf(names: PipelineNames, stages: readonly CrmStage[]): Pipelines {
  const ids = new Set([...names.keys(), ...stages.map(({ pipelineId }) => pipelineId)]);
  const pipelines = [...ids].map((id): Pipeline => {
    const steps = new Map<string, CrmStage>();
    for (const stage of stages) {
      if (stage.pipelineId === id && !stage.outcome && !steps.has(stage.id)) steps.set(stage.id, stage);
    }
    return definePipeline<string>({
      id,
      name: names.get(id) ?? id,
      progression: steps.size === 0 ? 'none' : 'manual',
      stages: [...steps.values()].map(({ id: stageId, name, probability }) => ({
        id: stageId,
        name,
        ...(probability === null || probability === undefined ? {} : { probability }),
      })),
    });
  });
  return { pipelines, outcomeStages: { won: outcomesOf(stages, 'won'), lost: outcomesOf(stages, 'lost') } };
}

function outcomesOf(stages: readonly CrmStage[], status: 'won' | 'lost'): string[] {
  return [...new Set(stages.filter(({ outcome }) => outcome === status).map(({ id }) => id))];
}

/**
 * The stages that the rows name, in the order in which they first name them, for want of a list; a problem of `table` says
 * so of each pipeline.
 */
export function stagesFromRows(
  dealRows: readonly DealRow[],
  changeRows: readonly ChangeRow[],
  outcomeOf: (stageId: string) => 'won' | 'lost' | null,
  table: string,
  reading: CrmReading,
): CrmStage[] {
  const pipelineOf = new Map(dealRows.map(({ id, pipelineId }) => [id, pipelineId]));
  const found = new Map<string, Set<string>>();
  const add = (pipelineId: string | undefined, stageId: string | null | undefined): void => {
    if (pipelineId === undefined || stageId === null || stageId === undefined) return;
    found.set(pipelineId, (found.get(pipelineId) ?? new Set()).add(stageId));
  };
  for (const { dealId, from, stageId, pipelineId } of changeRows) {
    const now = pipelineId ?? pipelineOf.get(dealId);
    if (from) add(from.pipelineId ?? now, from.stageId);
    add(now, stageId);
  }
  for (const { pipelineId, stageId } of dealRows) add(pipelineId, stageId);
  for (const [pipelineId, stageIds] of found) {
    const input = [...stageIds].filter((id) => outcomeOf(id) === null).join(', ');
    reading.problems.push({
      in: table,
      index: null,
      dealId: null,
      field: null,
      code: 'stages-from-rows',
      input: pipelineId,
      effect: 'assumed',
      message: `${table}: not given, so pipeline ${pipelineId} has the stages its rows name, in the order of their naming: ${input}.`,
    });
  }
  return [...found].flatMap(([pipelineId, ids]) =>
    [...ids].map((id) => ({ pipelineId, id, name: id, outcome: outcomeOf(id) })),
  );
}
