import { describe, expect, test } from 'vitest';
import { answerStale } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';

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
