import type { DealHistory } from '../deal/event.ts';
import { invalidValue } from '../deal/event-values.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type ReadDeals, readDeals } from './read-deals.ts';
import type { ChangeRow } from './rows/change-row.ts';
import type { DealRow } from './rows/deal-row.ts';
import { type ImportOptions, readImportRules } from './rows/import-rules.ts';

/** Reads rows that are given as lists. */
export function readRows(
  dealRows: Iterable<DealRow>,
  changeRows: Iterable<ChangeRow>,
  pipelines: Iterable<Pipeline>,
  options: ImportOptions,
): ReadDeals & { readonly histories: DealHistory[] } {
  const rules = readImportRules(pipelines, options);
  const [deals, changes] = [listOf(dealRows, 'dealRows'), listOf(changeRows, 'changeRows')];
  const histories: DealHistory[] = [];
  return { ...readDeals(deals, changes, rules, (history) => histories.push(history)), histories };
}

function listOf<T>(rows: Iterable<T>, name: string): readonly T[] {
  if (Array.isArray(rows)) return rows;
  if (typeof rows === 'object' && rows !== null && Symbol.iterator in rows) return Array.from(rows);
  throw invalidValue(name, 'not a list of rows', rows);
}
