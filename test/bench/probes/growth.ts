import { salesFunnel } from '../../../src/index.ts';
import { periodOf } from '../data/questions.ts';
import { median } from '../harness/median.ts';
import { probe, timeOf } from '../harness/probe.ts';
import { yearOf } from '../library/answers/answer.ts';
import { dashboard } from '../library/dashboard.ts';
import { pipelineId } from '../library/deals.ts';
import { managerReports } from '../library/manager-reports.ts';
import { streamedBook } from '../library/streamed.ts';

/** Nanoseconds per deal, of building a book, of a funnel of a year's closings, and of each report of a dashboard. */
probe((data) => {
  streamedBook({ ...data, deals: 10_000 });
  const builds = Array.from({ length: data.deals > 1_000_000 ? 1 : 3 }, () => {
    globalThis.gc?.();
    return streamedBook(data);
  });
  const { book } = builds[0] as (typeof builds)[0];
  const funnel = timeOf(
    (round) => {
      const { from, to } = periodOf(round);
      return salesFunnel(book, { pipelineId, closedDuring: { start: new Date(from), end: new Date(to) } });
    },
    { runs: 7 },
  );
  const perDeal = (milliseconds: number): number => (1e6 * milliseconds) / data.deals;
  return {
    'build, ns per deal': perDeal(median(builds.map(({ milliseconds }) => milliseconds))),
    'funnel of a period, ns per deal': perDeal(funnel),
    ...Object.fromEntries(
      Object.entries({ ...dashboard, ...managerReports }).map(([name, report]) => {
        const time = timeOf((round) => report(book, yearOf(round)), { seconds: 0.2, runs: 5, most: 15 });
        return [`${name}, ns per deal`, perDeal(time)];
      }),
    ),
  };
});
