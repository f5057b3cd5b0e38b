import { expect } from 'vitest';
import { plain } from '../../support/plain.ts';
import { dateOf } from '../twin/naive-book.ts';
import { type NaivePeriodInput, periodOf } from '../twin/naive-calendar.ts';
import { naiveOf, type Scene } from './scenes.ts';

/** Options that are periods, "read in the book's time zone", and the others that a report may repeat. */
const periods = [
  'closedDuring',
  'openedDuring',
  'overlapping',
  'enteredDuring',
  'paidDuring',
  'during',
  'expectedDuring',
];
const defaults: Readonly<Record<string, unknown>> = {
  skips: 'count',
  returns: 'keep',
  top: 10,
  minEntered: 1,
  unit: 'month',
  since: 'stage',
};

/** Durations, sums and products of them: fractions of days, equal but for the last bits. */
const durations = ['days', 'daysToFull', 'over', 'cycle', 'openByLittle', 'arrivalsPerDay'];

/**
 * A report holds what the twin says, leaf by leaf; besides that its kind, its date, its currency and the options it was
 * computed with, and nothing else.
 */
export function expectReport(report: object, expected: object, scene: Scene, options: object): void {
  const about = {
    kind: (report as { readonly kind: unknown }).kind,
    ...('asOf' in report ? { asOf: dateOf(scene.histories, naiveOf(scene)) } : {}),
    ...('currency' in report ? { currency: scene.currency } : {}),
    ...Object.fromEntries(Object.entries(defaults).filter(([name]) => name in report)),
    ...Object.fromEntries(Object.entries(options).flatMap(([name, value]) => optionOf(name, value, scene))),
  };
  const found = plain(report);
  if ('currency' in report)
    expect([...currenciesIn(report)].filter((one) => one !== scene.currency)).toEqual([]);
  expect(rounded(found, plain({ ...about, ...expected }))).toEqual(plain({ ...about, ...expected }));
}

function optionOf(name: string, value: unknown, scene: Scene): [string, unknown][] {
  if (name === 'clock' || name === 'calendar' || value === undefined) return [];
  if (name === 'cohort') {
    const { stageId, during } = value as { stageId: string; during: NaivePeriodInput };
    return [[name, { stageId, during: periodOf(during, scene) }]];
  }
  return [[name, periods.includes(name) ? periodOf(value as NaivePeriodInput, scene) : value]];
}

/** What was found, durations as expected if they are close to that. */
function rounded(found: unknown, expected: unknown, isDuration = false): unknown {
  if (typeof found === 'number' && typeof expected === 'number' && isDuration) {
    return Math.abs(found - expected) <= 5e-10 * Math.max(1, Math.abs(expected)) ? expected : found;
  }
  if (typeof found !== 'object' || found === null || typeof expected !== 'object' || expected === null) {
    return found;
  }
  const parts = Object.entries(found).map(([name, part]): [string, unknown] => [
    name,
    rounded(part, (expected as Record<string, unknown>)[name], isDuration || durations.includes(name)),
  ]);
  return Array.isArray(found) ? parts.map(([, part]) => part) : Object.fromEntries(parts);
}

/** An option, if there is something to give. */
export function given<N extends string, V>(name: N, value: V | undefined): { readonly [name in N]?: V } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [name in N]?: V };
}

/** The currencies of all amounts. */
function currenciesIn(value: unknown): Set<string> {
  if (typeof value !== 'object' || value === null) return new Set();
  if ('amount' in value && 'currency' in value) return new Set([String(value.currency)]);
  return new Set(Object.values(value).flatMap((part) => [...currenciesIn(part)]));
}
