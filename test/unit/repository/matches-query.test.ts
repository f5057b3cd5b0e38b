import { describe, expect, test } from 'vitest';
import { type DealEvent, type DealQuery, matchesQuery, month, period } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

const october = month('2026-10');
const won = event('DealWon', 9, {});

describe('a query is about', () => {
  test.each<[string, DealQuery, readonly DealEvent[], boolean]>([
    ['every deal where it says nothing', {}, [], true],
    ['every deal where what it says is undefined', { status: undefined, ids: undefined }, [], true],
    ['the deals it names', { ids: ['d2', 'd1'] }, [], true],
    ['no others', { ids: ['d2'] }, [], false],
    ['none where it names none', { ids: [] }, [], false],
    ['deals of its pipeline', { pipelineId: 'sales' }, [], true],
    [
      'deals that came to its pipeline',
      { pipelineId: 'big' },
      [event('DealTransferred', 2, { pipelineId: 'big' })],
      true,
    ],
    [
      'deals that left its pipeline',
      { pipelineId: 'sales' },
      [event('DealTransferred', 2, { pipelineId: 'big' })],
      true,
    ],
    ['deals by their status now', { status: 'won' }, [won], true],
    ['not by one they had', { status: 'won' }, [won, event('DealReopened', 10, { stageId: 'offer' })], false],
    ['no deleted deals by their status', { status: 'won' }, [won, event('DealDeleted', 10, {})], false],
    ['deleted deals otherwise', { ownerId: 'kari' }, [event('DealDeleted', 10, {})], true],
    ['deals by their owner now', { ownerId: 'ola' }, [event('DealReassigned', 2, { ownerId: 'ola' })], true],
    ['not by one they had', { ownerId: 'kari' }, [event('DealReassigned', 2, { ownerId: 'ola' })], false],
    [
      'no deals without an owner',
      { ownerId: 'kari' },
      [event('DealReassigned', 2, { ownerId: null })],
      false,
    ],
    ['unless it asks for these', { ownerId: null }, [event('DealReassigned', 2, { ownerId: null })], true],
    ['and only for these', { ownerId: null }, [], false],
    ['deals by the pipeline they are in', { place: { pipelineId: 'sales' } }, [], true],
    [
      'not by one they left',
      { place: { pipelineId: 'sales' } },
      [event('DealTransferred', 2, { pipelineId: 'big' })],
      false,
    ],
    [
      'deals by the stage they are in',
      { place: { pipelineId: 'sales', stageIds: ['contact', 'offer'] } },
      [moved('contact', 'offer', 2)],
      true,
    ],
    ['or were closed in', { place: { pipelineId: 'sales', stageIds: ['contact'] } }, [won], true],
    [
      'not by one they left',
      { place: { pipelineId: 'sales', stageIds: ['contact'] } },
      [moved('contact', 'offer', 2)],
      false,
    ],
    [
      'not by one of another pipeline',
      { pipelineId: 'sales', place: { pipelineId: 'big', stageIds: ['contact'] } },
      [],
      false,
    ],
    ['none by no stage', { place: { pipelineId: 'sales', stageIds: [] } }, [], false],
    [
      'deals by their customer now',
      { customerId: 'c2' },
      [event('DealDescribed', 2, { customerId: 'c1' }), event('DealDescribed', 3, { customerId: 'c2' })],
      true,
    ],
    ['no deals without one', { customerId: 'c2' }, [], false],
    ['unless it asks for these', { customerId: null }, [], true],
    ['deals by their channel', { channel: 'web' }, [event('DealDescribed', 2, { channel: 'web' })], true],
    ['and by none', { channel: null }, [event('DealDescribed', 2, { channel: 'web' })], false],
    [
      'deals expected to close in a period, as last planned',
      { expectedDuring: october },
      [
        event('DealRescheduled', 2, { expectedCloseAt: on('2026-11-01') }),
        event('DealRescheduled', 3, { expectedCloseAt: on(20) }),
        won,
      ],
      true,
    ],
    [
      'not as planned before',
      { expectedDuring: october },
      [
        event('DealRescheduled', 2, { expectedCloseAt: on(20) }),
        event('DealRescheduled', 3, { expectedCloseAt: null }),
      ],
      false,
    ],
    [
      'its end not included',
      { expectedDuring: period(on(1), on(20)) },
      [event('DealRescheduled', 2, { expectedCloseAt: on(20) })],
      false,
    ],
    ['deals opened in a period', { openedDuring: october }, [], true],
    ['its start included', { openedDuring: period(on(1), on(2)) }, [], true],
    ['its end not', { openedDuring: period(on('2026-09-01'), on(1)) }, [], false],
    ['deals closed in a period', { closedDuring: october }, [won], true],
    ['no open deals', { closedDuring: october }, [], false],
    [
      'the last closing of those closed twice',
      { closedDuring: period(on(9), on(10)) },
      [won, event('DealReopened', 10, { stageId: 'offer' }), event('DealWon', 12, {})],
      false,
    ],
    [
      'deals about which something was entered',
      { changedDuring: period(on(20), on(21)) },
      [{ ...won, recordedAt: on(20) }],
      true,
    ],
    [
      'whenever it happened',
      { changedDuring: period(on(9), on(10)) },
      [{ ...won, recordedAt: on(20) }],
      false,
    ],
    ['deals for which all it says holds', { ownerId: 'kari', status: 'won' }, [], false],
  ])('%s', (_, query, events, expected) => {
    expect(matchesQuery([opened(), ...events], query)).toBe(expected);
  });

  test('a deal by its opening, though it is not known since when it has been in its stage', () => {
    expect(matchesQuery([opened({ stageUndated: true })], { openedDuring: october })).toBe(true);
  });

  test('no deal without a known date of opening by that date', () => {
    expect(matchesQuery([opened({ undated: true })], { openedDuring: october })).toBe(false);
  });
});

describe('a query that is none is refused', () => {
  test.each<[unknown, string]>([
    [{ owner: 'kari' }, 'invalid-option'],
    [{ status: 'closed' }, 'invalid-option'],
    [{ ids: 'd1' }, 'invalid-option'],
    [{ ids: [7] }, 'invalid-text'],
    [{ ownerId: 7 }, 'invalid-text'],
    [{ customerId: 7 }, 'invalid-text'],
    [{ channel: {} }, 'invalid-text'],
    [{ place: 'offer' }, 'invalid-option'],
    [{ place: { stageIds: ['offer'] } }, 'invalid-text'],
    [{ place: { pipelineId: 'sales', stageIds: 'offer' } }, 'invalid-option'],
    [{ place: { pipelineId: 'sales', stageId: 'offer' } }, 'invalid-option'],
    [{ expectedDuring: '2026-10' }, 'invalid-date'],
    [{ openedDuring: '2026-10' }, 'invalid-date'],
    [{ closedDuring: { start: on(2), end: on(1) } }, 'invalid-period'],
  ])('%j', (query, code) => {
    expect(refusal(() => matchesQuery([opened()], query as DealQuery))).toEqual([code, expect.anything()]);
  });
});
