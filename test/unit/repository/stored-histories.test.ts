import { describe, expect, test } from 'vitest';
import { answerStale, type DealEvent, decodeHistory, encodeAppend } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

describe('what an append is to write', () => {
  test('are the stored forms, which are the history again', () => {
    const history = [opened(), moved('contact', 'offer', 2)];
    expect(decodeHistory(encodeAppend('d1', history, 0))).toEqual(history);
  });

  test.each<[string, string, unknown, number, unknown]>([
    [
      'nothing',
      'd1',
      [],
      0,
      ['invalid-option', { option: 'events', problem: 'at least one event is needed' }],
    ],
    ['no list', 'd1', 'DealWon', 0, ['invalid-option', expect.anything()]],
    ['no version', 'd1', [opened()], 1.5, ['invalid-option', expect.anything()]],
    [
      'a deal that does not begin',
      'd1',
      [moved('a', 'b', 2)],
      0,
      ['missing-opening', { dealId: 'd1', firstType: 'DealMoved' }],
    ],
    ["another deal's event", 'd2', [opened()], 0, ['mixed-deals', { dealId: 'd2', otherDealId: 'd1' }]],
    ['an event that is none', 'd1', [null], 1, ['invalid-record', expect.objectContaining({ path: '[0]' })]],
    [
      'an event that is damaged',
      'd1',
      [opened(), { ...moved('a', 'b', 2), at: 'noon' }],
      0,
      ['invalid-record', expect.objectContaining({ path: '[1].at' })],
    ],
    [
      'an unknown event',
      'd1',
      [{ ...moved('a', 'b', 2), type: 'DealPostponed' }],
      1,
      ['unknown-event', { dealId: 'd1', type: 'DealPostponed' }],
    ],
  ])('is refused: %s', (_, id, events, version, expected) => {
    expect(refusal(() => encodeAppend(id, events as readonly DealEvent[], version))).toEqual(expected);
  });
});

describe('a stored history', () => {
  const stored = encodeAppend('d1', [opened(), moved('contact', 'offer', 2), event('DealWon', 3, {})], 0);

  test.each<[string, unknown[], unknown]>([
    ['without its opening', stored.slice(1), ['missing-opening', { dealId: 'd1', firstType: 'DealMoved' }]],
    ['without anything', [], ['empty-history', {}]],
    [
      "with another deal's event",
      [...stored, { ...stored[2], dealId: 'd2' }],
      ['mixed-deals', { dealId: 'd1', otherDealId: 'd2' }],
    ],
    [
      'with damage',
      [stored[0], { ...stored[1], to: 7 }],
      ['invalid-record', expect.objectContaining({ path: '[1].to' })],
    ],
    [
      'with an event of a newer version',
      [...stored, { ...stored[2], type: 'DealPostponed' }],
      ['unknown-event', { dealId: 'd1', type: 'DealPostponed' }],
    ],
  ])('is refused %s', (_, forms, expected) => {
    expect(refusal(() => decodeHistory(forms))).toEqual(expected);
  });

  test('of another format is migrated, event by event', () => {
    const old = stored.map(({ format, ...event }) => ({ ...event, v: 0 }));
    const migrate = (form: unknown): unknown => {
      const { v, ...event } = form as Record<string, unknown>;
      return { ...event, format: 1 };
    };
    expect(decodeHistory(old, { migrate })).toEqual(decodeHistory(stored));
  });
});

describe('an append at another version', () => {
  const history = [
    opened({ fields: { a: 1, b: on(2) } }),
    moved('contact', 'offer', 2),
    event('DealWon', 3, {}),
  ];

  test('is a duplicate where its events are there, in whatever order their properties stand', () => {
    const same = opened({ fields: { b: on(2), a: 1 } });
    expect(answerStale(history, [same], 0)).toEqual({ status: 'duplicate', version: 1 });
    expect(answerStale(history, history.slice(1), 1)).toEqual({ status: 'duplicate', version: 3 });
  });

  test('is a conflict where any of them is not', () => {
    const conflict = { status: 'conflict', actualVersion: 3 };
    expect(answerStale(history, [opened({ fields: { a: 1 } })], 0)).toEqual(conflict);
    expect(answerStale(history, [...history, event('DealDeleted', 4, {})], 0)).toEqual(conflict);
    expect(answerStale(history, [event('DealDeleted', 4, {})], 3)).toEqual(conflict);
    expect(answerStale([], [moved('contact', 'offer', 2)], 1)).toEqual({
      status: 'conflict',
      actualVersion: 0,
    });
  });
});
