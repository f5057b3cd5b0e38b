import type { DealHistory } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import type { DealImport } from './deal-import.ts';
import { buildHistory } from './history/build-history.ts';
import { type LogPart, readChangeLog } from './rows/change-log.ts';
import type { ChangeRow } from './rows/change-row.ts';
import { cursorOf, goToRow } from './rows/cursor.ts';
import { dealIndex } from './rows/deal-index.ts';
import type { DealRow } from './rows/deal-row.ts';
import { type Finding, leaveOut, noFindings, type RowPlace, sortedFindings } from './rows/findings.ts';
import type { ImportRules } from './rows/import-rules.ts';
import { readDealRow } from './rows/read-deal-row.ts';
import { isMade, type Rows } from './rows/rows.ts';

/** An import, with the errors of what it left out. */
export interface ReadDeals extends Pick<DealImport, 'counts'> {
  readonly findings: readonly Finding[];
}

/** Reads the rows of an import, and gives each history to who takes it: all that can be taken in, and what was found. */
export function readDeals(
  deals: Rows<DealRow>,
  rows: Rows<ChangeRow>,
  rules: ImportRules,
  take: (history: DealHistory) => void,
): ReadDeals {
  const findings = noFindings();
  const { index, taken: takenDeals } = dealIndex(deals, findings);
  const log = readChangeLog(rows, index, rules, findings);
  const { instants, places } = log;
  const became = new Uint8Array(rows.length).fill(leftOut);
  for (let change = 0; change < places.length; change++)
    if (!Number.isNaN(instants[change])) became[places[change] as number] = taken; // as long as nothing else is said of it
  let base = 0; // of the changes that are looked at
  let changes: readonly ChangeRow[] = [];
  const placed = (change: number): number => places[base + change] as number;
  const mark = (effect: number) => (change: number) => {
    became[placed(change)] = effect;
  };
  const effects = { merged: mark(merged), ignored: mark(ignored), leftOut: mark(leftOut) };
  const placeOf = (change: number): RowPlace => {
    return { in: 'change', index: placed(change), dealId: changes[change]?.dealId };
  };
  const cursor = cursorOf(rules, findings, 'deal');
  let histories = 0;
  for (let deal = 0; deal < deals.length; deal++) {
    if (deal % chunk === 0) {
      if (rules.signal?.aborted) throw rules.signal.reason;
      if (deal > 0) rules.onProgress?.({ deals: deal, of: deals.length });
    }
    const { part, numbers } = log.changesOf(deal);
    ({ base, changes } = part);
    const history = takenDeals[deal] === 0 ? null : historyOfDeal(deal, part, numbers);
    if (history === null) continue;
    histories++;
    take(history);
  }
  rules.onProgress?.({ deals: deals.length, of: deals.length });
  return {
    findings: sortedFindings(findings),
    counts: {
      deals: { given: deals.length, taken: histories, leftOut: deals.length - histories },
      changes: countsOf(became),
    },
  };

  function historyOfDeal(deal: number, { instants, told }: LogPart, numbers: number[]): DealHistory | null {
    const row = isMade(deals) ? deals.rowAt(deal) : (deals[deal] as DealRow);
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
