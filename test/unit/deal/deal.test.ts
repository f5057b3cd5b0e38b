import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type Deal,
  historyOf,
  type LostDeal,
  type Money,
  type OpenDeal,
  replay,
  type VisitedDeal,
  type WonDeal,
} from '../../../src/index.ts';
import { dealRow, nok, on } from '../../support/deals.ts';

type OutcomeRow = NonNullable<VisitedDeal['outcome']>;

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
