import type { DealHistory } from '../deal/event.ts';
import { invalidValue } from '../deal/event-values.ts';
import { DealError } from '../errors.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { DealImport } from './deal-import.ts';
import { buildHistory } from './history/build-history.ts';
import { readChangeLog } from './rows/change-log.ts';
import type { ChangeRow } from './rows/change-row.ts';
import { cursorOf, goToRow } from './rows/cursor.ts';
import { dealIndex } from './rows/deal-index.ts';
import type { DealRow } from './rows/deal-row.ts';
import { type Finding, leaveOut, noFindings, type RowPlace, sortedFindings } from './rows/findings.ts';
import { type ImportOptions, readImportRules } from './rows/import-rules.ts';
import { readDealRow } from './rows/read-deal-row.ts';

/** An import, with the errors of what it left out. */
export interface ReadDeals extends Omit<DealImport, 'problems'> {
  readonly findings: readonly Finding[];
}

/** Reads the rows of an import: all that can be taken in, and what was found. */
export function readDeals(
  dealRows: Iterable<DealRow>,
  changeRows: Iterable<ChangeRow>,
  pipelines: Iterable<Pipeline>,
  options: ImportOptions,
): ReadDeals {
  const rules = readImportRules(pipelines, options);
  const findings = noFindings();
  const deals = listOf(dealRows, 'dealRows');
  const rows = listOf(changeRows, 'changeRows');
  const { index, taken: takenDeals } = dealIndex(deals, findings);
  const log = readChangeLog(rows, index, rules, findings);
  const { changes, instants, told, places } = log;
  const became = new Uint8Array(rows.length).fill(leftOut);
  const mark = (effect: number) => (change: number) => {
    became[places[change] as number] = effect;
  };
  const markTaken = mark(taken);
  const effects = { merged: mark(merged), ignored: mark(ignored), leftOut: mark(leftOut) };
  for (let change = 0; change < places.length; change++)
    if (!Number.isNaN(instants[change])) markTaken(change); // as long as nothing else is said of it
  const placeOf = (change: number): RowPlace => {
    return { in: 'change', index: places[change] as number, dealId: changes[change]?.dealId };
  };
  const cursor = cursorOf(rules, findings, 'deal');
  const histories: DealHistory[] = [];
  for (let deal = 0; deal < deals.length; deal++) {
    if (deal % chunk === 0) {
      if (rules.signal?.aborted) throw rules.signal.reason;
      if (deal > 0) rules.onProgress?.({ deals: deal, of: deals.length });
    }
    const numbers = log.changesOf(deal);
    const history = takenDeals[deal] === 0 ? null : historyOfDeal(deal, numbers);
    if (history !== null) histories.push(history);
  }
  rules.onProgress?.({ deals: deals.length, of: deals.length });
  return {
    histories,
    findings: sortedFindings(findings),
    counts: {
      deals: { given: deals.length, taken: histories.length, leftOut: deals.length - histories.length },
      changes: countsOf(became),
    },
  };

  function historyOfDeal(deal: number, numbers: number[]): DealHistory | null {
    const row = deals[deal] as DealRow;
    goToRow(cursor, deal, row.id);
    const given = readDealRow(row, cursor);
    const history =
      given === null
        ? null
        : buildHistory({ given, rules, findings, changes, instants, told, effects, placeOf }, numbers);
    if (history !== null) return history;
    if (given !== null) leaveOut(findings, given.place, 'openedAt', null, missingDate(row.id));
    for (const number of numbers) {
      effects.leftOut(number);
      leaveOut(findings, placeOf(number), 'dealId', row.id, leftOutDeal(row.id));
    }
    return null;
  }
}

/** How many deals are read between two looks at the signal. */
const chunk = 10_000;

const [taken, merged, ignored, leftOut] = [0, 1, 2, 3];

function countsOf(effects: Uint8Array): DealImport['counts']['changes'] {
  const counts = [0, 0, 0, 0];
  for (const effect of effects) counts[effect] = (counts[effect] as number) + 1;
  const [taken = 0, merged = 0, ignored = 0, leftOut = 0] = counts;
  return { given: effects.length, taken, merged, ignored, leftOut };
}

function listOf<T>(rows: Iterable<T>, name: string): readonly T[] {
  if (Array.isArray(rows)) return rows;
  if (typeof rows === 'object' && rows !== null && Symbol.iterator in rows) return Array.from(rows);
  throw invalidValue(name, 'not a list of rows', rows);
}

function missingDate(dealId: string): DealError {
  return new DealError(
    'missing-date',
    `Deal ${dealId} has no opening date, and nothing tells of any other.`,
    { dealId },
  );
}

function leftOutDeal(dealId: string): DealError {
  return new DealError('unknown-deal', `The row of deal ${dealId} is left out.`, { dealId });
}
