import { localDay } from './naive-calendar.ts';
import type { NaiveImportRules } from './naive-import.ts';
import type { NaiveChange, NaiveDealRow, NaiveProblem } from './naive-import-rows.ts';

export const values = ['ownerId', 'potential', 'expectedCloseAt', 'probability'] as const;
export const fields = ['pipelineId', 'stageId', ...values] as const;
type Field = (typeof fields)[number];
export type Values = { -readonly [F in Field]?: unknown };

export interface NaiveOpening {
  readonly ms: number;
  readonly values: Values;
  readonly stageUndated: boolean;
  /** The stage that is an outcome and that the first `from` tells. */
  readonly outcomeStage: string | undefined;
  readonly by: string | undefined;
  /** What of which row was told with the opening: `3 ownerId`. */
  readonly consumed: ReadonlySet<string>;
  /** The fields the log tells of. */
  readonly logged: ReadonlySet<Field>;
  readonly problems: readonly NaiveProblem[];
}

export function statusOf(stageId: unknown, { outcomeStages }: NaiveImportRules): 'won' | 'lost' | undefined {
  return (['won', 'lost'] as const).find((status) => outcomeStages[status].some((id) => id === stageId));
}

/** "stages of the CRM that are outcomes […] get no visits and no rows" */
export function stagesOf(pipelineId: unknown, rules: NaiveImportRules): string[] {
  const pipeline = rules.pipelines.find(({ id }) => id === pipelineId);
  const stages = (pipeline?.stages ?? []).filter(({ id }) => statusOf(id, rules) === undefined);
  return stages.flatMap(({ id, formerly = [] }) => [id, ...formerly]);
}

/** Whether two ids are of one stage: "`formerly`: ids whose visits are this stage's since stages were merged or got another id". */
export function areOneStage(
  pipelineId: unknown,
  one: unknown,
  other: unknown,
  rules: NaiveImportRules,
): boolean {
  const pipeline = rules.pipelines.find(({ id }) => id === pipelineId);
  const isBoth = [one, other].map((stageId) =>
    (pipeline?.stages ?? []).findIndex(({ id, formerly = [] }) =>
      [id, ...formerly].some((each) => each === stageId),
    ),
  );
  return one === other || (isBoth[0] !== -1 && isBoth[0] === isBoth[1]);
}

/** "`openedAt: null`: `undated`, opened at the first instant told; without any, left out": here undefined. */
export function openingInstant(row: NaiveDealRow, changes: readonly NaiveChange[]): number | undefined {
  if (row.openedAt !== null) return row.openedAt.ms;
  const told = [...changes, ...row.payments, ...row.interactions].map(({ at }) => at.ms);
  if (row.outcome !== undefined) told.push(row.outcome.at.ms);
  if (row.stageEnteredAt !== undefined) told.push(row.stageEnteredAt.ms);
  return told.length === 0 ? undefined : Math.min(...told);
}

export function naiveOpening(
  ms: number,
  row: NaiveDealRow,
  changes: readonly NaiveChange[],
  rules: NaiveImportRules,
): NaiveOpening {
  const problems: NaiveProblem[] = [];
  const held: Values = {};
  const consumed = new Set<string>();
  const logged = new Set<Field>();
  let outcomeStage: string | undefined;
  let by: string | undefined;
  const stageProblems: NaiveProblem[] = [];
  const dealId = row.id;

  // "the earliest change at or before the opening, or within `openingTolerance` after it, or on its day if it is a day"
  const openedDay = row.openedAt?.day;
  const isAtOpening = (at: number): boolean =>
    at <= ms + rules.tolerance ||
    (openedDay !== undefined && localDay(new Date(at), rules.timeZone) <= openedDay);

  for (const field of fields) {
    // A `from` of a field that its row does not change tells what was until then as well.
    const first = changes.find(({ told, from }) => told[field] !== undefined || from[field] !== undefined);
    if (first === undefined) {
      held[field] = row[field];
      continue;
    }
    logged.add(field);
    const { index } = first;
    const from = first.from[field];
    const value = first.told[field];
    const consume = (): void => {
      consumed.add(`${index} ${field}`);
      if (isAtOpening(first.at.ms)) by ??= first.by;
    };
    // "It is in the stage, with the owner and amount, that the first `from` tells"
    if (from !== undefined) {
      if (field === 'stageId' && statusOf(from, rules) !== undefined) outcomeStage = from as string;
      else held[field] = from;
      continue;
    }
    if (field === 'stageId') {
      // "a stage is then the pipeline's first"; "a deal whose first change is to [an outcome] opened in the […] first stage"
      const isOutcome = statusOf(value, rules) !== undefined;
      if (!isOutcome && isAtOpening(first.at.ms)) held.stageId = value;
      if (
        isAtOpening(first.at.ms) ||
        areOneStage(held.pipelineId, value, stagesOf(held.pipelineId, rules)[0], rules)
      )
        consume();
      continue;
    }
    // "A field whose first change lies later and has no `from` held its value from the opening on (`assumed-time`)"
    held[field] = value;
    consume();
    // Nothing is assumed of a pipeline that is the row's as well.
    if (isAtOpening(first.at.ms) || (field === 'pipelineId' && value === row.pipelineId)) continue;
    problems.push({ in: 'change', index, dealId, field, code: 'assumed-time', effect: 'assumed' });
  }

  // "A stage id means a stage of the pipeline the deal was in then": the row's is one of the pipeline it is in now.
  const pipelinesTold = changes.flatMap(({ told }) =>
    told.pipelineId === undefined ? [] : [told.pipelineId],
  );
  const wasElsewhere = [row.pipelineId, ...pipelinesTold].some((id) => id !== held.pipelineId);
  let stageUndated = false;
  if (!logged.has('stageId')) {
    const { stageEnteredAt } = row;
    if (wasElsewhere) {
      held.stageId = undefined;
      logged.add('stageId');
    } else if (row.stageId !== undefined) {
      // "the deal was found there, `stageUndated` […]; with `stageEnteredAt` later than the opening it opened in the first stage"
      const isOutcome = statusOf(row.stageId, rules) !== undefined;
      const isEnteredLater = stageEnteredAt !== undefined && !isAtOpening(stageEnteredAt.ms);
      stageUndated = isOutcome || stageEnteredAt === undefined || isEnteredLater;
      if (isOutcome || isEnteredLater) held.stageId = undefined;
    }
  }

  const stageId = held.stageId as string | undefined;
  if (stageId !== undefined && !stagesOf(held.pipelineId, rules).includes(stageId)) {
    const first = changes.find(({ told, from }) => (told.stageId ?? from.stageId) !== undefined);
    const code = 'unknown-stage';
    const effect = 'taken';
    if (first === undefined)
      stageProblems.push({ in: 'deal', index: row.index, dealId, field: 'stageId', code, effect });
    else {
      const field = first.from.stageId === undefined ? 'stageId' : 'from.stageId';
      stageProblems.push({ in: 'change', index: first.index, dealId, field, code, effect });
    }
  }
  held.stageId ??= stagesOf(held.pipelineId, rules)[0];

  return {
    ms,
    values: held,
    stageUndated,
    outcomeStage,
    by,
    consumed,
    logged,
    problems: [...problems, ...stageProblems],
  };
}
