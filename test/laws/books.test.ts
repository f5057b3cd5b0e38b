import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  addMoney,
  appendToBook,
  bookAsOf,
  contactToPayment,
  type DealBook,
  type DealEvent,
  type DealHistory,
  dealAmounts,
  dealAsOf,
  dealBook,
  dealJourney,
  dealList,
  dealPaths,
  dealStatus,
  dealsIn,
  demandSatisfaction,
  type FieldName,
  funnelOfPaths,
  groupDeals,
  isDealError,
  lossReasons,
  type Money,
  mergePaths,
  money,
  overduePayments,
  ownerScorecard,
  pipelineMovements,
  planAttainment,
  putInBook,
  readings,
  replay,
  reschedules,
  type SalesFunnel,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  salesVelocity,
  selectDeals,
  stageDurations,
  stageEffectiveness,
  staleDeals,
  sumMoney,
  timelineOf,
  transitions,
  unpricedDeals,
  weightedPipeline,
  winRate,
} from '../../src/index.ts';
import { bookOf as bookOfScene, scene } from '../reference/agreement/scenes.ts';
import { correctedHistory } from '../reference/twin/naive-deal.ts';
import { fieldNames } from '../reference/twin/naive-field.ts';
import { frozen } from '../support/freeze.ts';
import { plain } from '../support/plain.ts';
import { instants, type RandomBook, randomBook } from '../support/random-book.ts';
import { runs } from '../support/runs.ts';

const instant = fc.constantFrom(...instants);
const limits = fc.record({ asOf: instant, knownAt: instant }, { requiredKeys: [] });
const field = fc.constantFrom<FieldName>(...fieldNames, 'fields.region');

/** The book; deals wait for at most ten days in every other stage. */
function bookOf({ histories, pipelines, currency }: RandomBook, options: object = {}): DealBook {
  const limited = pipelines.map((pipeline) => ({
    ...pipeline,
    stages: pipeline.stages.map((stage, index) =>
      index % 2 === 0 ? { ...stage, staleAfterDays: 10 } : stage,
    ),
  }));
  return dealBook(histories, { pipelines: limited, currency, ...options });
}

/** Everything the library says of a book, as plain data. */
function allReports(book: DealBook): unknown {
  const untilNow = {
    start: instants[2] as Date,
    end: new Date(Math.max(Number(book.asOf), +(instants[2] as Date))),
  };
  const ids = groupDeals(book, 'id').map(({ key }) => String(key));
  return plain([
    unpricedDeals(book),
    book.warnings,
    dealStatus(book),
    winRate(book),
    salesCycle(book),
    salesByPeriod(book, { during: '2026', unit: 'quarter' }),
    groupDeals(book, 'ownerId').map(({ key, book: { deals } }) => [key, deals]),
    lossReasons(book),
    contactToPayment(book),
    overduePayments(book),
    dealAmounts(book),
    demandSatisfaction(book),
    weightedPipeline(book),
    salesVelocity(book, { during: untilNow }),
    planAttainment(book, { plans: [{ during: untilNow, amount: money(100, book.currency) }] }),
    reschedules(book, { during: '2026' }),
    ids.map((dealId) => dealJourney(book, { dealId })),
    dealList(book, { sort: 'daysInStage' }),
    ...book.pipelines.map(({ id: pipelineId }) => [
      salesFunnel(book, { pipelineId }),
      salesFunnel(book, { pipelineId, skips: 'ignore', returns: 'erase' }),
      salesFunnel(book, { pipelineId, enteredDuring: '2026', skips: 'jumps', within: { days: 9 } }),
      salesFunnel(book, { pipelineId, stageOwnerId: 'ann', potentialAt: 'entry', strict: true }),
      dealPaths(book, { pipelineId, cohort: { stageId: 's2', during: '2026' } }),
      ownerScorecard(book, { pipelineId, credit: 'stage' }),
      ownerScorecard(book, { pipelineId, credit: 'opener' }),
      activeFunnel(book, { pipelineId }),
      stageDurations(book, { pipelineId }),
      stageEffectiveness(book, { pipelineId }),
      transitions(book, { pipelineId }),
      dealsIn(book, { pipelineId }, { cell: 'deals' }),
      dealsIn(book, { pipelineId }, { cell: 'unpriced' }),
      dealPaths(book, { pipelineId }),
      ownerScorecard(book, { pipelineId }),
      staleDeals(book, { pipelineId }),
      staleDeals(book, { pipelineId, since: 'activity' }),
    ]),
  ]);
}

/** What moved in all pipelines up to the date of a book, deals deleted since included: no selection tells that. */
function allMovements(book: DealBook): unknown {
  const now = Number(book.asOf);
  const during = { start: new Date(Math.min(+(instants[2] as Date), now)), end: new Date(now + 1) };
  const expectedDuring = { start: instants[3] as Date, end: instants[8] as Date };
  return plain([
    pipelineMovements(book, { during }),
    pipelineMovements(book, { during, expectedDuring, pipelineId: 'm' }),
    pipelineMovements(book, { during, ownerId: 'ann' }),
  ]);
}

const cellNames = ['entered', 'passed', 'lost', 'open', 'returned', 'transferred'] as const;
const readingsOf = [readings.oneC, readings.bitrix24, readings.crmStandard];
/** The same deals as they were corrected: what can be told event by event. */
function withoutCorrections(random: RandomBook): RandomBook {
  return { ...random, histories: random.histories.map((history) => correctedHistory(history)) };
}

describe('laws of books and reports', () => {
  test('parts equal the whole: the funnels of any grouping add up, in deals and to the last digit of money', () => {
    fc.assert(
      fc.property(randomBook, limits, field, (random, limit, by) => {
        const book = bookOf(random, limit);
        const groups = groupDeals(book, by);
        expect(groups.reduce((deals, { book: part }) => deals + part.deals, 0)).toBe(book.deals);
        for (const { id: pipelineId } of random.pipelines) {
          const whole = salesFunnel(book, { pipelineId });
          const parts = groups.map(({ book: part }) => salesFunnel(part, { pipelineId }));
          expect(sumOf(parts)).toEqual(sumOf([whole]));
        }
      }),
    );
  });

  test('parts equal the whole also in two currencies at dated rates, and the amounts sold too', () => {
    fc.assert(
      fc.property(scene, field, (placed, by) => {
        const book = bookOfScene(placed);
        const parts = groupDeals(book, by).map(({ book: part }) => part);
        for (const { id: pipelineId } of placed.pipelines) {
          const funnels = parts.map((part) => salesFunnel(part, { pipelineId }));
          expect(sumOf(funnels)).toEqual(sumOf([salesFunnel(book, { pipelineId })]));
        }
        const sold = parts.map((part) => winRate(part).wonAmount);
        expect(plain(sumMoney(sold, book.currency))).toEqual(plain(winRate(book).wonAmount));
      }),
      { numRuns: runs(50) },
    );
  });

  test('parts equal the whole in losses, open deals, sales, payments and demand, whatever they are grouped by', () => {
    const figuresOf = (book: DealBook) => {
      const { lost, potential: lostPotential } = lossReasons(book);
      const { total, overdue, unscheduled } = weightedPipeline(book);
      const { paid, contacts, received } = contactToPayment(book);
      const { lines, demanded, satisfied } = demandSatisfaction(book);
      const { changes, pushed } = reschedules(book, { during: '2026' });
      const { opened, open } = salesVelocity(book, { during: '2026' });
      const owners = book.pipelines.map(({ id }) => ownerScorecard(book, { pipelineId: id }).team);
      return {
        counts: [
          lost,
          total.open,
          overdue.open,
          unscheduled.open,
          paid.count,
          paid.of,
          contacts,
          lines,
        ].concat(
          [changes, pushed, opened, open],
          owners.flatMap(({ deals, won }) => [deals, won]),
        ),
        money: [lostPotential, total.potential, total.weighted, received, demanded, satisfied].concat(
          owners.map(({ wonAmount }) => wonAmount),
        ),
      };
    };
    fc.assert(
      fc.property(scene, field, (placed, by) => {
        const book = bookOfScene(placed);
        const parts = groupDeals(book, by).map(({ book: part }) => figuresOf(part));
        const whole = figuresOf(book);
        for (const [index, count] of whole.counts.entries())
          expect(parts.reduce((sum, { counts }) => sum + (counts[index] as number), 0)).toBe(count);
        for (const [index, amount] of whole.money.entries())
          expect(
            plain(
              sumMoney(
                parts.map(({ money }) => money[index] as Money),
                book.currency,
              ),
            ),
          ).toEqual(plain(amount));
      }),
      { numRuns: runs(20) },
    );
  });

  test('over all owners, and none, the cells of the stages they worked add up to those of the whole', () => {
    const potentialAt = fc.constantFrom('asOf' as const, 'entry' as const);
    fc.assert(
      fc.property(scene, fc.constantFrom(...readingsOf), potentialAt, (placed, reading, potentialAt) => {
        const book = bookOfScene(placed);
        const recorded = placed.histories.flat();
        const instead = recorded.flatMap((event) => ('instead' in event ? (event.instead ?? []) : []));
        const events = [...recorded, ...instead];
        const owners = new Set(events.flatMap((event) => ('ownerId' in event ? [event.ownerId] : [])));
        for (const { id: pipelineId, stages: known } of placed.pipelines) {
          if (known.length === 0) continue; // there is no stage to work in
          const asked = { pipelineId, potentialAt, ...reading };
          const whole = salesFunnel(book, asked);
          const parts = [...owners].map((stageOwnerId) => salesFunnel(book, { ...asked, stageOwnerId }));
          for (const row of whole.stages) {
            const theirs = parts.map(({ stages }) => stages.find(({ stageId }) => stageId === row.stageId));
            for (const cell of cellNames) {
              expect(theirs.reduce((sum, part) => sum + (part?.[cell] ?? 0), 0)).toBe(row[cell]);
              const amounts = theirs.flatMap((part) => part?.potential[cell] ?? []);
              expect(plain(sumMoney(amounts, book.currency))).toEqual(plain(row.potential[cell]));
            }
            for (const rate of [row.stepRate, ...theirs.flatMap((part) => part?.cumulativeRate ?? [])])
              expect(rate.count).toBeLessThanOrEqual(rate.of);
          }
        }
      }),
      { numRuns: runs(50) },
    );
  });

  test('the owners of a scorecard add up to the team, and the losses of all reasons to the whole', () => {
    fc.assert(
      fc.property(scene, (placed) => {
        const book = bookOfScene(placed);
        const total = (amounts: readonly Money[]) => plain(sumMoney(amounts, book.currency));
        for (const { id: pipelineId } of book.pipelines) {
          const { team, owners } = ownerScorecard(book, { pipelineId });
          for (const name of ['deals', 'won', 'lost', 'open', 'unpricedWon'] as const)
            expect(owners.reduce((sum, owner) => sum + owner[name], 0)).toBe(team[name]);
          expect(total(owners.map(({ wonAmount }) => wonAmount))).toEqual(plain(team.wonAmount));
          const byStage = ownerScorecard(book, { pipelineId, credit: 'stage' });
          for (const [index, { entered }] of byStage.team.stages.entries())
            expect(byStage.owners.reduce((sum, { stages }) => sum + (stages[index]?.entered ?? 0), 0)).toBe(
              entered,
            );
          for (const [index, { entered }] of team.stages.entries())
            expect(owners.reduce((sum, { stages }) => sum + (stages[index]?.entered ?? 0), 0)).toBe(entered);
        }
        const { lost, potential, unpriced, reasons, worst } = lossReasons(book, { top: 1000 });
        expect(reasons.reduce((sum, reason) => sum + reason.lost.count, 0)).toBe(lost);
        expect(reasons.reduce((sum, reason) => sum + reason.unpriced, 0)).toBe(unpriced);
        expect(total(reasons.map((reason) => reason.potential.count))).toEqual(plain(potential));
        for (const { lost, potential, stages, owners, customers } of reasons) {
          for (const parts of [stages, owners, customers]) {
            expect(parts.reduce((sum, part) => sum + part.lost, 0)).toBe(lost.count);
            expect(total(parts.map((part) => part.potential))).toEqual(plain(potential.count));
          }
        }
        expect(worst.reduce((sum, pair) => sum + pair.lost, 0)).toBe(lost);
        expect(total(worst.map((pair) => pair.potential))).toEqual(plain(potential));
      }),
      { numRuns: runs(20) },
    );
  });

  test('a group is what selecting its key gives', () => {
    fc.assert(
      fc.property(randomBook, field, (random, by) => {
        const book = bookOf(random);
        for (const { key, book: part } of groupDeals(book, by)) {
          expect(allReports(selectDeals(book, { field: by, value: key }))).toEqual(allReports(part));
        }
      }),
    );
  });

  test('within a row the cells make up `entered`; the columns lost, open and transferred make up the total', () => {
    fc.assert(
      fc.property(randomBook, limits, (random, limit) => {
        const book = bookOf(random, limit);
        for (const { id: pipelineId, stages: known } of random.pipelines) {
          const { stages, total } = salesFunnel(book, { pipelineId });
          for (const { entered, passed, lost, open, returned, transferred, potential } of stages) {
            expect(entered).toBe(passed + lost + open + returned + transferred);
            const cells = [
              potential.passed,
              potential.lost,
              potential.open,
              potential.returned,
              potential.transferred,
            ];
            expect(plain(cells.reduce((sum, cell) => addMoney(sum, cell)))).toEqual(plain(potential.entered));
          }
          if (known.length === 0) continue;
          for (const column of ['lost', 'open', 'transferred'] as const) {
            expect(stages.reduce((sum, row) => sum + row[column], 0)).toBe(total[column]);
            const money = stages
              .map((row) => row.potential[column])
              .reduce((sum, cell) => addMoney(sum, cell));
            expect(plain(money)).toEqual(plain(total.potential[column]));
          }
          expect(total.deals).toBe(total.won + total.lost + total.open + total.transferred);
        }
      }),
    );
  });

  test('with skips counted, `entered` never increases down the funnel, a won deal has passed every stage, no rate exceeds 1', () => {
    fc.assert(
      fc.property(randomBook, fc.constantFrom('keep' as const, 'erase' as const), (random, returns) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          const { stages, total } = salesFunnel(book, { pipelineId, returns });
          const mapped = stages.filter((row) => !row.unmapped && row.retired !== true);
          for (const [index, row] of mapped.entries()) {
            expect(row.passed).toBeGreaterThanOrEqual(total.won);
            expect(row.entered).toBeLessThanOrEqual(mapped[index - 1]?.entered ?? total.deals);
            for (const rate of [row.stepRate, row.settledRate, row.cumulativeRate, row.lossRate]) {
              expect(rate.count).toBeLessThanOrEqual(rate.of);
              expect(rate.value).toBe(rate.of === 0 ? null : rate.count / rate.of);
            }
          }
        }
      }),
    );
  });

  test('the order of the deals changes nothing', () => {
    fc.assert(
      fc.property(randomBook, fc.infiniteStream(fc.nat()), (random, keys) => {
        const histories = random.histories
          .map((history) => ({ history, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ history }) => history);
        const [shuffled, ordered] = [bookOf({ ...random, histories }), bookOf(random)].map((book) => {
          const owners = groupDeals(book, 'ownerId').map(({ key, book: { deals } }) => [key, deals]);
          return [allReports(book), allMovements(book), owners];
        });
        expect(shuffled).toEqual(ordered);
      }),
    );
  });

  test('as of a date is what a book of the events up to then says', () => {
    fc.assert(
      fc.property(randomBook, instant, instant, (random, earlier, knownAt) => {
        const book = bookOf(random, { knownAt });
        const prefix = random.histories
          .map((history) => correctedHistory(history, knownAt))
          .filter(([opening]) => opening !== undefined && +opening.at <= +earlier)
          .map((history) => history.filter((event) => +event.at <= +earlier));
        const expected = bookOf({ ...random, histories: prefix }, { knownAt, asOf: earlier });
        expect(allReports(bookAsOf(book, earlier))).toEqual(allReports(expected));
        expect(allMovements(bookAsOf(book, earlier))).toEqual(allMovements(expected));
      }),
      { numRuns: runs(50) },
    );
  });

  test('a selection taken to an earlier date is the earlier book of those deals', () => {
    fc.assert(
      fc.property(randomBook, instant, (random, earlier) => {
        const book = bookOf(random);
        for (const { key, book: mine } of groupDeals(book, 'id')) {
          const earlierMine = selectDeals(bookAsOf(book, earlier), { field: 'id', value: key });
          expect(allReports(bookAsOf(mine, earlier))).toEqual(allReports(earlierMine));
        }
      }),
    );
  });

  test('what was not known yet does not count', () => {
    fc.assert(
      fc.property(randomBook, instant, (random, knownAt) => {
        const isKnown = ({ at, recordedAt }: DealEvent): boolean => +(recordedAt ?? at) <= +knownAt;
        const known = random.histories
          .map((history) => correctedHistory(history, knownAt))
          .filter(([opening]) => opening !== undefined && isKnown(opening))
          .map((history) => history.filter(isKnown));
        expect(allReports(bookOf(random, { knownAt }))).toEqual(
          allReports(bookOf({ ...random, histories: known })),
        );
      }),
    );
  });

  test('replay, timelineOf and the row in a book agree on every deal', () => {
    fc.assert(
      fc.property(randomBook, instant, (random, at) => {
        const latest = bookOf(random);
        for (const history of random.histories as readonly DealHistory[]) {
          const [{ dealId }] = history;
          expectAgreement(random, latest, history, replay(history), {});
          expectAgreement(random, bookAsOf(latest, at), history, dealAsOf(history, at), { asOf: at });
          expect(replay(history).id).toBe(dealId);
        }
      }),
    );
  });

  test('payments, demand and contacts in a book are those that replay tells of every deal', () => {
    fc.assert(
      fc.property(randomBook, instant, (random, at) => {
        const book = bookAsOf(bookOf(random), at);
        for (const history of random.histories as readonly DealHistory[]) {
          const deal = dealAsOf(history, at);
          if (deal === undefined || deal.deletedAt !== null) continue;
          const mine = selectDeals(book, { field: 'id', value: deal.id });
          const { payments, demand, interactions } = deal;
          const inCurrency = payments.filter(({ amount }) => amount.currency === book.currency);
          const total = (amounts: readonly Money[]) => plain(sumMoney(amounts, book.currency));
          const { paid, contacts, received, unpriced } = contactToPayment(mine);
          expect(paid.count).toBe(Number(payments.some(({ amount }) => !amount.amount.isNegative())));
          expect(plain(received)).toEqual(total(inCurrency.map(({ amount }) => amount)));
          expect(unpriced).toBe(payments.length - inCurrency.length);
          const interactionId = deal.interactionId ?? undefined;
          const others = interactions.filter(({ id, at: heldAt }) => id !== interactionId && +heldAt <= +at);
          if (payments.length > 0) expect(contacts).toBe(Number(interactionId !== undefined) + others.length);
          const { lines, demanded } = demandSatisfaction(mine);
          expect(lines).toBe(demand.length);
          const amounts = demand.map(({ amount }) => amount);
          expect(plain(demanded)).toEqual(
            total(amounts.filter(({ currency }) => currency === book.currency)),
          );
        }
      }),
    );
  });

  test('tables of paths of separate deals add up to the table of all, and so do their funnels', () => {
    fc.assert(
      fc.property(randomBook, field, (random, by) => {
        const book = bookOf(random);
        for (const pipeline of random.pipelines) {
          const { id: pipelineId } = pipeline;
          const whole = dealPaths(book, { pipelineId });
          const empty = { ...whole, paths: [] };
          const merged = groupDeals(book, by)
            .map(({ book: part }) => dealPaths(part, { pipelineId }))
            .reduceRight((right, left) => mergePaths(left, right), empty);
          expect(plain(merged)).toEqual(plain(whole));
          expect(plain(funnelOfPaths(merged, pipeline))).toEqual(plain(salesFunnel(book, { pipelineId })));
        }
      }),
    );
  });

  /** The book with more events of a deal: appended, or, where they need it, with its whole history up to them. */
  function continued(
    book: DealBook,
    next: readonly DealEvent[],
    histories: readonly (readonly DealEvent[])[],
  ): DealBook {
    const dealId = next[0]?.dealId ?? '';
    try {
      return appendToBook(book, dealId, next);
    } catch (error) {
      if (!isDealError(error, 'needs-history')) throw error;
      const history = histories.find(([opening]) => opening?.dealId === dealId) as readonly DealEvent[];
      return putInBook(book, history.slice(0, history.indexOf(next.at(-1) as DealEvent) + 1));
    }
  }

  test('a book that is continued, event by event in any order of deals, is the book of all', () => {
    fc.assert(
      fc.property(randomBook, limits, fc.infiniteStream(fc.nat(99)), (given, limit, choose) => {
        const random = withoutCorrections(given);
        const begun = random.histories.map(
          (history) => (choose.next().value as number) % (history.length + 1),
        );
        const histories = random.histories.flatMap((history, index) =>
          begun[index] === 0 ? [] : [history.slice(0, begun[index])],
        );
        const start = bookOf({ ...random, histories }, limit);
        const before = allReports(start);
        let book = start;
        const left = random.histories.map((history, index) => history.slice(begun[index]));
        for (let open = left.filter((events) => events.length > 0); open.length > 0; ) {
          const events = open[(choose.next().value as number) % open.length] as DealEvent[];
          const next = events.splice(0, 1 + ((choose.next().value as number) % 2));
          const older = book;
          if ((choose.next().value as number) < 40) salesFunnel(older, { pipelineId: 'm' });
          book = continued(older, next, random.histories);
          if ((choose.next().value as number) < 20)
            expect(book.deals).toBe(bookAsOf(book, book.asOf ?? new Date(0)).deals);
          open = left.filter((rest) => rest.length > 0);
        }
        const whole = bookOf(random, limit);
        expect(allReports(book)).toEqual(allReports(whole));
        expect(allMovements(book)).toEqual(allMovements(whole));
        expect([book.deals, book.asOf, book.warnings]).toEqual([whole.deals, whole.asOf, whole.warnings]);
        expect(allReports(start)).toEqual(before);
      }),
      { numRuns: runs(100) },
    );
  });

  test('a book may be continued in two ways, and neither disturbs the other', () => {
    fc.assert(
      fc.property(randomBook, (given) => {
        const random = withoutCorrections(given);
        const histories = random.histories.map((history) => history.slice(0, 1));
        const start = bookOf({ ...random, histories });
        const ways = [random.histories, [...random.histories].reverse()].map((order) =>
          order.reduce((book, [opening, ...rest]) => appendToBook(book, opening?.dealId ?? '', rest), start),
        );
        const expected = allReports(bookOf(random));
        if (random.histories.length > 0) expect(ways.map(allReports)).toEqual([expected, expected]);
        expect(allReports(start)).toEqual(allReports(bookOf({ ...random, histories })));
      }),
    );
  });

  test('a book keeps no events: they may be changed or destroyed afterwards', () => {
    fc.assert(
      fc.property(randomBook, instant, (random, earlier) => {
        const doomed = random.histories.map((history) => history.map((event) => ({ ...event })));
        const book = bookOf({ ...random, histories: doomed });
        const before = [allReports(book), allReports(bookAsOf(book, earlier))];
        for (const history of doomed) for (const event of history) destroy(event);
        expect([allReports(book), allReports(bookAsOf(book, earlier))]).toEqual(before);
        for (const by of ['ownerId', 'closedAt', 'fields.region'] as const) groupDeals(book, by);
      }),
    );
  });

  test('nothing that is given is changed', () => {
    fc.assert(
      fc.property(randomBook, limits, (random, limit) => {
        const { histories, pipelines } = frozen({ ...random, limit });
        allReports(dealBook(histories, frozen({ pipelines, currency: random.currency, ...limit })));
      }),
    );
  });
});

function expectAgreement(
  random: RandomBook,
  book: DealBook,
  history: DealHistory,
  deal: ReturnType<typeof dealAsOf>,
  limit: { asOf?: Date },
): void {
  const [{ dealId }] = history;
  const row = selectDeals(book, { field: 'id', value: dealId });
  const timeline = timelineOf(history, random.pipelines, limit);
  if (deal === undefined || deal.deletedAt !== null) {
    expect(row.deals).toBe(0);
    expect(timeline === undefined).toBe(deal === undefined);
    return;
  }
  const read = (by: FieldName) => groupDeals(row, by).map(({ key }) => key);
  const closed = deal.status === 'open' ? null : deal;
  expect(row.deals).toBe(1);
  expect(read('status')).toEqual([deal.status]);
  expect(read('pipelineId')).toEqual([deal.pipelineId]);
  const stages = random.pipelines.find(({ id }) => id === deal.pipelineId)?.stages ?? [];
  const formerly = stages.find((stage) => stage.formerly?.includes(`${deal.stageId}`)); // replay gives ids as recorded
  const stageId = formerly?.id ?? deal.stageId;
  expect(read('stageId')).toEqual([stageId]);
  expect(read('ownerId')).toEqual([deal.ownerId]);
  expect(read('openedBy')).toEqual([deal.openedBy]);
  expect(read('closedBy')).toEqual([closed?.closedBy ?? null]);
  expect(read('closedAt')).toEqual([closed?.closedAt ?? null]);
  expect(read('openedAt')).toEqual([deal.undated ? null : deal.openedAt]);
  expect(read('customerId')).toEqual([deal.customerId]);
  expect(read('channel')).toEqual([deal.channel]);
  expect(read('expectedCloseAt')).toEqual([deal.expectedCloseAt]);
  expect(read('lossReason')).toEqual([deal.status === 'lost' ? deal.lossReason : null]);
  for (const [name, value] of Object.entries(deal.fields)) expect(read(`fields.${name}`)).toEqual([value]);
  const worth = deal.potential?.currency === book.currency ? deal.potential.amount.toFixed() : null;
  expect(read('potential').map((amount) => amount?.toString() ?? null)).toEqual([worth]);
  const { pipelineId, status, openedAt, closedAt, visits } = timeline as NonNullable<typeof timeline>;
  expect({ pipelineId, status, openedAt, closedAt }).toEqual({
    pipelineId: deal.pipelineId,
    status: deal.status,
    openedAt: deal.openedAt,
    closedAt: closed?.closedAt ?? null,
  });
  const last = visits.at(-1);
  if (deal.stageId === null) return;
  expect(last?.stageId).toBe(stageId);
  const enteredAt = +(last as NonNullable<typeof last>).enteredAt;
  if (stages.some(({ id, formerly = [] }) => id === stageId && formerly.length > 0))
    expect(enteredAt).toBeLessThanOrEqual(+deal.stageEnteredAt); // of stages that were merged, the first was entered then
  else expect(enteredAt).toBe(+deal.stageEnteredAt);
  expect(last?.leftAt).toEqual(closed?.closedAt ?? null);
}

/** The counts and amounts of several funnels, added. */
function sumOf(funnels: readonly SalesFunnel[]): unknown {
  const sums = new Map<string, number>();
  const money = new Map<string, Money>();
  const add = (place: string, figures: object): void => {
    for (const [name, value] of Object.entries(figures)) {
      if (typeof value === 'number') sums.set(place + name, (sums.get(place + name) ?? 0) + value);
      if (name !== 'potential') continue;
      for (const [cell, amount] of Object.entries(value as Record<string, Money>)) {
        const known = money.get(place + cell);
        money.set(place + cell, known === undefined ? amount : addMoney(known, amount));
      }
    }
  };
  for (const { stages, total } of funnels) {
    add('total ', total);
    for (const row of stages) add(`${row.stageId} `, row);
  }
  const isSomething = ([, value]: [string, number | string]): boolean => value !== 0 && value !== '0';
  const amounts = [...money].map(([name, value]): [string, string] => [name, value.amount.toFixed()]);
  return [[...sums].filter(isSomething).sort(), amounts.filter(isSomething).sort()];
}

function destroy(event: DealEvent): void {
  for (const name of Object.keys(event)) {
    Object.defineProperty(event, name, {
      get: () => {
        throw new Error(`somebody read ${name} of an event after the book was built`);
      },
    });
  }
}
