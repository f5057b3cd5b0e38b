import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  activeFunnel,
  type DealBook,
  dealBoard,
  dealStatus,
  dealsIn,
  lossReasons,
  ownerScorecard,
  planAttainment,
  salesByPeriod,
  selectDeals,
  stageEffectiveness,
  staleDeals,
  weightedPipeline,
  winRate,
} from '../../../src/index.ts';
import { nok } from '../../support/deals.ts';
import { runs } from '../../support/runs.ts';
import { asked, bookOf, dealPopulation, periodIn, sceneOrPart, when } from './scenes.ts';

function part(book: DealBook, ids: readonly string[]): DealBook {
  return selectDeals(book, { field: 'id', is: 'in', value: ids });
}

/** As many deals as the figure counts, and the same report of these alone counts them all there. */
function expectBehind(
  book: DealBook,
  ids: readonly string[],
  figure: number,
  figureOf: (book: DealBook) => number | undefined,
): void {
  expect(ids).toHaveLength(figure);
  expect(new Set(ids).size).toBe(ids.length);
  if (figure > 0) expect(figureOf(part(book, ids))).toBe(figure);
}

test('on random books there are as many deals behind a figure as it says, and they make it up', () => {
  fc.assert(
    fc.property(sceneOrPart, dealPopulation, when, (random, people, time) => {
      const book = bookOf(random);
      const during = periodIn(random, time);
      for (const pipelineId of [undefined, ...random.pipelines.map(({ id }) => id)]) {
        const options = { ...(pipelineId === undefined ? {} : { pipelineId }), ...asked(people, random) };
        const rate = winRate(book, options);
        for (const cell of ['won', 'lost', 'open', 'unpriced', 'unpricedWon'] as const)
          expectBehind(
            book,
            dealsIn(book, rate, { cell }),
            rate[cell],
            (some) => winRate(some, options)[cell],
          );

        const status = dealStatus(book, options);
        for (const row of status.statuses) {
          const { deals, unpriced } = row;
          expect(dealsIn(book, status, { status: row.status })).toHaveLength(deals.count);
          expect(dealsIn(book, status, { status: row.status, cell: 'unpriced' })).toHaveLength(unpriced);
        }

        const losses = lossReasons(book, options);
        expect(dealsIn(book, losses, {})).toHaveLength(losses.lost);
        for (const { reason, lost, unpriced, competitors, stages, owners, customers } of losses.reasons) {
          const behind = (place: object) => dealsIn(book, losses, { reason, ...place });
          expectBehind(
            book,
            behind({}),
            lost.count,
            (some) => lossReasons(some, options).reasons[0]?.lost.of,
          );
          expect(behind({ cell: 'unpriced' })).toHaveLength(unpriced);
          for (const { lost: figure, ...place } of competitors) expect(behind(place)).toHaveLength(figure);
          for (const { lost: figure, potential: _, ...place } of [...stages, ...owners, ...customers])
            expect(behind(place)).toHaveLength(figure);
        }

        const sales = salesByPeriod(book, { during, ...(pipelineId === undefined ? {} : { pipelineId }) });
        for (const { periods, total, ...who } of [sales.company, ...sales.owners]) {
          const owner = 'ownerId' in who ? { ownerId: who.ownerId as string | null } : {};
          expect(dealsIn(book, sales, owner)).toHaveLength(total.won);
          for (const { name: period, won, unpriced } of periods) {
            expect(dealsIn(book, sales, { ...owner, period })).toHaveLength(won);
            expect(dealsIn(book, sales, { ...owner, period, cell: 'unpriced' })).toHaveLength(unpriced);
          }
        }

        const open = weightedPipeline(book, pipelineId === undefined ? {} : { pipelineId });
        expect(dealsIn(book, open, {})).toHaveLength(open.total.open);
        expect(dealsIn(book, open, { cell: 'overdue' })).toHaveLength(open.overdue.open);
        expect(dealsIn(book, open, { cell: 'unscheduled' })).toHaveLength(open.unscheduled.open);
        for (const { name: period, open: figure } of open.periods)
          expect(dealsIn(book, open, { period })).toHaveLength(figure);

        const plans = [{ during, amount: { ...nok(10), currency: book.currency } }];
        const plan = planAttainment(book, { plans, ...(pipelineId === undefined ? {} : { pipelineId }) });
        expect(dealsIn(book, plan, { plan: 0 })).toHaveLength(plan.plans[0]?.won ?? 0);
      }
      for (const { id: pipelineId } of random.pipelines) {
        const active = activeFunnel(book, { pipelineId });
        const board = dealBoard(book, { pipelineId });
        expect(dealsIn(book, active, {})).toHaveLength(active.total.open);
        for (const { stageId, open, unpriced } of active.stages) {
          expect(dealsIn(book, active, { stageId })).toHaveLength(open);
          expect(dealsIn(book, board, { stageId, cell: 'unpriced' })).toHaveLength(unpriced);
        }
        const stale = staleDeals(book, { pipelineId });
        expect(dealsIn(book, stale, {})).toHaveLength(stale.deals.length);

        const options = { pipelineId, ...asked(people, random) };
        const effect = stageEffectiveness(book, options);
        for (const stage of effect.stages)
          for (const cell of ['entered', 'passed', 'lost'] as const)
            expect(dealsIn(book, effect, { stageId: stage.stageId, cell })).toHaveLength(stage[cell]);

        const card = ownerScorecard(book, options);
        for (const { stages, ...score } of [card.team, ...card.owners]) {
          const owner = 'ownerId' in score ? { ownerId: score.ownerId as string | null } : {};
          for (const cell of ['deals', 'won', 'lost', 'open'] as const)
            expect(dealsIn(book, card, { ...owner, cell })).toHaveLength(score[cell]);
          for (const { stageId, entered } of stages.filter((row) => row.entered > 0))
            expect(dealsIn(book, card, { ...owner, stageId, cell: 'entered' })).toHaveLength(entered);
        }
      }
    }),
    { numRuns: runs(60) },
  );
});
