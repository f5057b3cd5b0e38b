import { describe, expect, test } from 'vitest';
import { type DealEvent, dealBook, transitions } from '../../../src/index.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

type TransitionsOptions = NonNullable<Parameters<typeof transitions>[1]>;

function found(histories: readonly (readonly DealEvent[])[], options: Partial<TransitionsOptions> = {}) {
  const book = dealBook(
    histories.map((events, index) => events.map((each) => ({ ...each, dealId: `d${index}` }))),
    { pipelines: [sales, simple], currency: 'NOK' },
  );
  return transitions(book, { pipelineId: 'sales', ...options }).transitions.map(
    ({ from, to, ending, direction, visits, deals }) => [from, to ?? ending, direction, visits, deals],
  );
}

const lost = event('DealLost', 9, { reason: 'price' });

describe('the transitions of a pipeline', () => {
  test('tell where visits led: to the next stage, over one, back, or out', () => {
    const histories = [
      [opened(), moved('contact', 'offer', 2), moved('offer', 'terms', 3), event('DealWon', 4, {})],
      [opened(), moved('contact', 'terms', 2), moved('terms', 'contact', 3), lost],
      [opened()],
    ];
    expect(found(histories)).toEqual([
      ['contact', 'offer', 'next', 1, 1],
      ['contact', 'terms', 'skip', 1, 1],
      ['contact', 'lost', null, 1, 1],
      ['contact', 'open', null, 1, 1],
      ['offer', 'terms', 'next', 1, 1],
      ['terms', 'contact', 'back', 1, 1],
      ['terms', 'won', null, 1, 1],
    ]);
  });

  test('count every visit, and each deal once', () => {
    const twice = [moved('contact', 'offer', 2), moved('offer', 'contact', 3), moved('contact', 'offer', 4)];
    expect(found([[opened(), ...twice]])).toEqual([
      ['contact', 'offer', 'next', 2, 1],
      ['offer', 'contact', 'back', 1, 1],
      ['offer', 'open', null, 1, 1],
    ]);
  });

  test('go from a stage to itself where a deal was reopened there', () => {
    expect(found([[opened(), lost, event('DealReopened', 10, { stageId: 'contact' })]])).toEqual([
      ['contact', 'contact', 'same', 1, 1],
      ['contact', 'open', null, 1, 1],
    ]);
  });

  test('end with a transfer to another pipeline', () => {
    expect(found([[opened(), event('DealTransferred', 2, { pipelineId: 'simple' })]])).toEqual([
      ['contact', 'transferred', null, 1, 1],
    ]);
  });

  test('are those of deals closed or opened in a period', () => {
    const histories = [[opened(), lost], [opened({ at: on('2026-09-01') })]];
    expect(found(histories, { closedDuring: '2026-10' })).toEqual([['contact', 'lost', null, 1, 1]]);
    expect(found(histories, { openedDuring: '2026-09' })).toEqual([['contact', 'open', null, 1, 1]]);
  });

  test('of no deals are none: what did not happen is not listed', () => {
    expect(found([])).toEqual([]);
  });

  test('are refused of a pipeline the book does not know, and with an option that is not known', () => {
    expect(refusal(() => found([], { pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => found([], { skips: 'ignore' } as object))).toMatchObject([
      'invalid-option',
      { option: 'skips' },
    ]);
  });
});
