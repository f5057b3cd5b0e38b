import type { DealEvent } from '../../../src/deal/event.ts';
import type { ChangeRow } from '../../../src/import/rows/change-row.ts';
import type { DealRow } from '../../../src/import/rows/deal-row.ts';
import type { ImportOptions } from '../../../src/import/rows/import-rules.ts';
import type { Pipeline } from '../../../src/pipeline/pipeline.ts';
import { naiveHistory } from './naive-import-deal.ts';
import { unknownKeys } from './naive-import-keys.ts';
import { inOrder, isNewestFirst, withoutRepeated } from './naive-import-log.ts';
import {
  Bad,
  type NaiveChange,
  type NaiveDealRow,
  type NaiveProblem,
  readChange,
  readDealRow,
} from './naive-import-rows.ts';
import type { RowFate } from './naive-import-walk.ts';

export interface NaiveImport {
  readonly histories: readonly (readonly DealEvent[])[];
  readonly problems: readonly NaiveProblem[];
  readonly counts: {
    readonly deals: { readonly given: number; readonly taken: number; readonly leftOut: number };
    readonly changes: {
      readonly given: number;
      readonly taken: number;
      readonly merged: number;
      readonly ignored: number;
      readonly leftOut: number;
    };
  };
}

export interface NaiveImportRules {
  readonly timeZone: string;
  readonly tolerance: number;
  readonly pipelines: readonly Pipeline[];
  readonly outcomeStages: { readonly won: readonly string[]; readonly lost: readonly string[] };
}

/** "`importDeals(dealRows, changeRows, pipelines, options?)` -> `{ histories, problems, counts }`" */
export function naiveImport(
  dealRows: readonly DealRow[],
  changeRows: readonly ChangeRow[],
  pipelines: readonly Pipeline[],
  options: ImportOptions = {},
): NaiveImport {
  const rules: NaiveImportRules = {
    timeZone: options.timeZone ?? 'UTC',
    tolerance: options.openingTolerance ?? 60_000,
    pipelines,
    outcomeStages: { won: options.outcomeStages?.won ?? [], lost: options.outcomeStages?.lost ?? [] },
  };
  const problems: NaiveProblem[] = [];
  const report = (problem: NaiveProblem): void => void problems.push(problem);
  const knowsPipeline = (pipelineId: string): boolean => pipelines.some(({ id }) => id === pipelineId);
  const listed = new Set<string>();
  const listUnknownKeys = (kind: 'deal' | 'change', index: number, dealId: string, row: object): void => {
    for (const field of unknownKeys(kind, row as never)) {
      if (listed.has(`${kind} ${field}`)) continue;
      listed.add(`${kind} ${field}`);
      report({ in: kind, index, dealId, field, code: 'unknown-key', effect: 'ignored' });
    }
  };

  // "a bad deal row [leaves out] its deal, of two rows of one id the first stands"; it does so though it is left out itself.
  const deals: NaiveDealRow[] = [];
  const ids = new Set<string>();
  for (const [index, given] of dealRows.entries()) {
    const { id: dealId } = given;
    const leaveOut = (code: string, field: string | null): void =>
      report({ in: 'deal', index, dealId, field, code, effect: 'left-out' });
    if (ids.has(dealId)) {
      leaveOut('duplicate-deal', 'id');
      continue;
    }
    ids.add(dealId);
    try {
      listUnknownKeys('deal', index, dealId, given);
      const row = readDealRow(given as never, index, rules.timeZone);
      if (!knowsPipeline(row.pipelineId)) throw new Bad('unknown-pipeline', 'pipelineId');
      deals.push(row);
    } catch (error) {
      if (!(error instanceof Bad)) throw error;
      leaveOut(error.code, error.field);
    }
  }

  // "a bad change leaves itself out"
  const fates: RowFate[] = changeRows.map(() => 'taken');
  const read: NaiveChange[] = [];
  const leaveChangeOut = (index: number, dealId: string, code: string, field: string | null): void => {
    fates[index] = 'leftOut';
    report({ in: 'change', index, dealId, field, code, effect: 'left-out' });
  };
  for (const [index, given] of changeRows.entries()) {
    const { dealId } = given;
    if (!ids.has(dealId)) {
      leaveChangeOut(index, dealId, 'unknown-deal', 'dealId');
      continue;
    }
    try {
      listUnknownKeys('change', index, dealId, given);
      const change = readChange(given as never, index, rules.timeZone);
      const { told, from } = change;
      for (const [field, id] of Object.entries({
        pipelineId: told.pipelineId,
        'from.pipelineId': from.pipelineId,
      })) {
        if (id !== undefined && !knowsPipeline(id)) throw new Bad('unknown-pipeline', field);
      }
      read.push(change);
    } catch (error) {
      if (!(error instanceof Bad)) throw error;
      leaveChangeOut(index, dealId, error.code, error.field);
    }
  }

  // Rows that are left out have no say in the direction; repeated ones have.
  const newestFirst = isNewestFirst(read);
  const histories: DealEvent[][] = [];
  for (const id of ids) {
    const ofDeal = read.filter(({ dealId }) => dealId === id);
    const row = deals.find((deal) => deal.id === id);
    const repetitions: NaiveProblem[] = [];
    const once = withoutRepeated(ofDeal, (problem) => void repetitions.push(problem));
    const made = row === undefined ? null : naiveHistory(row, inOrder(once, newestFirst), rules);
    if (row === undefined || made === null) {
      if (row !== undefined) {
        const { index } = row;
        report({
          in: 'deal',
          index,
          dealId: id,
          field: 'openedAt',
          code: 'missing-date',
          effect: 'left-out',
        });
      }
      for (const { index } of ofDeal) leaveChangeOut(index, id, 'unknown-deal', 'dealId');
      continue;
    }
    for (const { index } of repetitions) fates[index] = 'merged';
    histories.push(made.history);
    problems.push(...repetitions, ...made.problems);
    for (const [index, fate] of made.fates) fates[index] = fate;
  }

  const count = (fate: RowFate): number => fates.filter((other) => other === fate).length;
  return {
    histories,
    problems,
    counts: {
      deals: {
        given: dealRows.length,
        taken: histories.length,
        leftOut: dealRows.length - histories.length,
      },
      changes: {
        given: changeRows.length,
        taken: count('taken'),
        merged: count('merged'),
        ignored: count('ignored'),
        leftOut: count('leftOut'),
      },
    },
  };
}
