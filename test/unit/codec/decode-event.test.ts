import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkEvent } from '../../../src/deal/check-parts.ts';
import { type DealEvent, decodeEvent, encodeEvent, isDealError, money } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { anyEvent, anyEventOf, eventTypes } from '../../support/random-events.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { expectSame } from '../../support/same.ts';

function viaText(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('an event as it is stored', () => {
  test.each(eventTypes)('gives the same %s back, directly and after a trip through text', (type) => {
    fc.assert(
      fc.property(anyEventOf(type), (original) => {
        frozen(original);
        expectSame(decodeEvent(encodeEvent(original)), original);
        expectSame(decodeEvent(viaText(encodeEvent(original))), original);
      }),
      { numRuns: runs(100) },
    );
  });

  test('is one that every fold reads', () => {
    fc.assert(fc.property(anyEvent, (original) => checkEvent(decodeEvent(encodeEvent(original)))));
  });

  test('has no owner, and no stage since a known date, where it says so', () => {
    for (const original of [
      opened({ ownerId: null, stageUndated: true }),
      event('DealReassigned', 2, { ownerId: null }),
      event('TaskAdded', 2, { task: { id: 't1', name: 'Call', assigneeId: null } }),
    ]) {
      const stored = viaText(encodeEvent(original));
      expect(decodeEvent(stored)).toEqual(original);
    }
    expect(encodeEvent(opened({ ownerId: null, stageUndated: true }))).toMatchObject({
      ownerId: null,
      stageUndated: true,
    });
  });

  test('shares nothing with what it came from', () => {
    const stored = {
      format: 1,
      ...event('DealDescribed', 2, { fields: { region: 'north' } }),
      at: '2026-10-02T12:00:00.000Z',
    };
    const decoded = decodeEvent(stored);
    (stored.fields as Record<string, string>)['region'] = 'south';
    expect(decoded).toMatchObject({ fields: { region: 'north' } });
  });
});

describe('damage is refused with its path', () => {
  const stored = encodeEvent(
    opened({
      fields: { 'a.b': on(3) },
      demand: [{ text: 'Chairs', amount: money('1', 'NOK'), percentSatisfied: 80 }],
    }),
  );
  /** A copy with one part exchanged. */
  function damaged(path: readonly (string | number)[], part: unknown): unknown {
    const copy = viaText(stored) as Record<string | number, unknown>;
    let holder = copy;
    for (const step of path.slice(0, -1)) holder = holder[step] as typeof holder;
    write(holder, path.at(-1) as string, part);
    return copy;
  }

  test.each<[string, readonly (string | number)[], unknown]>([
    ['format', ['format'], 2],
    ['format', ['format'], undefined],
    ['type', ['type'], 7],
    ['dealId', ['dealId'], null],
    ['at', ['at'], '2026-10-01'],
    ['at', ['at'], '2026-02-30T00:00:00.000Z'],
    ['at', ['at'], 1_790_000_000_000],
    ['ownerId', ['ownerId'], undefined],
    ['ownerId', ['ownerId'], 'zero \0'],
    ['colour', ['colour'], 'red'],
    ['__proto__', ['__proto__'], 1],
    ['potential', ['potential'], '100 NOK'],
    ['potential', ['potential', 'amount'], '1e3'],
    ['potential.amount', ['potential', 'amount'], 100],
    ['potential.currency', ['potential', 'currency'], undefined],
    ['undated', ['undated'], 'yes'],
    ['stageUndated', ['stageUndated'], 'yes'],
    ['fields', ['fields'], []],
    ['fields["a.b"].$date', ['fields', 'a.b', '$date'], 'yesterday'],
    ['fields["a.b"].$day', ['fields', 'a.b'], { $day: 1 }],
    ['demand', ['demand'], {}],
    ['demand[0]', ['demand', 0], null],
    ['demand[0].percentSatisfied', ['demand', 0, 'percentSatisfied'], '80'],
    ['demand[0].amount.colour', ['demand', 0, 'amount', 'colour'], 'red'],
  ])('%s of %j', (path, place, part) => {
    expect(refusal(() => decodeEvent(damaged(place, part)))).toEqual([
      'invalid-record',
      expect.objectContaining({ path }),
    ]);
  });

  test.each([[null], [undefined], ['{}'], [7], [[]]])('the root, where there is no object: %j', (input) => {
    expect(refusal(() => decodeEvent(input))).toEqual([
      'invalid-record',
      expect.objectContaining({ path: '' }),
    ]);
  });

  test('an event type of a newer version is refused by its name', () => {
    expect(refusal(() => decodeEvent({ ...stored, type: 'DealPostponed' }))).toEqual([
      'unknown-event',
      { dealId: 'd1', type: 'DealPostponed' },
    ]);
    expect(refusal(() => decodeEvent({ ...stored, type: 'constructor' }))).toEqual([
      'unknown-event',
      { dealId: 'd1', type: 'constructor' },
    ]);
  });
});

describe('another format', () => {
  const old = { kind: 'won', deal: 'd1', when: '2026-10-09' };

  test('is brought into the current one by the host', () => {
    const migrate = (stored: unknown): unknown => {
      const { deal, when } = stored as typeof old;
      return { format: 1, type: 'DealWon', dealId: deal, at: `${when}T00:00:00.000Z` };
    };
    expect(decodeEvent(old, { migrate })).toEqual(event('DealWon', '2026-10-09', {}));
  });

  test('is refused where the migration leaves it as it was', () => {
    expect(refusal(() => decodeEvent(old, { migrate: (stored) => stored }))).toEqual([
      'invalid-record',
      { path: 'format', problem: 'is missing' },
    ]);
  });

  test('is the only thing a migration sees', () => {
    const stored = encodeEvent(event('DealWon', 9, {}));
    const migrate = (): never => {
      throw new Error('not asked for');
    };
    expect(decodeEvent(stored, { migrate })).toEqual(event('DealWon', 9, {}));
  });
});

describe('100,000 damaged inputs', () => {
  /** What decoding does to an input: an event, or the code of a DealError; any other error is thrown on. */
  function outcome(input: unknown): DealEvent | string {
    try {
      return decodeEvent(input);
    } catch (error) {
      if (isDealError(error)) return error.code;
      throw error;
    }
  }

  test('of any shape give a DealError', () => {
    fc.assert(
      fc.property(
        fc.anything({ withNullPrototype: true, withBigInt: true, withMap: true, withDate: true }),
        (input) => {
          expect(outcome(input)).toBe('invalid-record');
        },
      ),
      { numRuns: runs(2_000) },
    );
  });

  test('made from an event by exchanging parts give the event or a DealError', () => {
    const seen = new Set<string>();
    const damage = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom(undefined, '', -1, Number.POSITIVE_INFINITY, '1e9000000', '9'.repeat(1e5)),
    );
    fc.assert(
      fc.property(
        anyEvent,
        fc.array(fc.tuple(fc.nat(), damage), { minLength: 1, maxLength: 3 }),
        (original, parts) => {
          const stored = viaText(encodeEvent(original));
          for (const [place, part] of parts) exchange(stored, place, part);
          const result = outcome(stored);
          seen.add(typeof result === 'string' ? result : 'read');
          expect(typeof result === 'string' || viaText(encodeEvent(result))).toBeTruthy();
        },
      ),
      { numRuns: runs(4_000) },
    );
    expect([...seen].sort()).toEqual(['invalid-record', 'read', 'unknown-event']);
  });

  test('made from the text of an event by exchanging characters give the event or a DealError', () => {
    fc.assert(
      fc.property(
        anyEvent,
        fc.nat(),
        fc.constantFrom(...'{}[]",:0123456789-.eE\\ $'),
        (original, place, character) => {
          const text = JSON.stringify(encodeEvent(original));
          const at = place % text.length;
          const changed = parsed(text.slice(0, at) + character + text.slice(at + 1));
          expect(outcome(changed)).toBeDefined();
        },
      ),
      { numRuns: runs(4_000) },
    );
  });

  test('of great depth give a DealError', () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    expect(outcome({ ...encodeEvent(opened()), fields: { deep } })).toBe('invalid-record');
  });
});

/** Exchanges the part at a place, counted through the whole tree. */
function exchange(tree: unknown, place: number, part: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, name]);
      visit(inner);
    }
  };
  visit(tree);
  const [holder, name] = places[place % places.length] as [Record<string, unknown>, string];
  write(holder, name, part);
}

/** Sets a property, `__proto__` like any other. */
function write(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
