import { describe, expect, test } from 'vitest';
import { type DealOpened, dealBook, type SalesFunnelOptions, salesFunnel } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { bookThrough, dealsThrough, pipelineOf } from '../../support/deals-through.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const pipelineId = 'sales';

describe('of five deals of which four came to the visit, three to the offer, and two were won,', () => {
  const pipeline = pipelineOf('call', 'visit', 'offer');
  const counts = [5, 4, 3, 2];
  const { stages, total } = salesFunnel(bookThrough(pipeline, dealsThrough(pipeline, counts)), {
    pipelineId: pipeline.id,
  });

  test('those that entered a stage passed it or were lost there', () => {
    expect(stages.map(({ stageId, entered, passed, lost }) => [stageId, entered, passed, lost])).toEqual([
      ['call', 5, 4, 1],
      ['visit', 4, 3, 1],
      ['offer', 3, 2, 1],
    ]);
  });

  test('the step rate is the next stage / this one, at the last stage won / this one', () => {
    expect(stages.map(({ stepRate }) => stepRate)).toEqual([
      { value: 0.8, count: 4, of: 5 },
      { value: 0.75, count: 3, of: 4 },
      { value: 2 / 3, count: 2, of: 3 },
    ]);
  });

  test('the cumulative rate is this stage / the first, the loss rate lost / entered', () => {
    expect(stages.map(({ cumulativeRate, lossRate }) => [cumulativeRate.value, lossRate.value])).toEqual([
      [1, 0.2],
      [0.8, 0.25],
      [0.6, 1 / 3],
    ]);
  });

  test('the win rate is won / closed, the total rate won / all: the same where no deal is open', () => {
    expect([total.winRate, total.totalRate]).toEqual(Array(2).fill({ value: 0.4, count: 2, of: 5 }));
  });

  test('the money is the potential of the same deals, 100 each', () => {
    expect(plain(stages.map(({ potential: { entered, passed, lost } }) => [entered, passed, lost]))).toEqual([
      ['500', '400', '100'],
      ['400', '300', '100'],
      ['300', '200', '100'],
    ]);
  });

  test('one still open at the offer is not lost: 2 of 4 closed are won, 2 of 5 in all', () => {
    const book = bookThrough(pipeline, dealsThrough(pipeline, counts, { last: 'open' }));
    const funnel = salesFunnel(book, { pipelineId: pipeline.id });
    expect(funnel.stages[2]).toMatchObject({ entered: 3, passed: 2, lost: 0, open: 1 });
    expect(funnel.stages[2]?.settledRate).toEqual({ value: 1, count: 2, of: 2 });
    expect([funnel.total.winRate.value, funnel.total.totalRate.value]).toEqual([0.5, 0.4]);
  });
});

describe('a deal counts once in a stage,', () => {
  function cells(events: Parameters<typeof dealBook>[0], options: Partial<SalesFunnelOptions> = {}) {
    const book = dealBook(events, { pipelines: [sales, simple], currency: 'NOK' });
    return salesFunnel(book, { pipelineId, ...options }).stages.map(
      ({ entered, passed, lost, open, returned, transferred, skipped }) =>
        plain({ entered, passed, lost, open, returned, transferred, skipped }),
    );
  }
  const none = { entered: 0, passed: 0, lost: 0, open: 0, returned: 0, transferred: 0, skipped: 0 };

  test('as passed where it jumped over the stage, or not at all where only real visits count', () => {
    const jumped = [[opened(), moved('contact', 'terms', 2), event('DealWon', 3, {})]];
    const passed = { ...none, entered: 1, passed: 1 };
    expect(cells(jumped)).toEqual([passed, { ...passed, skipped: 1 }, passed]);
    expect(cells(jumped, { skips: 'ignore' })).toEqual([passed, none, passed]);
  });

  test('as returned where it went back, or not at all where going back erases', () => {
    const back = [[opened(), moved('contact', 'offer', 2), moved('offer', 'contact', 3)]];
    const open = { ...none, entered: 1, open: 1 };
    expect(cells(back)).toEqual([open, { ...none, entered: 1, returned: 1 }, none]);
    expect(cells(back, { returns: 'erase' })[1]).toMatchObject({ entered: 0, returned: 0 });
  });

  test('in the cell of its last visit there, where it came twice', () => {
    const twice = [moved('contact', 'offer', 2), moved('offer', 'contact', 3), moved('contact', 'offer', 4)];
    expect(cells([[opened(), ...twice, event('DealLost', 5, { reason: 'price' })]])).toEqual([
      { ...none, entered: 1, passed: 1 },
      { ...none, entered: 1, lost: 1 },
      none,
    ]);
  });

  test('as transferred where it left for another pipeline: neither passed nor lost', () => {
    const left = [[opened(), event('DealTransferred', 2, { pipelineId: 'simple' })]];
    expect(cells(left)[0]).toEqual({ ...none, entered: 1, transferred: 1 });
  });
});

describe('a funnel', () => {
  const rows = [
    closedRow('d1', 'won', '2026-11-02'),
    closedRow('d2', 'lost', 9, { potential: null }),
    dealRow('d3', { openedAt: on('2026-09-20'), potential: nok(300) }),
    dealRow('d4', { pipelineId: 'simple' }),
  ];
  const totalOf = (options: Partial<SalesFunnelOptions> = {}) =>
    salesFunnel(bookOf(rows), { pipelineId, ...options }).total;

  test('is of all deals that ever were in the pipeline, open ones too', () => {
    expect(totalOf()).toMatchObject({ deals: 3, won: 1, lost: 1, open: 1 });
  });

  test('or of those closed in a period, or of those opened in it', () => {
    expect(totalOf({ closedDuring: '2026-10' })).toMatchObject({ deals: 1, won: 0, lost: 1, open: 0 });
    expect(totalOf({ openedDuring: '2026-10' })).toMatchObject({ deals: 2, won: 1, lost: 1, open: 0 });
  });

  test('or, stage by stage, of those whose visit was going on in a period', () => {
    const { stages } = salesFunnel(bookOf(rows), { pipelineId, overlapping: '2026-09' });
    expect(stages.map(({ entered }) => entered)).toEqual([1, 0, 0]);
  });

  test('has no stay of which it is not known since when in a period, nor what was jumped over before it', () => {
    const enteredIn = (options: Partial<DealOpened>, returns: 'keep' | 'erase' = 'keep') => {
      const history = [
        opened({ stageId: 'offer', ...options }),
        moved('offer', 'terms', 11),
        moved('terms', 'offer', 13),
      ];
      const book = dealBook([history], { pipelines: [sales], currency: 'NOK', asOf: on(15) });
      const asked = { pipelineId, overlapping: '2026-10', returns } as const;
      const { stages, total } = salesFunnel(book, asked);
      return [...stages.map(({ entered }) => entered), total.deals];
    };
    expect(enteredIn({})).toEqual([1, 1, 1, 1]);
    for (const vague of [{ stageUndated: true }, { undated: true }]) {
      expect(enteredIn(vague)).toEqual([0, 1, 1, 1]); // the offer again, since the 13th
      expect(enteredIn(vague, 'erase')).toEqual([0, 0, 0, 0]); // the first offer, going on
    }
  });

  test('counts a deal without potential, and tells that it is not in the money', () => {
    expect(plain(totalOf())).toMatchObject({
      ...{ deals: 3, unpriced: 1 },
      potential: { deals: '400' },
    });
  });

  test('has the days of the completed real visits where durations are asked for', () => {
    const book = bookOf([closedRow('d1', 'won', 9)], [{ dealId: 'd1', stageId: 'terms', at: on(4) }]);
    const { stages } = salesFunnel(book, { pipelineId, durations: true });
    expect(stages.map(({ days }) => [days?.count, days?.median])).toEqual([
      [1, 3],
      [0, null], // jumped over
      [1, 5],
    ]);
    expect(salesFunnel(book, { pipelineId }).stages[0]).not.toHaveProperty('days');
  });

  test('of no deals has a row for every stage, and no rates: null, not zero', () => {
    const { stages, total } = salesFunnel(bookOf([]), { pipelineId });
    const none = { value: null, count: 0, of: 0 };
    const noRates = { stepRate: none, settledRate: none, cumulativeRate: none, lossRate: none };
    expect(stages).toMatchObject(
      ['contact', 'offer', 'terms'].map((stageId) => ({ stageId, entered: 0, ...noRates })),
    );
    expect(total).toMatchObject({ deals: 0, winRate: none, totalRate: none });
  });

  test('refuses a pipeline the book does not know, two populations, and an option it does not know', () => {
    expect(refusal(() => totalOf({ pipelineId: 'gone' }))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'gone' },
    ]);
    expect(refusal(() => totalOf({ closedDuring: '2026', openedDuring: '2026' }))).toMatchObject([
      'invalid-option',
      { option: 'openedDuring' },
    ]);
    expect(refusal(() => totalOf({ closed: '2026' } as object))).toMatchObject([
      'invalid-option',
      { option: 'closed' },
    ]);
  });
});
