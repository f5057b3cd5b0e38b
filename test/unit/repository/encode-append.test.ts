import { describe, expect, test } from 'vitest';
import { type DealEvent, encodeAppend, encodeEvent } from '../../../src/index.ts';
import { moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

describe('what an append is to write', () => {
  test('are the stored forms of its events, in their order', () => {
    const history = [opened(), moved('contact', 'offer', 2)];
    expect(encodeAppend('d1', history, 0)).toEqual(history.map(encodeEvent));
    expect(encodeAppend('d1', history.slice(1), 1)).toEqual([encodeEvent(moved('contact', 'offer', 2))]);
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
