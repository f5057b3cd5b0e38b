import { describe, expect, expectTypeOf, test } from 'vitest';
import { type DealReassigned, reassignDeal, replay } from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { given } from './given.ts';

describe('a deal changes hands', () => {
  test('while it is open', () => {
    given(opened())
      .when((deal) => reassignDeal(deal, sales, { ownerId: 'ola', at: on(5) }))
      .thenEvents([event('DealReassigned', 5, { ownerId: 'ola' })], { ownerId: 'ola', openedBy: 'kari' });
  });

  test('when it is closed: the win stays with the one who won it', () => {
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => reassignDeal(deal, sales, { ownerId: 'ola', at: on(5), by: 'eva' }))
      .thenEvents([{ ...event('DealReassigned', 5, { ownerId: 'ola' }), by: 'eva' }], {
        ownerId: 'ola',
        closedBy: 'kari',
      });
  });

  test('and may come back to the one who has it', () => {
    given(opened())
      .when((deal) => reassignDeal(deal, sales, { ownerId: 'kari', at: on(5) }))
      .thenEvents([event('DealReassigned', 5, { ownerId: 'kari' })], { ownerId: 'kari' });
  });

  test('or have no owner from then on', () => {
    given(opened())
      .when((deal) => reassignDeal(deal, sales, { ownerId: null, at: on(5) }))
      .thenEvents([event('DealReassigned', 5, { ownerId: null })], { ownerId: null, openedBy: 'kari' });
  });

  test('but not to somebody no store can name', () => {
    given(opened())
      .when((deal) => reassignDeal(deal, sales, { ownerId: 'a\0', at: on(5) }))
      .thenRefused('invalid-text', { field: 'ownerId', problem: 'U+0000 or lone surrogate', input: 'a\0' });
    given(opened())
      .when((deal) => reassignDeal(deal, sales, { ownerId: undefined as never, at: on(5) }))
      .thenRefused('invalid-text', { field: 'ownerId', problem: 'not a string', input: 'undefined' });
  });
});

test('the types take any deal', () => {
  const answer = reassignDeal(replay([opened()]), sales, { ownerId: 'ola', at: on(5) });
  expectTypeOf(answer).toEqualTypeOf<[DealReassigned]>();
  expect(answer.length).toBe(1);
});
