import type { ChangeRow } from '../../import/rows/change-row.ts';
import type { DealRow } from '../../import/rows/deal-row.ts';
import { definePipeline } from '../../pipeline/define-pipeline.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { CrmExport } from './crm-export.ts';
import type { CrmReading } from './crm-row.ts';

/** A stage as a CRM lists it: a step of a pipeline, or an outcome. */
export interface CrmStage {
  readonly pipelineId: string;
  readonly id: string;
  readonly name: string;
  readonly probability?: number | null;
  readonly outcome?: 'won' | 'lost' | null;
  /** No deal is moved into it any more. */
  readonly retired?: boolean;
}

/** The names of pipelines by their ids, in the order in which they are to come. */
export type PipelineNames = ReadonlyMap<string, string>;

type Pipelines = Pick<CrmExport, 'pipelines' | 'outcomeStages'>;

/**
 * The pipelines of the stages, which come in their order, and those of the deals; of stages of one pipeline with one id the
 * first stands.
 */
export function pipelinesOf(
  names: PipelineNames,
  stages: readonly CrmStage[],
  dealRows: readonly DealRow[] = [],
): Pipelines {
  const told = [...stages, ...dealRows].map(({ pipelineId }) => pipelineId);
  const ids = new Set([...names.keys(), ...told]);
  const pipelines = [...ids].map((id): Pipeline => {
    const steps = new Map<string, CrmStage>();
    for (const stage of stages) {
      if (stage.pipelineId === id && !stage.outcome && !steps.has(stage.id)) steps.set(stage.id, stage);
    }
    const list = [...steps.values()];
    const isInUse = list.some(({ retired }) => !retired);
    return definePipeline<string>({
      id,
      name: names.get(id) ?? id,
      progression: list.length === 0 ? 'none' : 'manual',
      stages: list.map(({ id: stageId, name, probability, retired }) => ({
        id: stageId,
        name,
        ...(probability === null || probability === undefined ? {} : { probability }),
        ...(retired && isInUse ? { retired } : {}),
      })),
    });
  });
  return { pipelines, outcomeStages: { won: outcomesOf(stages, 'won'), lost: outcomesOf(stages, 'lost') } };
}

function outcomesOf(stages: readonly CrmStage[], status: 'won' | 'lost'): string[] {
  return [...new Set(stages.filter(({ outcome }) => outcome === status).map(({ id }) => id))];
}

/** Finds the ids of pipelines and stages that a table tells by their ids or by their names. */
export interface StageFinder {
  /** The id of a pipeline told so; the text itself where no pipeline is. */
  readonly pipelineId: (text: string) => string;
  /** The id of a stage told so, of a pipeline where that is known; the text itself where no stage is. */
  readonly stageId: (text: string, pipelineId: string | null) => string;
  readonly outcomeOf: (stageId: string) => 'won' | 'lost' | null;
  /** The probability of a deal, null where it is that of the stage it is in. */
  readonly ownProbability: (probability: number | null, stageId: string | null) => number | null;
}

export function stageFinder(names: PipelineNames, stages: readonly CrmStage[]): StageFinder {
  const pipelines = new Map([...names].reverse().map(([id, name]) => [name, id]));
  const outcomes = new Map(stages.map(({ id, outcome }) => [id, outcome ?? null]));
  const probabilities = new Map(stages.map(({ id, probability }) => [id, probability ?? null]));
  const byName = new Map<string, string>();
  const byPipeline = new Map<string, Map<string, string>>();
  for (const { pipelineId, id, name } of stages.toReversed()) {
    byName.set(name, id);
    byPipeline.set(pipelineId, (byPipeline.get(pipelineId) ?? new Map<string, string>()).set(name, id));
  }
  return {
    pipelineId: (text) => (names.has(text) ? text : (pipelines.get(text) ?? text)),
    stageId: (text, pipelineId) => {
      if (outcomes.has(text)) return text;
      const own = pipelineId === null ? undefined : byPipeline.get(pipelineId)?.get(text);
      return own ?? byName.get(text) ?? text;
    },
    outcomeOf: (stageId) => outcomes.get(stageId) ?? null,
    ownProbability: (probability, stageId) =>
      stageId !== null && probability === probabilities.get(stageId) ? null : probability,
  };
}

/**
 * The stages that the rows name, in the order in which they first name them, of the pipelines of which no stage is `given`; a
 * problem of `table` says so of each.
 */
export function stagesFromRows(
  dealRows: readonly DealRow[],
  changeRows: readonly ChangeRow[],
  outcomeOf: (stageId: string) => 'won' | 'lost' | null,
  table: string,
  reading: CrmReading,
  given: readonly CrmStage[] = [],
): CrmStage[] {
  const known = new Set<string | undefined>(given.map(({ pipelineId }) => pipelineId));
  const pipelineOf = new Map(dealRows.map(({ id, pipelineId }) => [id, pipelineId]));
  const found = new Map<string, Set<string>>();
  const add = (pipelineId: string | undefined, stageId: string | null | undefined): void => {
    if (pipelineId === undefined || known.has(pipelineId)) return;
    if (stageId === null || stageId === undefined) return;
    found.set(pipelineId, (found.get(pipelineId) ?? new Set()).add(stageId));
  };
  for (const { dealId, from, stageId, pipelineId } of changeRows) {
    const now = pipelineId ?? pipelineOf.get(dealId);
    if (from) add(from.pipelineId ?? now, from.stageId);
    add(now, stageId);
  }
  for (const { pipelineId, stageId } of dealRows) add(pipelineId, stageId);
  for (const [pipelineId, stageIds] of found) {
    const named = [...stageIds].filter((id) => outcomeOf(id) === null).join(', ');
    reading.problems.push({
      in: table,
      index: null,
      dealId: null,
      field: null,
      code: 'stages-from-rows',
      input: pipelineId,
      effect: 'assumed',
      message: `${table}: none of pipeline ${pipelineId}, so it has those its rows name, in the order of their naming: ${named}.`,
    });
  }
  return [...found].flatMap(([pipelineId, ids]) =>
    [...ids].map((id) => ({ pipelineId, id, name: id, outcome: outcomeOf(id) })),
  );
}
