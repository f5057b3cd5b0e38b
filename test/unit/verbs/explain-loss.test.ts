import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  explainLoss,
  type LossExplained,
  lostToCompetitor,
  type OpenDeal,
  openTasks,
  replay,
  tasksOf,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { demanding, given, guided, pipelines } from './given.ts';

const led = opened({ pipelineId: 'guided', stageId: 'lead' });
const unexplained = event('DealLost', 3, { reason: null });
const lost = event('DealLost', 3, { reason: 'price' });

describe('a loss is explained', () => {
  test('by its reason, which completes the task to record the result', () => {
    expect(openTasks([[led, unexplained]], pipelines).map(({ kind }) => kind)).toEqual(['lost']);
    given(led, unexplained)
      .when((deal) => explainLoss(deal, guided, { reason: 'price', at: on(5) }))
      .thenEvents([event('LossExplained', 5, { reason: 'price' })], {
        lossReason: 'price',
        closedAt: on(3),
        explainedAt: on(5),
      });
    const explained = [led, unexplained, event('LossExplained', 5, { reason: 'price' })] as const;
    expect(tasksOf(explained, pipelines).at(-1)).toMatchObject({
      kind: 'lost',
      status: 'done',
      closedAt: on(5),
    });
  });

  test('anew, in any type of deal', () => {
    given(opened(), lost)
      .when((deal) => explainLoss(deal, sales, { reason: 'no need', at: on(5) }))
      .thenEvents([event('LossExplained', 5, { reason: 'no need' })], { lossReason: 'no need' });
    expectTypeOf(explainLoss).returns.toEqualTypeOf<[LossExplained]>();
  });

  test('by the competitor who got the deal, named now or when it was lost', () => {
    const why = { reason: lostToCompetitor, competitorId: 'acme' };
    given(led, unexplained)
      .when((deal) => explainLoss(deal, guided, { ...why, at: on(5) }))
      .thenEvents([event('LossExplained', 5, why)], { competitorId: 'acme' });
    given(opened(), event('DealLost', 3, { reason: 'rival', competitorId: 'acme' }))
      .when((deal) => explainLoss(deal, sales, { reason: lostToCompetitor, at: on(5) }))
      .thenEvents([event('LossExplained', 5, { reason: lostToCompetitor })], { competitorId: 'acme' });
  });
});

describe('an explanation is refused', () => {
  test.each(['', '  ', undefined as never, null as never])('without a reason: %j', (reason) => {
    given(led, unexplained)
      .when((deal) => explainLoss(deal, guided, { reason, at: on(5) }))
      .thenRefused('reason-required', { dealId: 'd1' });
  });

  test('by a competitor nobody named', () => {
    given(led, unexplained)
      .when((deal) => explainLoss(deal, guided, { reason: lostToCompetitor, at: on(5) }))
      .thenRefused('competitor-required', { dealId: 'd1' });
  });

  test('while demand is not explained', () => {
    const demand = [{ text: 'Chairs', amount: nok(1), percentSatisfied: 0 }];
    given(opened({ pipelineId: 'demanding', stageId: 'ask', demand }), lost)
      .when((deal) => explainLoss(deal, demanding, { reason: 'price', at: on(5) }))
      .thenRefused('demand-unexplained', { dealId: 'd1', lines: ['Chairs'] });
  });

  test('of a deal that is not lost', () => {
    given(opened())
      .when((deal) => explainLoss(deal, sales, { reason: 'price', at: on(5) }))
      .thenRefused('deal-not-lost', { dealId: 'd1', status: 'open' });
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => explainLoss(deal, sales, { reason: 'price', at: on(5) }))
      .thenRefused('deal-not-lost', { dealId: 'd1', status: 'won' });
    const open = replay([opened()]) as OpenDeal;
    // @ts-expect-error it is open
    expect(refusal(() => explainLoss(open, sales, { reason: 'price', at: on(5) }))).toEqual([
      'deal-not-lost',
      { dealId: 'd1', status: 'open' },
    ]);
  });
});
