import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { copyEvent } from '../../../src/deal/copy-event.ts';
import type { DealEvent, Fields } from '../../../src/index.ts';
import { nok, on } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';

describe('a copy of an event', () => {
  test('says the same', () => {
    const original = frozen(
      opened({
        recordedAt: on(2),
        expectedCloseAt: on(20),
        fields: { region: 'north', size: 0, urgent: false, nothing: null, signed: on(1) },
        demand: [{ text: 'Chairs', amount: nok('0.1'), percentSatisfied: 80 }],
      }),
    );
    const copy = copyEvent(original);
    expect(copy).toStrictEqual(original);
    expect(copy).not.toBe(original);
  });

  test('does not change with the original', () => {
    const signed = on(1);
    const fields: Record<string, Date | string> = { signed, region: 'north' };
    const demand = [{ text: 'Chairs', amount: nok(1), percentSatisfied: 80 }];
    const original = opened({ at: on(1), fields, demand });
    const copy = copyEvent(original);
    original.at.setTime(0);
    signed.setTime(0);
    fields['region'] = 'south';
    demand.pop();
    expect(copy).toEqual(
      opened({
        fields: { signed: on(1), region: 'north' },
        demand: [{ text: 'Chairs', amount: nok(1), percentSatisfied: 80 }],
      }),
    );
  });

  test('keeps fields that objects know by name', () => {
    const fields: Fields = Object.fromEntries([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
    const copy = copyEvent(event('DealDescribed', 5, { fields })) as Extract<
      DealEvent,
      { type: 'DealDescribed' }
    >;
    expect(Object.entries(copy.fields ?? {})).toEqual([
      ['__proto__', 'p'],
      ['constructor', 'c'],
    ]);
  });

  test('keeps the date where it is one of another realm, as histories may', () => {
    const at: Date = vm.runInNewContext('new Date(0)');
    expect(+copyEvent({ type: 'DealDeleted', dealId: 'd1', at }).at).toBe(0);
  });
});
