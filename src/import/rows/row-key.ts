import type { Money } from '../../money/money.ts';
import { isDayText } from '../../time/calendar/instant-of.ts';
import type { ChangedFacts, ChangeRow } from './change-row.ts';
import type { ImportRules } from './import-rules.ts';
import { recordedAtOf, toldValue, valueFields } from './value-fields.ts';

/** What a change tells beside its deal and its instant, as a text: rows with equal ones are equal in every value. */
export function rowKey(row: ChangeRow, rules: ImportRules): string {
  const { by, from } = row;
  const recorded = recordedAtOf(row, rules) ?? null;
  return JSON.stringify([
    isDayText(row.at),
    by ?? null,
    recorded,
    factsKey(row, rules),
    factsKey(from ?? {}, rules),
  ]);
}

/** A value that may be absent is in a list, so that null is another than none. */
function factsKey(facts: ChangedFacts, rules: ImportRules): unknown[] {
  const { stageId, pipelineId, outcome } = facts;
  const values = valueFields.map((field) => {
    const value = toldValue(facts, field, rules);
    return value === undefined ? [] : [typeof value === 'object' ? moneyKey(value) : value];
  });
  return [stageId ?? null, pipelineId ?? null, values, outcome === undefined ? [] : [outcomeKey(outcome)]];
}

function outcomeKey(outcome: ChangedFacts['outcome']): unknown[] | null {
  if (outcome === null || outcome === undefined) return null;
  const { status, amount, reason, ownerId, competitorId } = outcome;
  return [status, moneyKey(amount ?? null), reason ?? null, ownerId ?? null, competitorId ?? null];
}

function moneyKey(money: Money | null): readonly string[] | null {
  if (money === null) return null;
  return [money.amount.isZero() ? '0' : money.amount.toFixed(), money.currency]; // a zero may be negative
}
