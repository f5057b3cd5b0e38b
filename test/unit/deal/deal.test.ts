import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  assertClosed,
  assertOpen,
  type Deal,
  type DealRow,
  historyOf,
  type LostDeal,
  type Money,
  type OpenDeal,
  replay,
  type WonDeal,
} from '../../../src/index.ts';
import { dealRow, nok, on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

type OutcomeRow = NonNullable<DealRow['outcome']>;

const dealThat = (outcome?: OutcomeRow): Deal => replay(historyOf({ ...dealRow('d1'), visits: [], outcome }));
const open = dealThat();
const won = dealThat({ status: 'won', at: on(9) });
const lost = dealThat({ status: 'lost', at: on(9), reason: 'price' });

describe('a deal', () => {
  test('narrows by its status', () => {
    expectTypeOf<Deal['status']>().toEqualTypeOf<'open' | 'won' | 'lost'>();
    const seen: unknown[] = [];
    for (const deal of [open, won, lost]) {
      switch (deal.status) {
        case 'open':
          expectTypeOf(deal).toEqualTypeOf<OpenDeal>();
          // @ts-expect-error an open deal was not closed
          seen.push(deal.closedAt);
          break;
        case 'won':
          expectTypeOf(deal).toEqualTypeOf<WonDeal>();
          expectTypeOf(deal.wonAmount).toEqualTypeOf<Money | null>();
          seen.push(deal.wonAmount);
          break;
        case 'lost':
          expectTypeOf(deal).toEqualTypeOf<LostDeal>();
          expectTypeOf(deal.lossReason).toEqualTypeOf<string | null>();
          seen.push(deal.lossReason);
          // @ts-expect-error a lost deal has no won amount
          seen.push(deal.wonAmount);
          break;
      }
    }
    expect(seen).toEqual([undefined, nok(100), 'price', undefined]);
  });

  test('cannot be changed in place', () => {
    const deal: Deal = { ...open };
    // @ts-expect-error only events change a deal
    deal.ownerId = 'ola';
    expect(open.ownerId).toBe('kari');
  });
});

describe('asserting that a deal is open', () => {
  test('narrows its type', () => {
    const deal: Deal = dealThat();
    assertOpen(deal);
    expectTypeOf(deal).toEqualTypeOf<OpenDeal>();
    expect(deal.status).toBe('open');
  });

  test('refuses a won and a lost one', () => {
    expect(refusal(() => assertOpen(won))).toEqual(['deal-not-open', { dealId: 'd1', status: 'won' }]);
    expect(refusal(() => assertOpen(lost))).toEqual(['deal-not-open', { dealId: 'd1', status: 'lost' }]);
  });
});

describe('asserting that a deal is closed', () => {
  test('narrows its type', () => {
    const deal: Deal = dealThat({ status: 'won', at: on(9) });
    assertClosed(deal);
    expectTypeOf(deal).toEqualTypeOf<WonDeal | LostDeal>();
    expect(deal.closedAt).toEqual(on(9));
    expect(refusal(() => assertClosed(lost))).toBe('nothing was refused');
  });

  test('refuses an open one', () => {
    expect(refusal(() => assertClosed(open))).toEqual(['deal-not-closed', { dealId: 'd1' }]);
  });
});
