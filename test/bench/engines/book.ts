import { stateOf } from '../../../src/book/view/book.ts';
import {
  bookAsOf,
  type DealBook,
  dealBook,
  type Filter,
  groupDeals,
  type Period,
  type SalesFunnel,
  salesFunnel,
  selectDeals,
  stageDurations,
  transitions,
} from '../../../src/index.ts';
import type { Data } from '../data/deal.ts';
import { momentOf, ownerOf, periodOf, segmentOf, thresholdOf } from '../data/questions.ts';
import { end } from '../data/sales.ts';
import { Tallies } from '../data/tallies.ts';
import { type Figures, type Work, work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { addCells, cellsByOwnerAndMonth } from '../library/cells.ts';
import { dashboard } from '../library/dashboard.ts';
import { bookOptions, histories, ownerId, pipelineId } from '../library/deals.ts';
import { addFunnel, durationFigures } from '../library/figures.ts';
import { managerReports } from '../library/manager-reports.ts';
import { passOver } from '../library/sum-columns.ts';

/** Reports of the library on a book that was built before. */
let data: Data;
let book: DealBook;
let pass: (first: number) => number;

serve({
  prepare(wanted) {
    data = wanted;
    book = bookAsOf(dealBook(histories(data), bookOptions), new Date(end));
    pass = passOver(book);
  },
  works: {
    dealbook: {
      'funnel of all deals': work({
        input: allDeals,
        run: (whole) => salesFunnel(whole, { pipelineId }),
        figures: funnelFigures,
      }),
      'funnel of a period': work({
        input: period,
        run: (closedDuring) => salesFunnel(book, { pipelineId, closedDuring }),
        figures: funnelFigures,
      }),
      'funnel of one owner': filtered((round) => ({ field: 'ownerId', value: ownerId(ownerOf(round)) })),
      'funnel of a segment': filtered((round) => {
        const { owners, since } = segmentOf(round);
        return {
          and: [
            { field: 'openedAt', is: 'atLeast', value: new Date(since) },
            { field: 'ownerId', is: 'in', value: owners.map(ownerId) },
          ],
        };
      }),
      'funnel above an amount': filtered((round) => {
        return { field: 'potential', is: 'atLeast', value: thresholdOf(round) };
      }),
      'funnels by owner and month': work({
        input: allDeals,
        run: (whole) =>
          groupDeals(whole, ['ownerId', { month: 'closedAt' }]).map(({ key, book: deals }) => {
            return { name: key.join(' '), report: salesFunnel(deals, { pipelineId }) };
          }),
        figures(funnels) {
          const tallies = new Tallies();
          for (const { name, report } of funnels) addFunnel(tallies, report, `${name} `);
          return tallies.figures;
        },
      }),
      'groups by owner and month': work({
        input: allDeals,
        run: (whole) => groupDeals(whole, ['ownerId', { month: 'closedAt' }]),
        figures: nothingToCompare,
      }),
      'durations of all deals': work({
        input: allDeals,
        run: (whole) => stageDurations(whole, { pipelineId }),
        figures: durationFigures,
      }),
      'durations of a period': work({
        input: period,
        run: (closedDuring) => stageDurations(book, { pipelineId, closedDuring }),
        figures: durationFigures,
      }),
      'as of a date': work({
        input: (round) => new Date(momentOf(round)),
        run: (at) => bookAsOf(book, at),
        figures: checkAsOf,
      }),
      'as of a date, with a funnel': work({
        input: (round) => new Date(momentOf(round)),
        run: (at) => salesFunnel(bookAsOf(book, at), { pipelineId }),
        figures: nothingToCompare,
      }),
      transitions: work({
        input: period,
        run: (closedDuring) => transitions(book, { pipelineId, closedDuring }),
        figures: nothingToCompare,
      }),
      'dashboard of ten reports': work({
        input: period,
        run: (year) => Object.values(dashboard).map((report) => report(book, year)),
        figures: nothingToCompare,
      }),
      ...worksOf('dashboard', dashboard),
      ...worksOf('manager', managerReports),
    },
    'one pass over all columns of the book': {
      'dashboard of ten reports': work({
        input: (round) => round,
        run: (first) => pass(first),
        figures: nothingToCompare,
      }),
    },
    'dealbook, cells only': {
      'funnels by owner and month': work({
        input: allDeals,
        run: cellsByOwnerAndMonth,
        figures(groups) {
          const tallies = new Tallies();
          for (const group of groups) addCells(tallies, group);
          return tallies.figures;
        },
      }),
    },
  },
});

/**
 * All deals, as of a moment nobody has asked about before; nothing happens after `end`. What follows from the moment itself
 * is worked out with the first question to a book, whatever it is: that is in the figures of `as of a date, with a funnel`.
 */
function allDeals(round: number): DealBook {
  const early = bookAsOf(book, new Date(end + round));
  stateOf(early);
  return early;
}

function period(round: number): Period {
  const { from, to } = periodOf(round);
  return { start: new Date(from), end: new Date(to) };
}

/** The funnel of those deals that pass a filter, the selection included. */
function filtered(filterOf: (round: number) => Filter): Work {
  return work({
    input: filterOf,
    run: (filter) => salesFunnel(selectDeals(book, filter), { pipelineId }),
    figures: funnelFigures,
  });
}

function worksOf(group: string, reports: typeof dashboard): Record<string, Work> {
  return Object.fromEntries(
    Object.entries(reports).map(([name, report]) => [
      `${group}: ${name}`,
      work({ input: period, run: (year) => report(book, year), figures: nothingToCompare }),
    ]),
  );
}

function funnelFigures(report: SalesFunnel): Figures {
  const tallies = new Tallies();
  addFunnel(tallies, report);
  return tallies.figures;
}

/** A book as of a date is compared with one built from what had happened by then. */
function checkAsOf(early: DealBook, round: number): Figures {
  const asOf = new Date(momentOf(round));
  const built = dealBook(histories(data), { ...bookOptions, asOf });
  const [told, expected] = [early, built].map((each) => JSON.stringify(salesFunnel(each, { pipelineId })));
  if (told !== expected) throw new Error(`The book as of ${asOf.toISOString()} differs from one built then.`);
  return new Map();
}

function nothingToCompare(): Figures {
  return new Map();
}
