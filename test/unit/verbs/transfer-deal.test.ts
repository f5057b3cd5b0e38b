import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealTransferred,
  type DemandRecorded,
  definePipeline,
  type OpenDeal,
  type Pipeline,
  replay,
  transferDeal,
  type WonDeal,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, demanding, given, noNewDeals } from './given.ts';

const transferred = (pipelineId: string, stageId?: string) =>
  event('DealTransferred', 5, { pipelineId, ...(stageId === undefined ? {} : { stageId }) });

describe('a deal is taken over into another pipeline,', () => {
  test('into its first stage', () => {
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: automatic, at: on(5) }))
      .thenEvents([transferred('process', 'lead')], {
        pipelineId: 'process',
        stageId: 'lead',
        stageEnteredAt: on(5),
      });
  });

  test('into any stage of a manual one', () => {
    given(opened({ pipelineId: 'process', stageId: 'lead' }))
      .when((deal) => transferDeal(deal, automatic, { to: sales, stageId: 'terms', at: on(5) }))
      .thenEvents([transferred('sales', 'terms')], { pipelineId: 'sales', stageId: 'terms' });
  });

  test('into one without stages', () => {
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: simple, at: on(5) }))
      .thenEvents([transferred('simple')], { pipelineId: 'simple', stageId: null });
  });

  test('out of one without stages', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    given(stageless)
      .when((deal) => transferDeal(deal, simple, { to: sales, at: on(5) }))
      .thenEvents([transferred('sales', 'contact')], { stageId: 'contact' });
  });
});

describe('a transfer is refused', () => {
  test('to the same pipeline', () => {
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: sales, stageId: 'offer', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'contact', to: 'offer' });
  });

  test('into a later stage of an automatic pipeline', () => {
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: automatic, stageId: 'demo', at: on(5) }))
      .thenRefused('move-not-allowed', { dealId: 'd1', from: 'contact', to: 'demo' });
  });

  test('into a stage the other pipeline does not know', () => {
    given(opened())
      .when((deal) => transferDeal<string>(deal, sales, { to: automatic, stageId: 'offer', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'process', stageId: 'offer' });
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: simple, stageId: 'offer', at: on(5) }))
      .thenRefused('unknown-stage', { pipelineId: 'simple', stageId: 'offer' });
  });

  test('into one that takes no new deals', () => {
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: noNewDeals, at: on(5) }))
      .thenRefused('new-deals-not-accepted', { pipelineId: 'tenders' });
  });

  test('into one that records demand, where there is none', () => {
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: demanding, at: on(5) }))
      .thenRefused('demand-required', { dealId: 'd1', pipelineId: 'demanding' });
    const demand = [{ text: 'Chairs', amount: nok(1), percentSatisfied: 0 }];
    given(opened())
      .when((deal) => transferDeal(deal, sales, { to: demanding, demand, at: on(5) }))
      .thenEvents([transferred('demanding', 'ask'), event('DemandRecorded', 5, { demand })], { demand });
    given(opened({ demand }))
      .when((deal) => transferDeal(deal, sales, { to: demanding, at: on(5) }))
      .thenEvents([transferred('demanding', 'ask')]);
  });

  test('of a closed deal', () => {
    given(opened(), event('DealWon', 3, {}))
      .when((deal) => transferDeal(deal, sales, { to: automatic, at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'won' });
  });

  test('from a pipeline the deal is not in', () => {
    given(opened())
      .when((deal) => transferDeal(deal, automatic, { to: sales, at: on(5) }))
      .thenRefused('pipeline-mismatch', { dealId: 'd1', expected: 'sales', received: 'process' });
  });
});

describe('the types of a transfer', () => {
  const deal = replay([opened()]) as OpenDeal;

  test('do not let a misspelt stage compile, nor one of the pipeline left', () => {
    const unknown = (stageId: string) => ['unknown-stage', { pipelineId: 'process', stageId }];
    // @ts-expect-error there is no such stage
    expect(refusal(() => transferDeal(deal, sales, { to: automatic, stageId: 'leed', at: on(5) }))).toEqual(
      unknown('leed'),
    );
    // @ts-expect-error that is a stage of sales
    expect(refusal(() => transferDeal(deal, sales, { to: automatic, stageId: 'offer', at: on(5) }))).toEqual(
      unknown('offer'),
    );
  });

  test('take any stage of a pipeline that comes from a database', () => {
    const stored: Pipeline<string> = definePipeline({ ...noNewDeals, acceptsNewDeals: true });
    expect(transferDeal(deal, sales, { to: stored, stageId: String('notice'), at: on(5) })).toEqual([
      transferred('tenders', 'notice'),
    ]);
  });

  test('take open deals only, and know the events', () => {
    const won = replay([opened(), event('DealWon', 3, {})]) as WonDeal;
    // @ts-expect-error it is closed
    expect(refusal(() => transferDeal(won, sales, { to: automatic, at: on(5) }))).toMatchObject([
      'deal-not-open',
      {},
    ]);
    expectTypeOf(transferDeal(deal, sales, { to: automatic, at: on(5) })).toEqualTypeOf<
      [DealTransferred] | [DealTransferred, DemandRecorded]
    >();
  });
});
