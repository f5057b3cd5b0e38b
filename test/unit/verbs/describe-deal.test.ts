import { describe, expect, expectTypeOf, test } from 'vitest';
import { type DealDescribed, describeDeal, type Fields, replay } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { given } from './given.ts';

describe('a deal is described', () => {
  test('by what is said: the rest stays as it is', () => {
    given(opened({ name: 'Chairs', customerId: 'c1', channel: 'web' }))
      .when((deal) => describeDeal(deal, sales, frozen({ name: 'Tables', channel: '', at: on(5) })))
      .thenEvents([event('DealDescribed', 5, { name: 'Tables', channel: '' })], {
        name: 'Tables',
        customerId: 'c1',
        channel: '',
      });
  });

  test('by fields, which are merged; null takes one away', () => {
    const fields: Fields = frozen({ region: null, size: 0, urgent: false, signed: on(2), note: '' });
    given(opened({ fields: { region: 'north', size: 3, kind: 'a' } }))
      .when((deal) => describeDeal(deal, sales, { fields, at: on(5) }))
      .thenEvents([event('DealDescribed', 5, { fields })], {
        fields: { kind: 'a', size: 0, urgent: false, signed: on(2), note: '' },
      });
    given(opened({ fields: { region: 'north' } }))
      .when((deal) => describeDeal(deal, sales, { fields: { region: null }, at: on(5) }))
      .thenEvents([event('DealDescribed', 5, { fields: { region: null } })]);
  });

  test('also when it is closed', () => {
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => describeDeal(deal, sales, { customerId: 'c2', at: on(5) }))
      .thenEvents([event('DealDescribed', 5, { customerId: 'c2' })], { status: 'won', customerId: 'c2' });
  });

  test('without a word about what is not given', () => {
    const [described] = describeDeal(replay([opened()]), sales, {
      name: undefined,
      fields: undefined,
      at: on(5),
    });
    expect(described).toStrictEqual({ type: 'DealDescribed', dealId: 'd1', at: on(5) });
  });
});

describe('a description is refused', () => {
  test.each([{ name: 'a\0' }, { customerId: 'a\0' }, { channel: 'a\0' }])(
    'with text that no store keeps: %j',
    (said) => {
      const [field] = Object.keys(said) as [string];
      given(opened())
        .when((deal) => describeDeal(deal, sales, { ...said, at: on(5) }))
        .thenRefused('invalid-text', { field, problem: 'U+0000 or lone surrogate', input: 'a\0' });
    },
  );

  test('with a field no store keeps', () => {
    given(opened())
      .when((deal) => describeDeal(deal, sales, { fields: { region: '\ud800' }, at: on(5) }))
      .thenRefused('invalid-text', { field: 'region', problem: 'U+0000 or lone surrogate', input: '\ud800' });
    given(opened())
      .when((deal) => describeDeal(deal, sales, { fields: { 'a\0': 1 }, at: on(5) }))
      .thenRefused('invalid-text', {
        field: 'field name',
        problem: 'U+0000 or lone surrogate',
        input: 'a\0',
      });
  });

  test('with a field that is no date', () => {
    given(opened())
      .when((deal) => describeDeal(deal, sales, { fields: { signed: new Date(Number.NaN) }, at: on(5) }))
      .thenRefused('invalid-date', { field: 'signed', input: 'Invalid Date', dealId: 'd1' });
  });
});

test('the types take any deal', () => {
  const answer = describeDeal(replay([opened()]), sales, { at: on(5) });
  expectTypeOf(answer).toEqualTypeOf<[DealDescribed]>();
  expect(answer.length).toBe(1);
});
