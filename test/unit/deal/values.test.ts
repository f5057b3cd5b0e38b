import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkHistory } from '../../../src/deal/check-history.ts';
import { checkEvent } from '../../../src/deal/check-parts.ts';
import {
  type DealEvent,
  type DealHistory,
  dealBook,
  decodeEvent,
  encodeEvent,
  historiesOf,
  historyOf,
  isDealError,
  replay,
  validateHistory,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { opened } from '../../support/events.ts';
import { nonsense } from '../../support/nonsense.ts';
import { anyEventOf, eventTypes } from '../../support/random-events.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

/** Whether something is taken; what is refused is refused with a DealError. */
function isTaken(attempt: () => unknown, others: readonly string[] = []): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (!isDealError(error)) throw error;
    return others.includes(error.code);
  }
}

function historyWith(event: DealEvent): DealHistory {
  return (event.type === 'DealOpened' ? [event] : [opened(), event]) as DealHistory;
}

/** Whether an event is taken, by all ways alike. */
function isTakenByAll(event: DealEvent): boolean {
  const history = historyWith(event);
  const whether = isTaken(() => replay(history));
  const inBook = () => dealBook([history], { pipelines: [sales], currency: 'NOK' });
  // a book knows its pipelines, too
  expect(isTaken(inBook, ['unknown-pipeline', 'missing-stage'])).toBe(whether);
  expect(isTaken(() => encodeEvent(event))).toBe(whether);
  expect(isTaken(() => checkEvent(event))).toBe(whether);
  const issues = validateHistory(history, [sales]);
  const isUnreadable = issues.some(
    ({ code, effect }) => effect === 'refused' && code !== 'unknown-pipeline' && code !== 'missing-stage',
  );
  expect(isUnreadable).toBe(!whether);
  if (whether) expect(decodeEvent(JSON.parse(JSON.stringify(encodeEvent(event))))).toEqual(event);
  return whether;
}

/** All places in an event, as paths. */
function placesIn(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const isPart =
    typeof value === 'object' && value !== null && !(value instanceof Date) && !('toFixed' in value);
  const inner = isPart
    ? Object.entries(value).flatMap(([name, part]) => placesIn(part, [...path, name]))
    : [];
  return path.length === 0 ? inner : [path, ...inner];
}

/** A copy with another value in one place. */
function withValue(whole: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  const copy = (Array.isArray(whole) ? [...whole] : { ...(whole as object) }) as Record<string, unknown>;
  const part = withValue(Object.hasOwn(copy, name) ? copy[name] : undefined, rest, value);
  Object.defineProperty(copy, name, { value: part, enumerable: true, configurable: true, writable: true });
  return copy;
}

describe.each(eventTypes)('a %s is taken by all or by none', (type) => {
  test('as it is: taken', () => {
    fc.assert(
      fc.property(anyEventOf(type, fc.constant('d1')), (event) => {
        expect(isTakenByAll(event)).toBe(true);
      }),
      { numRuns: runs(33) },
    );
  });

  test('with one value replaced by nonsense', () => {
    fc.assert(
      fc.property(
        anyEventOf(type, fc.constant('d1')),
        fc.nat(),
        fc.oneof(fc.constantFrom(...nonsense), fc.anything()),
        (event, place, value) => {
          const places = placesIn(event).filter(([first]) => first !== 'type' && first !== 'dealId');
          isTakenByAll(withValue(event, places[place % places.length] as string[], value) as DealEvent);
        },
      ),
      { numRuns: runs(100) },
    );
  });

  test('with one property more: refused', () => {
    fc.assert(
      fc.property(anyEventOf(type, fc.constant('d1')), (event) => {
        expect(isTakenByAll({ ...event, colour: 'red' } as never)).toBe(false);
        expect(isTakenByAll({ ...event, colour: undefined } as never)).toBe(true);
        expect(refusal(() => checkHistory(historyWith({ ...event, colour: 'red' } as never)))).toEqual([
          'invalid-value',
          { field: 'colour', problem: 'not known here', input: 'red', dealId: 'd1' },
        ]);
      }),
      { numRuns: 5 },
    );
  });
});

describe('a field of the host’s own is a text, finite number, flag, Date or null:', () => {
  test.each([
    [Number.NaN],
    [Number.NEGATIVE_INFINITY],
    [7n],
    [Symbol('s')],
    [() => 1],
    [[]],
    [{ toString: 1 }],
    [nok(1).amount],
  ])('%s is none', (value) => {
    expect(refusal(() => replay([opened({ fields: { size: value as never } })]))).toMatchObject([
      'invalid-value',
      { field: 'size', problem: 'not a text, finite number, true, false, Date or null', dealId: 'd1' },
    ]);
  });

  test.each([[null], [[]], ['north'], [new Map([['region', 'north']])], [on(1)]])(
    '%s is no object of such values',
    (fields) => {
      expect(refusal(() => replay([opened({ fields: fields as never })]))).toMatchObject([
        'invalid-value',
        { field: 'fields', problem: 'not an object of names and values' },
      ]);
    },
  );

  test('one that is undefined is not there', () => {
    const history: DealHistory = [opened({ fields: { region: undefined as never, size: 3 } })];
    expect(replay(history).fields).toEqual({ size: 3 });
    expect(Object.keys(replay(history).fields)).toEqual(['size']);
    expect(encodeEvent(history[0])['fields']).toEqual({ size: 3 });
  });

  test('a Date of another realm is a Date', () => {
    const foreign: Date = runInNewContext('new Date(Date.UTC(2026, 9, 2, 12))');
    expect(foreign instanceof Date).toBe(false);
    const event = opened({ at: foreign, fields: { signed: foreign } });
    expect(replay([event]).openedAt).toEqual(on(2));
    expect(decodeEvent(encodeEvent(event))).toMatchObject({ at: on(2), fields: { signed: on(2) } });
  });
});

describe('what is no history is refused:', () => {
  test.each([[null], [undefined], ['d1'], [7], [{}], [new Set([opened()])]])('%s', (history) => {
    const problem = { field: 'history', problem: 'not a list of events' };
    expect(refusal(() => replay(history as never))).toMatchObject(['invalid-value', problem]);
    expect(validateHistory(history as never, [sales])).toEqual([
      { code: 'invalid-value', effect: 'refused', index: -1, type: null },
    ]);
  });
});

describe('rows of a CRM', () => {
  const change = { dealId: 'd1', stageId: 'offer', at: on(5) };

  test('hold no property that nobody reads', () => {
    const refused = (field: string) => ['invalid-value', { field, problem: 'not known here', input: 'red' }];
    const row = { ...dealRow('d1'), colour: 'red' };
    expect(refusal(() => historiesOf([row], [], [sales]))).toEqual(refused('deal.colour'));
    expect(refusal(() => historyOf({ ...row, visits: [] }))).toEqual(refused('deal.colour'));
    expect(
      refusal(() => historiesOf([dealRow('d1')], [{ ...change, colour: 'red' } as never], [sales])),
    ).toEqual(refused('change.colour'));
    const visits = [{ stageId: 'offer', enteredAt: on(5), colour: 'red' }];
    expect(refusal(() => historyOf({ ...dealRow('d1'), visits }))).toEqual(refused('visits[0].colour'));
    const outcome = { status: 'won', at: on(5), colour: 'red' } as never;
    expect(refusal(() => historiesOf([dealRow('d1', { outcome })], [], [sales]))).toEqual(
      refused('outcome.colour'),
    );
  });

  test('may say null for what is absent', () => {
    const nothing = { name: null, customerId: null, channel: null, expectedCloseAt: null, fields: null };
    const [history] = historiesOf([dealRow('d1', nothing as never)], [], [sales]);
    expect(history).toEqual(historiesOf([dealRow('d1')], [], [sales])[0]);
  });

  test('whatever they are, are refused with a DealError', () => {
    const attempts = [...nonsense, ...nonsense.map((value) => [value])];
    for (const value of attempts as never[]) {
      expect(isTaken(() => historiesOf([value], [], [sales]))).toBe(false);
      isTaken(() => historiesOf([dealRow('d1')], value, [sales]));
      isTaken(() => historiesOf([dealRow('d1')], [change], value));
      isTaken(() => historyOf(value));
      for (const name of Object.keys({ ...dealRow('d1'), outcome: 1, fields: 1, visits: 1 })) {
        isTaken(() => historyOf({ ...dealRow('d1'), visits: [], [name]: value }));
      }
      isTaken(() => historyOf({ ...dealRow('d1'), visits: [], outcome: { status: value, at: on(3) } }));
    }
    expect(attempts.length).toBeGreaterThan(0);
  });
});
