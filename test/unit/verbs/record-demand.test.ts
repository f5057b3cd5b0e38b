import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DemandLine,
  type DemandRecorded,
  loseDeal,
  openDeal,
  recordDemand,
  replay,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { demanding, given } from './given.ts';

const line = (percentSatisfied: number, changes: Partial<DemandLine> = {}): DemandLine => ({
  text: 'Chairs',
  amount: nok(200),
  percentSatisfied,
  ...changes,
});
const asked = opened({ pipelineId: 'demanding', stageId: 'ask', demand: [line(75)] });

describe('demand is recorded', () => {
  test('in place of what was recorded before', () => {
    const demand = frozen([line(100), line(0, { text: 'Tables' })]);
    given(asked)
      .when((deal) => recordDemand(deal, demanding, { demand, at: on(5) }))
      .thenEvents([event('DemandRecorded', 5, { demand })], { demand });
  });

  test('also in a pipeline that does not ask for it, and then any lines or none', () => {
    given(opened())
      .when((deal) => recordDemand(deal, sales, { demand: [line(75)], at: on(5) }))
      .thenEvents([event('DemandRecorded', 5, { demand: [line(75)] })]);
    given(opened({ demand: [line(75)] }))
      .when((deal) => recordDemand(deal, sales, { demand: [], at: on(5) }))
      .thenEvents([event('DemandRecorded', 5, { demand: [] })], { demand: [] });
    given(opened({ demand: [line(75)] }))
      .when((deal) => winDeal(deal, sales, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})]);
  });

  test('once and for all: what was given may change afterwards', () => {
    const demand = [line(75)];
    const [recorded] = recordDemand(replay([asked]), demanding, { demand, at: on(5) });
    demand.pop();
    expect(recorded.demand).toEqual([line(75)]);
    expectTypeOf(recorded).toEqualTypeOf<DemandRecorded>();
  });
});

describe('a pipeline that records demand asks', () => {
  test('for at least one line to open a deal', () => {
    const input = { id: 'd1', ownerId: 'kari', potential: null, at: on(1) };
    const refused = ['demand-required', { dealId: 'd1', pipelineId: 'demanding' }];
    expect(refusal(() => openDeal(demanding, input))).toEqual(refused);
    expect(refusal(() => openDeal(demanding, { ...input, demand: [] }))).toEqual(refused);
    expect(openDeal(demanding, { ...input, demand: [line(0)] })[0].demand).toEqual([line(0)]);
  });

  test('for at least one line ever after', () => {
    given(asked)
      .when((deal) => recordDemand(deal, demanding, { demand: [], at: on(5) }))
      .thenRefused('demand-required', { dealId: 'd1', pipelineId: 'demanding' });
  });

  test('on winning and losing for the reason of each line under 100 %', () => {
    const unexplained = { dealId: 'd1', lines: ['Chairs'] };
    given(asked)
      .when((deal) => winDeal(deal, demanding, { at: on(5) }))
      .thenRefused('demand-unexplained', unexplained);
    given(asked)
      .when((deal) => loseDeal(deal, demanding, { reason: 'price', at: on(5) }))
      .thenRefused('demand-unexplained', unexplained);
    given({ ...asked, demand: [line(99.9, { reason: ' ' })] })
      .when((deal) => winDeal(deal, demanding, { at: on(5) }))
      .thenRefused('demand-unexplained', unexplained);
    const explained = { ...asked, demand: [line(100), line(0, { reason: 'out of stock' })] };
    given(explained)
      .when((deal) => winDeal(deal, demanding, { at: on(5) }))
      .thenEvents([event('DealWon', 5, {})]);
    given(explained)
      .when((deal) => loseDeal(deal, demanding, { reason: 'price', at: on(5) }))
      .thenEvents([event('DealLost', 5, { reason: 'price' })]);
  });

  test('for these reasons of a closed deal too', () => {
    const explained = { ...asked, demand: [line(75, { reason: 'out of stock' })] };
    given(explained, event('DealWon', 3, {}))
      .when((deal) => recordDemand(deal, demanding, { demand: [line(50)], at: on(5) }))
      .thenRefused('demand-unexplained', { dealId: 'd1', lines: ['Chairs'] });
    const demand = [line(50, { reason: 'late' })];
    given(explained, event('DealWon', 3, {}))
      .when((deal) => recordDemand(deal, demanding, { demand, at: on(5) }))
      .thenEvents([event('DemandRecorded', 5, { demand })], { demand });
  });
});

describe('demand is refused', () => {
  test.each([-1, 100.1, Number.NaN, '75' as never])('that is satisfied to %s percent', (percent) => {
    given(asked)
      .when((deal) => recordDemand(deal, demanding, { demand: [line(percent)], at: on(5) }))
      .thenRefused('invalid-percent', { input: String(percent) });
    const input = { id: 'd1', ownerId: 'kari', potential: null, at: on(1), demand: [line(percent)] };
    expect(refusal(() => openDeal(demanding, input))).toEqual([
      'invalid-percent',
      { input: String(percent) },
    ]);
  });

  test('of an amount or a text that is none', () => {
    given(asked)
      .when((deal) => recordDemand(deal, demanding, { demand: [line(1, { amount: 5 as never })], at: on(5) }))
      .thenRefused('invalid-amount', { input: 'undefined' });
    given(asked)
      .when((deal) => recordDemand(deal, demanding, { demand: [line(1, { text: 'a\0' })], at: on(5) }))
      .thenRefused('invalid-text', {
        field: 'demand[0].text',
        problem: 'U+0000 or lone surrogate',
        input: 'a\0',
      });
  });
});
