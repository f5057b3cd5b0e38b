import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealHistory,
  type ManualControlTaken,
  moveDeal,
  type OpenDeal,
  replay,
  takeManualControl,
  tasksOf,
} from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { given, guided, pipelines } from './given.ts';

const led = opened({ pipelineId: 'guided', stageId: 'lead' });
const taken = event('ManualControlTaken', 5, {});

describe('taking manual control', () => {
  test('frees a deal of its automatic pipeline', () => {
    given(led)
      .when((deal) => takeManualControl(deal, guided, { at: on(5) }))
      .thenEvents([taken], { manualControl: true, stageId: 'lead' });
    expectTypeOf(takeManualControl).returns.toEqualTypeOf<[ManualControlTaken] | []>();
  });

  test('cancels the open stage tasks, but not those made by hand', () => {
    const task = { id: 't1', name: 'Write', assigneeId: 'ola' };
    const history: DealHistory = [led, event('TaskAdded', 3, { task })];
    const events = takeManualControl(replay(history) as OpenDeal, guided, { at: on(5) });
    const tasks = tasksOf([...history, ...events], pipelines);
    expect(tasks.map(({ name, status, closedAt }) => [name, status, closedAt])).toEqual([
      ['Call', 'cancelled', on(5)],
      ['Write', 'open', null],
    ]);
  });

  test('lets the deal be moved anywhere, without tasks, from then on', () => {
    given(led, taken)
      .when((deal) => moveDeal(deal, guided, { to: 'order', at: on(6) }))
      .thenEvents([moved('lead', 'order', 6)]);
    expect(tasksOf([led, taken, moved('lead', 'demo', 6)], pipelines).filter(isOpen)).toEqual([]);
  });

  test('of a deal that is moved by hand already does nothing: there is no way back', () => {
    given(led, taken)
      .when((deal) => takeManualControl(deal, guided, { at: on(6) }))
      .thenEvents([], { manualControl: true });
    given(opened())
      .when((deal) => takeManualControl(deal, sales, { at: on(5) }))
      .thenEvents([], { manualControl: false });
  });
});

describe('taking manual control is refused', () => {
  test('where there are no stages', () => {
    const { stageId, ...stageless } = opened({ pipelineId: 'simple' });
    given(stageless)
      .when((deal) => takeManualControl(deal, simple, { at: on(5) }))
      .thenRefused('no-stages', { dealId: 'd1', pipelineId: 'simple' });
  });

  test('of a closed deal', () => {
    given(led, event('DealLost', 3, { reason: null }))
      .when((deal) => takeManualControl(deal, guided, { at: on(5) }))
      .thenRefused('deal-not-open', { dealId: 'd1', status: 'lost' });
  });
});

function isOpen({ status }: { readonly status: string }): boolean {
  return status === 'open';
}
