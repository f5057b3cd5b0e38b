import {
  activeFunnel,
  contactToPayment,
  type DealBook,
  dealAmounts,
  dealBoard,
  dealJourney,
  dealList,
  dealPaths,
  dealStatus,
  dealsIn,
  demandSatisfaction,
  groupDeals,
  isDealError,
  lossReasons,
  money,
  overduePayments,
  ownerScorecard,
  pipelineMovements,
  planAttainment,
  reschedules,
  runReport,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  salesVelocity,
  stageDurations,
  stageEffectiveness,
  staleDeals,
  transitions,
  unpricedDeals,
  weightedPipeline,
  winRate,
} from '../../src/index.ts';
import { fieldNames } from '../reference/twin/naive-field.ts';

/** Every report of a book, every grouping by a field, and what it says of itself. What is refused is told by its code. */
export function everyAnswer(book: DealBook): unknown {
  const end = new Date(Math.max(Number(book.asOf), +new Date('2026-02-01')) + 1);
  const during = { start: new Date('2026-01-05'), end };
  const plans = [{ during, amount: money(100, book.currency) }];
  const variant = { id: 'v', name: 'V', report: 'winRate', options: { groupBy: { month: 'closedAt' } } };
  const questions: readonly (() => unknown)[] = [
    () => book.warnings,
    () => unpricedDeals(book),
    () => dealStatus(book),
    () => winRate(book),
    () => winRate(book, { closedDuring: during }),
    () => salesCycle(book),
    () => salesByPeriod(book, { during, unit: 'quarter' }),
    () => lossReasons(book),
    () => contactToPayment(book),
    () => overduePayments(book),
    () => dealAmounts(book),
    () => demandSatisfaction(book),
    () => weightedPipeline(book),
    () => salesVelocity(book, { during }),
    () => planAttainment(book, { plans }),
    () => reschedules(book, { during }),
    () => pipelineMovements(book, { during, expectedDuring: during }),
    () => pipelineMovements(book, { during, ownerId: 'ann' }),
    () => dealList(book, { sort: 'daysInStage' }),
    () => runReport(book, variant, { at: end, reports: { winRate } }),
    () => groupDeals(book, 'id').map(({ key }) => dealJourney(book, { dealId: String(key) })),
    ...fieldNames.map(
      (field) => () => groupDeals(book, field).map(({ key, book: { deals } }) => [key, deals]),
    ),
    ...book.pipelines.flatMap(({ id: pipelineId }) => [
      () => salesFunnel(book, { pipelineId, durations: true }),
      () => salesFunnel(book, { pipelineId, stageOwnerId: 'ann', potentialAt: 'entry', strict: true }),
      () => salesFunnel(book, { pipelineId, enteredDuring: during, skips: 'jumps', within: { days: 9 } }),
      () => dealsIn(book, { pipelineId }, { cell: 'deals' }),
      () => dealPaths(book, { pipelineId }),
      () => activeFunnel(book, { pipelineId }),
      () => dealBoard(book, { pipelineId }),
      () => stageDurations(book, { pipelineId }),
      () => stageEffectiveness(book, { pipelineId }),
      () => transitions(book, { pipelineId }),
      () => ownerScorecard(book, { pipelineId, credit: 'stage' }),
      () => staleDeals(book, { pipelineId, since: 'activity' }),
    ]),
  ];
  return questions.map((ask) => {
    try {
      return ask();
    } catch (error) {
      if (isDealError(error)) return [error.code, error.details];
      throw error;
    }
  });
}
