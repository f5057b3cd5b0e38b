import { compareText } from '../../text.ts';
import type { Facts } from './facts.ts';
import { farDates } from './far-dates.ts';
import { firstStagesOnly } from './first-stages-only.ts';
import { oneInstant } from './one-instant.ts';
import { firstStageCode } from './stage-codes.ts';
import { endAsOf } from './tables.ts';

/** Something about a book that a reader of its reports should know. `dealIds` are the first few in code-point order. */
export type BookWarning =
  | {
      /** Deals were in a stage that their pipeline does not know; funnels give it a row of its own. */
      readonly code: 'unmapped-stage';
      readonly pipelineId: string;
      readonly stageId: string;
    }
  | {
      /**
       * Something happened to a few deals more than five years of 365 days after everything that happened to the others: mistyped,
       * most likely. A few are one in a hundred, at least one; in books of fewer than five deals there is no telling.
       */
      readonly code: 'far-date';
      readonly deals: number;
      readonly dealIds: readonly string[];
      /** The latest instant of these deals, and of the others. */
      readonly latest: Date;
      readonly otherwise: Date;
    }
  | {
      /** The book has no date of its own, and so is as of such a date: that is how old all open deals are then. */
      readonly code: 'far-as-of';
      readonly asOf: Date;
      /** The latest instant of the other deals. */
      readonly otherwise: Date;
    }
  | {
      /**
       * Deals went through several stages at one instant, at which all else happened to them too: five at least, and one in ten
       * of those that were in several stages. Their stages took no time.
       */
      readonly code: 'one-instant';
      readonly deals: number;
      readonly dealIds: readonly string[];
    }
  | {
      /** All open deals of a pipeline of several stages, five at least, are in its first stage. */
      readonly code: 'first-stage-only';
      readonly pipelineId: string;
      readonly stageId: string;
      readonly deals: number;
    };

/** What there is to warn of in the deals of these rows, selected or not, at an instant: by code as above, then in code-point order. */
export function warningsOf(
  facts: Facts,
  rows: Int32Array,
  { asOf, hasFixedDate }: { readonly asOf: number; readonly hasFixedDate: boolean },
): readonly BookWarning[] {
  const warnings: BookWarning[] = unmappedStages(facts, rows, asOf);
  const far = farDates(facts, rows, asOf);
  if (far !== null) {
    const otherwise = new Date(far.otherwise);
    warnings.push({ code: 'far-date', ...far, latest: new Date(far.latest), otherwise });
    if (!hasFixedDate) warnings.push({ code: 'far-as-of', asOf: new Date(asOf), otherwise });
  }
  const flat = oneInstant(facts, rows, asOf);
  if (flat !== null) warnings.push({ code: 'one-instant', ...flat });
  for (const stage of firstStagesOnly(facts, rows, asOf))
    warnings.push({ code: 'first-stage-only', ...stage });
  return warnings;
}

type UnmappedStage = Extract<BookWarning, { readonly code: 'unmapped-stage' }>;

/** The stages that deals were in and that their pipelines do not know. */
function unmappedStages(facts: Facts, rows: Int32Array, asOf: number): UnmappedStage[] {
  const unmapped = unmappedCodes(facts);
  if (unmapped.size === 0) return [];
  const { steps } = facts;
  const met = new Set<number>();
  for (const row of rows) {
    const end = endAsOf(steps, row, asOf);
    for (let step = steps.from[row] as number; step < end; step++) {
      const code = steps.code[step] as number;
      if (unmapped.has(code)) met.add(code);
    }
  }
  return [...met]
    .map((code): UnmappedStage => {
      const { pipelineId, stageId } = facts.stages[code - firstStageCode] as {
        pipelineId: string;
        stageId: string;
      };
      return { code: 'unmapped-stage', pipelineId, stageId };
    })
    .sort((a, b) => compareText(a.pipelineId, b.pipelineId) || compareText(a.stageId, b.stageId));
}

function unmappedCodes({ stages, pipelines }: Facts): ReadonlySet<number> {
  const codes = new Set<number>();
  const stagesOf = new Map<string, ReadonlySet<string>>();
  for (const [index, { pipelineId, stageId }] of stages.entries()) {
    const known = stagesOf.get(pipelineId) ?? new Set(pipelines.get(pipelineId)?.stages.map(({ id }) => id));
    stagesOf.set(pipelineId, known);
    if (stageId !== null && !known.has(stageId)) codes.add(firstStageCode + index);
  }
  return codes;
}
