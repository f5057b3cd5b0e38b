import { expect, test } from 'vitest';
import { allAsBest, ownerScorecard } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

// Kari gets three of four deals to an offer and wins one of the three; Ola gets one of four there, and wins it.
const rows = [
  closedRow('k1', 'won', 9, { potential: nok(60) }),
  closedRow('k2', 'lost', 9),
  closedRow('k3', 'lost', 9),
  closedRow('k4', 'lost', 9),
  closedRow('o1', 'won', 9, { ownerId: 'ola', potential: nok(100) }),
  ...['o2', 'o3', 'o4'].map((id) => closedRow(id, 'lost', 9, { ownerId: 'ola' })),
];
const changes = ['k1', 'k2', 'k3', 'o1'].map((dealId) => ({ dealId, stageId: 'offer', at: on(3) }));
const scorecard = ownerScorecard(bookOf(rows, changes), { pipelineId: 'sales' });

test('with everybody as good as the best of each stage, three of four deals would be won', () => {
  const { stages, owners, total } = allAsBest(scorecard);
  expect(stages.map(({ stageId, best, owners: who }) => [stageId, best?.count, best?.of, who])).toEqual([
    ['contact', 3, 4, ['kari']],
    ['offer', 1, 1, ['ola']],
    ['terms', 1, 1, ['kari', 'ola']],
  ]);
  expect(
    owners.map(({ ownerId, won, wins, moreWins }) => [ownerId, won, wins?.value, moreWins?.value]),
  ).toEqual([
    ['kari', 1, 3, 2],
    ['ola', 1, 3, 2],
  ]);
  // 8 × 3/4 = 6 wins, 4 more, of (60 + 100) / 2 each
  expect(plain(total)).toMatchObject({ entered: 8, won: 2, wins: { value: 6 }, moreSold: '320' });
});

test('where nobody has a rank at a stage, nothing is told', () => {
  const few = ownerScorecard(bookOf(rows, changes), { pipelineId: 'sales', minEntered: 3 });
  const { stages, total } = allAsBest(few);
  expect(stages.at(-1)).toMatchObject({ best: null, owners: [] });
  expect(total).toMatchObject({ wins: null, moreWins: null, moreSold: null });
});

test('the mean amount is that of the won deals that have one', () => {
  const unpriced = bookOf(
    rows.map((row) => (row.id === 'o1' ? { ...row, potential: null } : row)),
    changes,
  );
  const { total } = allAsBest(ownerScorecard(unpriced, { pipelineId: 'sales' }));
  expect(plain(total)).toMatchObject({ won: 2, moreWins: { value: 4 }, moreSold: '240' }); // 4 × 60 / 1
});

test('what may change while deals of the scorecard are open is provisional', () => {
  expect(allAsBest(scorecard).provisional).toBe(false);
  const running = bookOf([...rows, dealRow('k5')], changes);
  expect(allAsBest(ownerScorecard(running, { pipelineId: 'sales' })).provisional).toBe(true);
});

test('a scorecard in which early wins pass no later stages is refused', () => {
  const jumps = ownerScorecard(bookOf(rows, changes), { pipelineId: 'sales', skips: 'jumps' });
  expect(refusal(() => allAsBest(jumps))).toEqual([
    'invalid-option',
    { option: 'scorecard', problem: "read with skips: 'jumps', whose rates do not lead to the wins" },
  ]);
});

test('what is no scorecard is refused', () => {
  expect(refusal(() => allAsBest({} as never))).toEqual(['invalid-option', expect.anything()]);
});
