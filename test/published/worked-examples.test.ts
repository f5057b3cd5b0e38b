import { describe, expect, test } from 'vitest';
import { sale, threeManagers } from '../../examples/support/three-managers.ts';
import {
  appendToBook,
  assertClosed,
  assertOpen,
  type DealHistory,
  dealBook,
  definePipeline,
  groupDeals,
  historyOf,
  keyStage,
  type OpenDeal,
  openDeal,
  ownerScorecard,
  reopenDeal,
  replay,
  runReport,
  salesFunnel,
  selectDeals,
  stageRates,
  whatIf,
  winDeal,
  winRate,
} from '../../src/index.ts';
import { dealRow, nok, on, sales } from '../support/deals.ts';
import { bookThrough, dealsThrough, pipelineOf } from '../support/deals-through.ts';
import { plain } from '../support/plain.ts';

// The worked examples of the source text, from deals to figures.

const pipelineId = 'example';

function openOf(history: DealHistory | undefined): OpenDeal {
  const deal = replay(history as DealHistory);
  assertOpen(deal);
  return deal;
}

describe('conversion', () => {
  test('of 200 clients called 10 conclude a deal and pay: 5 %', () => {
    const pipeline = pipelineOf('call');
    const { total } = salesFunnel(bookThrough(pipeline, dealsThrough(pipeline, [200, 10])), { pipelineId });
    expect(total.totalRate).toEqual({ value: 0.05, count: 10, of: 200 });
  });

  test('is the next stage by the one before: 30 of 100 called are interested, 30 %', () => {
    const pipeline = pipelineOf('call', 'interest');
    const { stages } = salesFunnel(bookThrough(pipeline, dealsThrough(pipeline, [100, 30, 6])), {
      pipelineId,
    });
    expect(stages.map(({ stepRate }) => stepRate)).toEqual([
      { value: 0.3, count: 30, of: 100 },
      { value: 0.2, count: 6, of: 30 },
    ]);
  });

  test('doubled at every stage: of 100, 60 are interested instead of 30, and 24 buy instead of 6', () => {
    const pipeline = pipelineOf('call', 'interest');
    const funnel = salesFunnel(bookThrough(pipeline, dealsThrough(pipeline, [100, 30, 6])), { pipelineId });
    const { after, gain, capped } = whatIf(stageRates(funnel), { leads: 100, change: 'improvement', by: 2 });
    expect(after.stages.map(({ entrants }) => entrants?.value)).toEqual([100, 60]);
    expect([after.wins?.value, gain?.value, capped]).toEqual([24, 4, []]);
  });
});

describe('of three managers with the same duties', () => {
  const book = dealBook(threeManagers(), { pipelines: [sale], currency: 'NOK' });
  const { owners, stages } = ownerScorecard(book, { pipelineId: 'sale', closedDuring: '2026-05' });
  const second = owners.find(({ ownerId }) => ownerId === 'Manager 2');

  test('a table has each one’s conversion at each stage', () => {
    expect(
      owners.map(({ ownerId, stages: cells }) => [ownerId, ...cells.map(({ entered }) => entered)]),
    ).toEqual([
      ['Manager 1', 300, 60, 36, 25],
      ['Manager 2', 500, 45, 35, 25],
      ['Manager 3', 350, 77, 46, 30],
    ]);
    expect(owners.map(({ totalRate }) => totalRate.count)).toEqual([15, 17, 19]);
  });

  test('the second called most and has the lowest total conversion', () => {
    expect(owners.map(({ deals }) => deals)).toEqual([300, 500, 350]);
    expect(second?.totalRate).toEqual({ value: 0.034, count: 17, of: 500 });
    expect(owners.map(({ rank }) => rank)).toEqual([2, 3, 1]);
  });

  test('the second is last in calling and first in meetings, with offers and at the payment', () => {
    expect(second?.stages.map(({ rank }) => rank)).toEqual([3, 1, 1, 1]);
  });

  test('the second is the best at the payment: 17 of 25, 68 %', () => {
    expect(second?.stages[3]?.stepRate).toEqual({ value: 0.68, count: 17, of: 25 });
    expect(stages[3]?.best).toEqual(['Manager 2']);
  });

  test('payment is from 60 % to 68 % in the whole company', () => {
    expect([stages[3]?.lowest, stages[3]?.highest]).toEqual([0.6, 0.68]);
  });

  test('in whose account a deal is that changed hands is a question of credit: who closed, opened, or worked it', () => {
    // The second, best at the payment, takes over the contracts of the first when they are made.
    const handed = threeManagers().map((history): DealHistory => {
      const [{ dealId, ownerId }] = history;
      const toContract = history.find(
        (event) => event.type === 'DealMoved' && event.to === sale.stages[3]?.id,
      );
      if (ownerId !== 'Manager 1' || toContract === undefined) return history;
      return [...history, { type: 'DealReassigned', dealId, at: toContract.at, ownerId: 'Manager 2' }];
    });
    const taken = dealBook(handed, { pipelines: [sale], currency: 'NOK' });
    const entered = (credit: 'closer' | 'opener' | 'stage') =>
      ownerScorecard(taken, { pipelineId: 'sale', credit }).owners.map(({ won, stages: cells }) => [
        ...cells.map((cell) => cell.entered),
        won,
      ]);
    expect(entered('closer')).toEqual([
      [275, 35, 11, 0, 0],
      [525, 70, 60, 50, 32],
      [350, 77, 46, 30, 19],
    ]);
    expect(entered('opener')).toEqual([
      [300, 60, 36, 25, 15],
      [500, 45, 35, 25, 17],
      [350, 77, 46, 30, 19],
    ]);
    expect(entered('stage')).toEqual([
      [300, 60, 36, 0, 15], // 15 of the deals he worked on were won
      [500, 45, 35, 50, 32],
      [350, 77, 46, 30, 19],
    ]);
    const [first, other] = ownerScorecard(taken, { pipelineId: 'sale', credit: 'stage' }).owners;
    expect(first?.stages[2]?.stepRate).toMatchObject({ count: 25, of: 36 }); // the contracts are the fruit of his offers
    expect(other?.stages[3]?.stepRate).toMatchObject({ count: 32, of: 50 });
  });

  test('calls may work next month only: until then they are open, not lost', () => {
    const rows = [
      { ...dealRow('d1', { outcome: { status: 'lost', at: on(20) } }) },
      { ...dealRow('d2') }, // will buy in November
    ];
    const histories = rows.map((row) =>
      historyOf({ ...row, visits: [{ stageId: 'contact', enteredAt: on(1) }] }),
    );
    const october = dealBook(histories, { pipelines: [sales], currency: 'NOK', asOf: on(31) });
    const cohort = { pipelineId: 'sales', openedDuring: '2026-10' };
    expect(salesFunnel(october, cohort).total).toMatchObject({
      won: 0,
      lost: 1,
      open: 1,
      winRate: { of: 1 },
    });
    const deal = openOf(histories[1]);
    const before = dealBook(histories, { pipelines: [sales], currency: 'NOK' });
    const november = appendToBook(before, 'd2', winDeal(deal, sales, { at: on('2026-11-05') }));
    expect(salesFunnel(november, cohort).total).toMatchObject({
      won: 1,
      lost: 1,
      open: 0,
      totalRate: { value: 0.5 },
    });
  });

  test('new clients and those who bought before are told apart', () => {
    const won = (id: string, customerId: string, opened: number, closed: number) =>
      historyOf({
        ...dealRow(id, { customerId, openedAt: on(opened), outcome: { status: 'won', at: on(closed) } }),
        visits: [{ stageId: 'contact', enteredAt: on(opened) }],
      });
    const lost = historyOf({
      ...dealRow('d3', { customerId: 'new', openedAt: on(10), outcome: { status: 'lost', at: on(12) } }),
      visits: [{ stageId: 'contact', enteredAt: on(10) }],
    });
    const clients = dealBook([won('d1', 'regular', 1, 3), won('d2', 'regular', 5, 9), lost], {
      pipelines: [sales],
      currency: 'NOK',
    });
    const kinds = groupDeals(clients, 'customerKind').map(({ key, book: part }) => [
      key,
      winRate(part).rate.value,
    ]);
    expect(kinds).toEqual([
      ['new', 0.5], // d1 and d3
      ['repeat', 1], // d2
    ]);
  });
});

describe('of four clients, one lost at each of three stages', () => {
  const pipeline = pipelineOf('evaluation', 'learning', 'presentation', 'expectation');
  const potentials = [nok(400), nok(300), nok(200), nok(100)];
  const book = bookThrough(pipeline, dealsThrough(pipeline, [4, 3, 2, 1, 0], { potentials, last: 'open' }));
  const funnel = salesFunnel(book, { pipelineId });

  test('four are evaluated, one refuses', () => {
    expect(funnel.stages[0]).toMatchObject({ entered: 4, passed: 3, lost: 1, stepRate: { value: 0.75 } });
  });

  test('of three the situation is learned, of one it cannot be', () => {
    expect(funnel.stages[1]).toMatchObject({ entered: 3, passed: 2, lost: 1, stepRate: { value: 2 / 3 } });
  });

  test('two see the presentation, one of them asks for no offer', () => {
    expect(funnel.stages[2]).toMatchObject({ entered: 2, passed: 1, lost: 1, stepRate: { value: 0.5 } });
  });

  test('one is awaiting the invoice: open, neither won nor lost; once it is paid, one of four is won', () => {
    expect(funnel.stages[3]).toMatchObject({
      entered: 1,
      passed: 0,
      lost: 0,
      open: 1,
      settledRate: { value: null },
    });
    expect(funnel.total).toMatchObject({ won: 0, lost: 3, open: 1 });
    const [history] = dealsThrough(pipeline, [4, 3, 2, 1, 0], { last: 'open' });
    const deal = openOf(history);
    const paid = appendToBook(book, deal.id, winDeal(deal, pipeline, { at: on(20) }));
    expect(salesFunnel(paid, { pipelineId }).total.totalRate).toEqual({ value: 0.25, count: 1, of: 4 });
  });

  test('in money the planned amount shrinks from stage to stage, and each stage has its loss', () => {
    const amounts = funnel.stages.map(({ potential }) => [potential.entered.amount, potential.lost.amount]);
    expect(plain(amounts)).toEqual([
      ['1000', '100'],
      ['900', '200'],
      ['700', '300'],
      ['400', '0'],
    ]);
  });

  test('a potential that is not known is in the count, not in the money, and is told', () => {
    const some = dealsThrough(pipeline, [4, 3, 2, 1, 0], {
      potentials: [nok(400), null, nok(200), nok(100)],
    });
    const { stages, total } = salesFunnel(bookThrough(pipeline, some), { pipelineId });
    expect(stages.map(({ entered, potential }) => [entered, potential.entered.amount.toNumber()])).toEqual([
      [4, 700],
      [3, 600],
      [2, 400],
      [1, 400],
    ]);
    expect(total.unpriced).toBe(1);
  });

  test('who refused may come back: the deal is reopened, or a new one follows it', () => {
    const deal = replay(dealsThrough(pipeline, [4, 3, 2, 1, 0]).at(-1) as DealHistory);
    assertClosed(deal);
    const again = appendToBook(book, deal.id, reopenDeal(deal, pipeline, { at: on(20) }));
    expect(salesFunnel(again, { pipelineId }).stages[0]).toMatchObject({ entered: 4, lost: 0, open: 1 });
    const next = openDeal(pipeline, {
      ...{ id: 'later', ownerId: 'kari', potential: nok(100), at: on(20) },
      previousDealId: deal.id,
    });
    const both = appendToBook(book, 'later', next);
    expect(salesFunnel(both, { pipelineId }).stages[0]).toMatchObject({ entered: 5, lost: 1, open: 1 });
    expect(replay(next).previousDealId).toBe(deal.id);
  });

  test('answers to a questionnaire are fields, and clients are told apart by them', () => {
    const asked = (id: string, supplier: string | null) =>
      historyOf({
        ...dealRow(id, { fields: supplier === null ? {} : { supplier } }),
        visits: [{ stageId: 'contact', enteredAt: on(1) }],
      });
    const answers = dealBook([asked('d1', 'one'), asked('d2', 'many'), asked('d3', null)], {
      pipelines: [sales],
      currency: 'NOK',
    });
    expect(groupDeals(answers, 'fields.supplier').map(({ key, book: { deals } }) => [key, deals])).toEqual([
      ['many', 1],
      ['one', 1],
      [null, 1],
    ]);
    expect(selectDeals(answers, { field: 'fields.supplier', is: 'isEmpty' }).deals).toBe(1);
  });
});

describe('of windows: 1000 calls, 30 visits of the measurer, 20 contracts', () => {
  const pipeline = pipelineOf('call', 'measuring');
  const funnel = salesFunnel(bookThrough(pipeline, dealsThrough(pipeline, [1000, 30, 20])), { pipelineId });

  test('the key level is the visit of the measurer, 67 %', () => {
    expect(funnel.stages[1]?.stepRate.value?.toFixed(2)).toBe('0.67');
    expect(keyStage(stageRates(funnel)).key?.stageId).toBe('measuring');
  });

  test('the lever is the call, 3 %; at 30 % ten times as much is sold', () => {
    const { lever, gain } = keyStage(stageRates(funnel), { raiseTo: 0.3 });
    expect([lever?.stageId, lever?.rate?.value, gain?.value]).toEqual(['call', 0.03, 10]);
    const { after } = whatIf(stageRates(funnel), { leads: 1000, change: 'rate', stageId: 'call', rate: 0.3 });
    expect(after.wins?.value).toBe(200);
  });

  test('what a stage is to bring about is said by its goal: not to sell windows, but to send the measurer', () => {
    const goal = 'Agree on a visit of the measurer';
    const { stages } = definePipeline({
      ...{ id: 'windows', name: 'Windows', progression: 'manual' },
      stages: [{ id: 'call', name: 'Call', goal }],
    });
    expect(stages[0]?.goal).toBe(goal);
  });
});

test('a report is generated anew for another type of deal by changing one value of what was saved', () => {
  const two = ['direct', 'partner'].map((id) =>
    definePipeline({ id, name: id, progression: 'manual', stages: [{ id: `${id}-offer`, name: 'Offer' }] }),
  );
  const histories = two.flatMap((pipeline, index) =>
    dealsThrough(pipeline, [2 + index, 1], { ownerId: pipeline.id }),
  );
  const book = dealBook(histories, { pipelines: two, currency: 'NOK' });
  const saved = { id: 'v1', name: 'Sales funnel', report: 'salesFunnel', options: { pipelineId: 'direct' } };
  const other = { ...saved, options: { ...saved.options, pipelineId: 'partner' } };
  const deals = [saved, other].map((variant) => {
    const funnel = runReport(book, variant, { at: on(9), reports: { salesFunnel } });
    return Array.isArray(funnel) ? [] : funnel.stages.map(({ stageId, entered }) => [stageId, entered]);
  });
  expect(deals).toEqual([[['direct-offer', 2]], [['partner-offer', 3]]]);
});
