import { describe, expect, test } from 'vitest';
import { type DealHistory, type DealQuery, matchesQuery, queryTest } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

const histories: readonly DealHistory[] = [
  [opened()],
  [opened({ dealId: 'd2', ownerId: 'ola' })],
  [opened({ dealId: 'd3' }), { ...event('DealWon', 9, {}), dealId: 'd3' }],
];

function found(query: DealQuery): string[] {
  return histories.filter(queryTest(query)).map(([{ dealId }]) => dealId);
}

describe('the test of a query', () => {
  test('picks the deals it is about from many histories', () => {
    expect(found({ ownerId: 'kari' })).toEqual(['d1', 'd3']);
    expect(found({ ownerId: 'kari', status: 'won' })).toEqual(['d3']);
    expect(found({ ids: [] })).toEqual([]);
  });

  test('says of each history what matchesQuery says', () => {
    for (const query of [{}, { status: 'open' }, { ids: ['d2', 'd3'] }, { ownerId: 'ola' }] as const)
      expect(histories.map(queryTest(query))).toEqual(histories.map((each) => matchesQuery(each, query)));
  });

  test('stays what it was, when the query is changed afterwards', () => {
    const ids = ['d1'];
    const openedDuring = { start: on(1), end: on(2) };
    const stageIds = ['contact'];
    const isMeant = queryTest({ ids, openedDuring, place: { pipelineId: 'sales', stageIds } });
    ids.push('d2');
    stageIds.pop();
    openedDuring.start.setTime(+on(2));
    expect(histories.map(isMeant)).toEqual([true, false, false]);
  });

  test('refuses a query that is none before any history is at hand', () => {
    expect(refusal(() => queryTest({ owner: 'kari' } as DealQuery))).toMatchObject(['invalid-option', {}]);
    expect(refusal(() => queryTest({ ids: 'd1' } as never))).toMatchObject(['invalid-option', {}]);
  });
});
