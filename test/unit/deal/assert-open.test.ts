import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  assertOpen,
  type Deal,
  historyOf,
  type OpenDeal,
  replay,
  type VisitedDeal,
} from '../../../src/index.ts';
import { dealRow, on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const dealThat = (outcome?: VisitedDeal['outcome']): Deal =>
  replay(historyOf({ ...dealRow('d1'), visits: [], outcome }));
const won = dealThat({ status: 'won', at: on(9) });
const lost = dealThat({ status: 'lost', at: on(9), reason: 'price' });

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
