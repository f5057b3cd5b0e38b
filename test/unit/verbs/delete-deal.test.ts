import { describe, expect, expectTypeOf, test } from 'vitest';
import { type DealDeleted, dealAsOf, deleteDeal, replay } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { given } from './given.ts';

const deleted = event('DealDeleted', 5, {});

describe('a deal is deleted', () => {
  test('open or closed', () => {
    given(opened())
      .when((deal) => deleteDeal(deal, sales, { at: on(5), by: 'eva' }))
      .thenEvents([{ ...deleted, by: 'eva' }], { status: 'open', deletedAt: on(5) });
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => deleteDeal(deal, sales, { at: on(5) }))
      .thenEvents([deleted], { status: 'won', deletedAt: on(5) });
  });

  test('from then on, not before', () => {
    const history = [opened(), deleted] as const;
    expect(dealAsOf(history, on(4))?.deletedAt).toBeNull();
    expect(dealAsOf(history, on(5))?.deletedAt).toEqual(on(5));
  });

  test('or merged into another, not into itself', () => {
    given(opened())
      .when((deal) => deleteDeal(deal, sales, { mergedInto: 'd2', at: on(5) }))
      .thenEvents([{ ...deleted, mergedInto: 'd2' }], { deletedAt: on(5), mergedInto: 'd2' });
    given(opened())
      .when((deal) => deleteDeal(deal, sales, { mergedInto: 'd1', at: on(5) }))
      .thenRefused('invalid-value', {
        ...{ field: 'mergedInto', problem: 'the deal itself', input: 'd1', dealId: 'd1' },
      });
  });

  test('only once', () => {
    given(opened(), deleted)
      .when((deal) => deleteDeal(deal, sales, { at: on(9) }))
      .thenRefused('deal-deleted', { dealId: 'd1' });
  });
});

test('the types take any deal', () => {
  const answer = deleteDeal(replay([opened()]), sales, { at: on(5) });
  expectTypeOf(answer).toEqualTypeOf<[DealDeleted]>();
  expect(answer).toStrictEqual([deleted]);
});
