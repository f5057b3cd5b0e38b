import { describe, expect, test } from 'vitest';
import {
  type ChangeRow,
  type DealRow,
  dealBook,
  historiesOf,
  type OwnerScorecardOptions,
  ownerScorecard,
  reportTable,
  salesFunnel,
  selectDeals,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const rows: DealRow[] = [];
const changes: ChangeRow[] = [];

/** Deals of an owner: so many in each stage at the end, the rest of them won. */
function give(ownerId: string, deals: number, lostIn: Record<string, number>): void {
  const left = Object.entries(lostIn).flatMap(([stageId, count]) => Array<string>(count).fill(stageId));
  for (let i = 0; i < deals; i++) {
    const id = `${ownerId}${i}`;
    const stageId = left[i];
    rows.push(
      dealRow(id, { ownerId, outcome: { status: stageId ? 'lost' : 'won', at: on(9), reason: 'price' } }),
    );
    if (stageId !== undefined && stageId !== 'contact') changes.push({ dealId: id, stageId, at: on(2) });
  }
}
give('ann', 4, { contact: 2, offer: 1 }); // contact 2 of 4, offer 1 of 2, terms 1 of 1
give('bob', 4, { contact: 1, terms: 1 }); // contact 3 of 4, offer 3 of 3, terms 2 of 3
give('eva', 1, {}); // 1 of 1 everywhere

const book = dealBook(historiesOf(rows, changes, [sales]), { pipelines: [sales], currency: 'NOK' });
function card(options: Partial<OwnerScorecardOptions> = {}) {
  return ownerScorecard(book, { pipelineId: 'sales', ...options });
}

describe('who is good at what', () => {
  test('nobody is good at deals without an owner: they have a row, the last, but neither rank nor gap', () => {
    const won = [opened({ ownerId: null }), event('DealWon', 5, {})];
    const lost = [opened({ dealId: 'd2' }), { ...event('DealLost', 5, { reason: 'price' }), dealId: 'd2' }];
    const two = dealBook([won, lost], { pipelines: [sales], currency: 'NOK' });
    const { owners, stages } = ownerScorecard(two, { pipelineId: 'sales' });
    expect(owners.map(({ ownerId, winRate, rank }) => [ownerId, winRate.value, rank])).toEqual([
      ['kari', 0, 1],
      [null, 1, null],
    ]);
    expect(owners[1]?.stages.map(({ rank, gap }) => [rank, gap])).toEqual(Array(3).fill([null, null]));
    expect(stages[0]).toMatchObject({ team: { count: 1, of: 2 }, lowest: 0, highest: 0, best: ['kari'] });
    expect(reportTable(ownerScorecard(two, { pipelineId: 'sales' })).rows.map(([owner]) => owner)).toEqual([
      'kari',
      '–',
      'Team',
    ]);
  });

  test('each owner has the funnel of the own deals, and together they are the team', () => {
    const { team, owners } = card();
    expect(owners.map(({ ownerId, deals, won, lost }) => [ownerId, deals, won, lost])).toEqual([
      ['ann', 4, 1, 3],
      ['bob', 4, 2, 2],
      ['eva', 1, 1, 0],
    ]);
    expect(plain(team)).toMatchObject({
      deals: 9,
      won: 4,
      lost: 5,
      open: 0,
      wonAmount: '400',
      unpricedWon: 0,
    });
    const mine = salesFunnel(selectDeals(book, { field: 'closedBy', value: 'bob' }), { pipelineId: 'sales' });
    expect(owners[1]?.stages.map(({ stepRate }) => stepRate)).toEqual(
      mine.stages.map(({ stepRate }) => stepRate),
    );
  });

  test('owners are ranked in each stage, and set against the team', () => {
    const { team, owners, stages } = card();
    expect(team.stages.map(({ stepRate: { count, of } }) => [count, of])).toEqual([
      [6, 9],
      [5, 6],
      [4, 5],
    ]);
    expect(owners.map(({ stages }) => stages.map(({ rank }) => rank))).toEqual([
      [3, 3, 1],
      [2, 1, 3],
      [1, 1, 1],
    ]);
    expect(owners[0]?.stages[0]?.gap).toBe(1 / 2 - 6 / 9);
    expect(stages.map(({ lowest, highest, best }) => [lowest, highest, best])).toEqual([
      [1 / 2, 1, ['eva']],
      [1 / 2, 1, ['bob', 'eva']],
      [2 / 3, 1, ['ann', 'eva']],
    ]);
  });

  test('an owner of too few deals is not ranked, and is neither the lowest nor the best', () => {
    const { owners, stages } = card({ minEntered: 2 });
    expect(owners.map(({ rank, stages }) => [rank, stages.map((stage) => stage.rank)])).toEqual([
      [2, [2, 2, null]],
      [1, [1, 1, 1]],
      [null, [null, null, null]],
    ]);
    expect(owners[2]?.stages[0]).toMatchObject({ entered: 1, gap: null });
    expect(stages.map(({ best }) => best)).toEqual([['bob'], ['bob'], ['bob']]);
  });

  test('owners of equal win rates share a rank, and the next rank is left out', () => {
    const { owners } = card({ closedDuring: '2026-10' });
    expect(owners.map(({ winRate, rank }) => [winRate.value, rank])).toEqual([
      [0.25, 3],
      [0.5, 2],
      [1, 1],
    ]);
    const tied = [
      dealRow('d1', { ownerId: 'a' }),
      dealRow('d2', { ownerId: 'b' }),
      dealRow('d3', { ownerId: 'c' }),
    ].map((row, index) => ({
      ...row,
      outcome: { status: index < 2 ? ('won' as const) : ('lost' as const), at: on(9), reason: 'price' },
    }));
    const tiedBook = dealBook(historiesOf(tied, [], [sales]), { pipelines: [sales], currency: 'NOK' });
    expect(ownerScorecard(tiedBook, { pipelineId: 'sales' }).owners.map(({ rank }) => rank)).toEqual([
      1, 1, 3,
    ]);
  });

  test('a closed deal is its owner’s at the closing, an open one its owner’s by now', () => {
    const histories = [
      [opened(), event('DealWon', 2, { amount: nok(70) }), event('DealReassigned', 3, { ownerId: 'ola' })],
      [opened({ dealId: 'd2' }), { ...event('DealReassigned', 3, { ownerId: 'ola' }), dealId: 'd2' }],
    ];
    const moved = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
    const { owners } = ownerScorecard(moved, { pipelineId: 'sales' });
    expect(
      owners.map(({ ownerId, won, open, wonAmount }) => [ownerId, won, open, String(wonAmount.amount)]),
    ).toEqual([
      ['kari', 1, 0, '70'],
      ['ola', 0, 1, '0'],
    ]);
  });

  test('ranks are provisional while deals of the population are open, and final when all are closed', () => {
    const running = dealBook(
      historiesOf([...rows, dealRow('eva1', { ownerId: 'eva', openedAt: on(5) })], changes, [sales]),
      { pipelines: [sales], currency: 'NOK' },
    );
    const about = (options: Partial<OwnerScorecardOptions>) => {
      const { provisional, team, owners } = ownerScorecard(running, { pipelineId: 'sales', ...options });
      return [provisional, team.open, owners.map(({ ownerId, open }) => [ownerId, open])];
    };
    const open = [true, 1, ['ann', 'bob', 'eva'].map((ownerId) => [ownerId, ownerId === 'eva' ? 1 : 0])];
    expect(about({})).toEqual(open);
    expect(about({ openedDuring: '2026-10' })).toEqual(open);
    expect(about({ enteredDuring: '2026-10' })).toEqual(open);
    expect(about({ cohort: { stageId: 'contact', during: '2026-10' } })).toEqual(open);
    expect(about({ closedDuring: '2026-10' }).slice(0, 2)).toEqual([false, 0]);
    expect(about({ cohort: { stageId: 'contact', during: '2026-10-01' } }).slice(0, 2)).toEqual([false, 0]);
    // Half of Eva's deals went on from the first contact so far; she was the best there.
    const { stages } = ownerScorecard(running, { pipelineId: 'sales' });
    expect([stages[0]?.best, card().stages[0]?.best]).toEqual([['bob'], ['eva']]);
  });

  test('an owner who is named is listed without a deal: zero won, no rates, no ranks', () => {
    for (const credit of ['closer', 'opener', 'stage'] as const) {
      const { owners, stages, team } = card({ owners: ['zoe', 'ann', null], credit, minEntered: 0 });
      expect(owners.map(({ ownerId, deals, won }) => [ownerId, deals, won])).toEqual([
        ['ann', 4, 1],
        ['bob', 4, 2],
        ['eva', 1, 1],
        ['zoe', 0, 0],
        [null, 0, 0],
      ]);
      const [, , , zoe] = owners;
      expect(plain(zoe)).toMatchObject({ wonAmount: '0', winRate: { value: null }, rank: null });
      expect(zoe?.stages.map(({ stageId, entered, rank, gap }) => [stageId, entered, rank, gap])).toEqual(
        ['contact', 'offer', 'terms'].map((stageId) => [stageId, 0, null, null]),
      );
      expect({ stages, team }).toEqual({
        stages: card({ credit, minEntered: 0 }).stages,
        team: card({ credit, minEntered: 0 }).team,
      });
    }
  });

  test('an unknown pipeline and a minimum that is no count are refused', () => {
    expect(refusal(() => card({ pipelineId: 'gone' }))).toEqual(['unknown-pipeline', { pipelineId: 'gone' }]);
    expect(refusal(() => card({ minEntered: 0.5 }))).toEqual([
      'invalid-option',
      { option: 'minEntered', problem: 'not a whole number from 0 on: 0.5' },
    ]);
    expect(refusal(() => card({ owners: [1] as never }))).toMatchObject([
      'invalid-option',
      { option: 'owners', problem: expect.stringMatching(/^not a list of ids/) },
    ]);
  });
});
