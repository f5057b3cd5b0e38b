import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  bookAsOf,
  type DealEvent,
  type DealHistory,
  dealBook,
  dealsIn,
  ownerScorecard,
  salesFunnel,
  stageDurations,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';

const pipelineId = 'sales';
const handed = (ownerId: string | null, day: number) => event('DealReassigned', day, { ownerId });
const second = (...events: readonly DealEvent[]) => events.map((each) => ({ ...each, dealId: 'd2' }));

// Kari finds the client and hands the deal to Ola on the third, when it comes to the offer; he jumps over the terms and wins.
// Of the second, she loses the offer, and nobody has it since.
const histories = [
  [opened(), moved('contact', 'offer', 3), handed('ola', 3), event('DealWon', 9, {})],
  second(
    opened({ potential: nok(40) }),
    moved('contact', 'offer', 4),
    event('DealLost', 8, { reason: 'price' }),
    handed(null, 8),
  ),
] as unknown as DealHistory[];
const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
const of = (stageOwnerId: string | null) => salesFunnel(book, { pipelineId, stageOwnerId });

describe('the stages that somebody worked', () => {
  test('are those of which the deal was theirs when it left them, even if it changed hands at that instant', () => {
    const cells = (ownerId: string | null) =>
      of(ownerId).stages.map(({ entered, passed, lost }) => [entered, passed, lost]);
    expect(cells('kari')).toEqual([
      [2, 2, 0],
      [1, 0, 1],
      [0, 0, 0],
    ]);
    expect(cells('ola')).toEqual([
      [0, 0, 0],
      [1, 1, 0],
      [1, 1, 0], // jumped over by the win
    ]);
    expect(cells(null)).toEqual(Array(3).fill([0, 0, 0]));
  });

  test('lead on under whomever, and the total is of the deals shown', () => {
    const { stages, total } = of('kari');
    expect(stages.map(({ stepRate: { count, of } }) => [count, of])).toEqual([
      [2, 2],
      [0, 1],
      [0, 0],
    ]);
    expect(stages.map(({ cumulativeRate: { count, of } }) => [count, of])).toEqual([
      [2, 2],
      [2, 2], // of her two contacts both came to the offer, one of them under Ola
      [1, 2],
    ]);
    expect(total).toMatchObject({ deals: 2, won: 1, lost: 1 });
    expect(of('ola').stages[1]?.cumulativeRate).toEqual({ value: null, count: 0, of: 0 });
    expect(of('nobody').total.deals).toBe(0);
  });

  test('have their money, days and deals', () => {
    expect(plain(of('kari').stages.map(({ potential }) => potential.entered))).toEqual(['140', '40', '0']);
    const { stages } = stageDurations(book, { pipelineId, stageOwnerId: 'kari' });
    expect(stages.map(({ days: { count, mean } }) => [count, mean])).toEqual([
      [2, 2.5], // two and three days
      [1, 4],
      [0, null],
    ]);
    const place = { stageId: 'offer', cell: 'entered' } as const;
    expect(dealsIn(book, { pipelineId, stageOwnerId: 'ola' }, place)).toEqual(['d1']);
  });

  test('while the deal is still there, are of who has it now', () => {
    const then = bookAsOf(book, on(5));
    const entered = (ownerId: string) =>
      salesFunnel(then, { pipelineId, stageOwnerId: ownerId }).stages.map(({ open }) => open);
    expect(entered('kari')).toEqual([0, 1, 0]);
    expect(entered('ola')).toEqual([0, 1, 0]);
  });

  test('jumped over, are of who had the deal when it jumped', () => {
    const jumped = [opened(), moved('contact', 'terms', 3), handed('ola', 3), handed('eva', 4)];
    const jumpy = dealBook([jumped as never], { pipelines: [sales], currency: 'NOK' });
    const entered = (ownerId: string) =>
      salesFunnel(jumpy, { pipelineId, stageOwnerId: ownerId }).stages.map((row) => row.entered);
    expect([entered('kari'), entered('ola'), entered('eva')]).toEqual([
      [1, 1, 0],
      [0, 0, 0],
      [0, 0, 1],
    ]);
  });

  test('are the same in a book that grew event by event', () => {
    const [first, other] = histories as [DealHistory, DealHistory];
    const [opening, ...events] = first;
    let grown = dealBook([[opening], other] as never, { pipelines: [sales], currency: 'NOK' });
    for (const each of events) grown = appendToBook(grown, 'd1', [each]);
    for (const stageOwnerId of ['kari', 'ola', null])
      expect(salesFunnel(grown, { pipelineId, stageOwnerId })).toEqual(of(stageOwnerId));
  });
});

describe('the scorecard of owners', () => {
  const deals = (credit: 'closer' | 'opener' | 'stage') =>
    ownerScorecard(book, { pipelineId, credit }).owners.map(({ ownerId, deals, won, stages, wonAmount }) => [
      ...[ownerId, deals, won, plain(wonAmount)],
      stages.map(({ entered }) => entered),
    ]);

  test('credits who closed a deal, unless who opened it or worked its stages is asked for', () => {
    expect(deals('closer')).toEqual([
      ['kari', 1, 0, '0', [1, 1, 0]],
      ['ola', 1, 1, '100', [1, 1, 1]],
    ]);
    expect(deals('opener')).toEqual([['kari', 2, 1, '100', [2, 2, 1]]]);
    expect(deals('stage')).toEqual([
      ['kari', 2, 1, '100', [2, 1, 0]],
      ['ola', 1, 1, '100', [0, 1, 1]],
    ]);
  });
});

describe('money at the entry', () => {
  const worth = (amount: number | null, day: number) =>
    event('DealRevalued', day, { potential: amount === null ? null : nok(amount) });
  const valued = dealBook(
    [
      [opened({ potential: null }), worth(60, 3), moved('contact', 'offer', 3), worth(100, 5)],
      second(
        opened({ potential: nok(40) }),
        moved('contact', 'offer', 4),
        worth(null, 5),
        moved('offer', 'terms', 6),
      ),
    ] as never,
    { pipelines: [sales], currency: 'NOK' },
  );

  test('is the potential of the instant the visit began; in the total of the last visit', () => {
    const { stages, total, potentialAt } = salesFunnel(valued, { pipelineId, potentialAt: 'entry' });
    expect(plain(stages.map(({ potential: { entered, open } }) => [entered, open]))).toEqual([
      ['40', '0'], // the first had none at its opening
      ['100', '60'],
      ['0', '0'],
    ]);
    expect(plain([total.potential.deals, total.unpriced])).toEqual(['60', 1]);
    expect(potentialAt).toBe('entry');
    expect(dealsIn(valued, { pipelineId, potentialAt: 'entry' }, { cell: 'unpriced' })).toEqual(['d2']);
  });

  test('is that as of the book by default', () => {
    const { stages, total } = salesFunnel(valued, { pipelineId });
    expect(plain(stages.map(({ potential }) => potential.entered))).toEqual(['100', '100', '0']);
    expect(plain([total.potential.deals, total.unpriced])).toEqual(['100', 1]);
  });
});
