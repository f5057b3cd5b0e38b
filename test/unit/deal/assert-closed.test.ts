import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  assertClosed,
  type Deal,
  historyOf,
  type LostDeal,
  replay,
  type VisitedDeal,
  type WonDeal,
} from '../../../src/index.ts';
import { dealRow, on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const dealThat = (outcome?: VisitedDeal['outcome']): Deal =>
  replay(historyOf({ ...dealRow('d1'), visits: [], outcome }));
const open = dealThat();
const lost = dealThat({ status: 'lost', at: on(9), reason: 'price' });

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
