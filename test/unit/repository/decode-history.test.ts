import { describe, expect, test } from 'vitest';
import { decodeHistory, encodeAppend } from '../../../src/index.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

describe('a stored history', () => {
  const stored = encodeAppend('d1', [opened(), moved('contact', 'offer', 2), event('DealWon', 3, {})], 0);

  test('that an append wrote is the history again', () => {
    const history = [opened(), moved('contact', 'offer', 2)];
    expect(decodeHistory(encodeAppend('d1', history, 0))).toEqual(history);
  });

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
