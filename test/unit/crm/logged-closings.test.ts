import { expect, test } from 'vitest';
import { withLoggedClosings } from '../../../src/crm/tables/logged-closings.ts';
import type { ChangeRow, DealRow } from '../../../src/index.ts';

const outcomeOf = (stageId: string) => (stageId === 'won' ? 'won' : null);

/** When a deal closed whose row and whose log say so. */
function closedAt(at: string | Date, ...changes: Omit<ChangeRow, 'dealId'>[]): unknown {
  const row: DealRow = { id: 'd1', pipelineId: 'p', openedAt: null, outcome: { status: 'won', at } };
  const log = changes.map((change) => ({ dealId: 'd1', ...change }));
  return withLoggedClosings([row], log, outcomeOf)[0]?.outcome?.at;
}

test('an outcome that the log dates within a minute has the date of the log', () => {
  const at = '2026-10-28T15:30:00.200Z';
  expect(closedAt('2026-10-28T15:30:00Z', { at, stageId: 'won' })).toBe(at);
  expect(closedAt('2026-10-28T15:31:00Z', { at, outcome: { status: 'won' } })).toBe(at);
  expect(closedAt(new Date('2026-10-28T15:29:30Z'), { at, stageId: 'offer' }, { at, stageId: 'won' })).toBe(
    at,
  );
});

test('one that the log dates otherwise, has otherwise or does not have keeps its own', () => {
  const own = '2026-10-28T15:30:00Z';
  expect(closedAt(own, { at: '2026-10-28T15:32:00Z', stageId: 'won' })).toBe(own);
  expect(closedAt(own, { at: '2026-10-28T15:30:10Z', outcome: { status: 'lost' } })).toBe(own);
  expect(closedAt(own, { at: '2026-10-28T15:30:10Z', stageId: 'offer' })).toBe(own);
  expect(closedAt(own)).toBe(own);
  expect(closedAt('2026-10-28', { at: '2026-10-28', stageId: 'won' })).toBe('2026-10-28');
});
