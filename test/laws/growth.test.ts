import { describe, expect, test } from 'vitest';
import {
  type DealEvent,
  dealBook,
  dealJourney,
  dealPaths,
  definePipeline,
  type Filter,
  importDeals,
  replay,
  revisePipeline,
  routeMap,
  routeMapText,
  salesByPeriod,
  salesFunnel,
  selectDeals,
  stageEffectiveness,
  tasksOf,
  validateHistory,
} from '../../src/index.ts';
import { nok, on, sales } from '../support/deals.ts';
import { event, opened } from '../support/events.ts';
import { refusal } from '../support/refusal.ts';

// Sizes that a scan or a copy for each of many would not get through, and that no stack has room for.

const many = 20_000;
const each = (count: number) => Array.from({ length: count }, (_, n) => n);
const bookOf = (histories: readonly (readonly DealEvent[])[]) =>
  dealBook(histories, { pipelines: [sales], currency: 'NOK' });

describe('a long history', () => {
  test('of payments has them all', () => {
    const payments = each(many).map(() => event('PaymentReceived', 2, { amount: nok(1) }));
    const deal = replay([opened(), ...payments]);
    expect(deal.payments.length).toBe(many);
    expect(deal.version).toBe(many + 1);
    expect(bookOf([[opened(), ...payments]]).deals).toBe(1);
  });

  test('of fields has the last values, in the order they first came', () => {
    const described = each(many).map((n) => event('DealDescribed', 2, { fields: { [`f${n % 10_000}`]: n } }));
    const { fields } = replay([opened(), ...described, event('DealDescribed', 3, { fields: { f0: null } })]);
    expect(Object.keys(fields).length).toBe(9999);
    expect(Object.entries(fields)[0]).toEqual(['f1', 10_001]);
  });

  test('of stages that no pipeline knows counts each', () => {
    const moves = each(10_000).map((n) => event('DealMoved', 2, { from: '', to: `n${n % 5000}` }));
    const history = [opened(), ...moves] as const;
    const deal = replay(history);
    expect(deal.stageVisits.length).toBe(5001);
    expect(deal.stageVisits.at(-1)).toEqual({ pipelineId: 'sales', stageId: 'n4999', visits: 2 });
    expect(routeMap(history, [sales]).stages.length).toBe(5003);
    expect(validateHistory(history, [sales]).filter(({ code }) => code === 'unknown-stage').length).toBe(
      10_000,
    );
  });

  test('of moves to and fro counts each visit, for what the deal was worth when the last one began', () => {
    const [here, there] = ['contact', 'offer'];
    const moves = each(100_000).map((n) =>
      event('DealMoved', 2, n % 2 === 0 ? { from: here, to: there } : { from: there, to: here }),
    );
    const book = bookOf([
      [opened({ potential: nok(7) }), ...moves, event('DealRevalued', 3, { potential: nok(9) })],
    ]);
    const overlapping = { start: on(1), end: on(3) };
    const asked = { pipelineId: 'sales', potentialAt: 'entry', overlapping, durations: true } as const;
    const [first, second] = salesFunnel(book, asked).stages;
    expect(first).toMatchObject({
      visits: 50_001,
      open: 1,
      potential: { open: nok(7) },
      days: { count: 50_000 },
    });
    expect(second).toMatchObject({ visits: 50_000, returned: 1, potential: { returned: nok(7) } });
    const { steps } = dealJourney(book, { dealId: 'd1' });
    expect(steps.length).toBe(100_001);
    expect(new Set(steps.map(({ ownerId }) => ownerId))).toEqual(new Set(['kari']));
  });

  test('of tasks made by hand has each, done or open', () => {
    const tasks = each(5000).flatMap((n) => [
      event('TaskAdded', 2, { task: { id: `t${n}`, name: 'Call', assigneeId: 'kari' } }),
      ...(n % 2 === 0 ? [event('TaskCompleted', 3, { taskId: `t${n}` })] : []),
    ]);
    const found = tasksOf([opened(), ...tasks], [sales]);
    expect(found.filter(({ status }) => status === 'done').length).toBe(2500);
    expect(found.filter(({ status }) => status === 'open').length).toBe(2500);
  });
});

describe('a loss closes tasks made by hand, and a reopening does not bring them back', () => {
  const led = definePipeline({
    ...{ id: 'sales', name: 'Sales', progression: 'automatic' },
    stages: [{ id: 'contact', name: 'Contact' }],
  });
  const added = (id: string, day: number) =>
    event('TaskAdded', day, { task: { id, name: 'Call', assigneeId: 'kari' } });
  const byHand = (...events: DealEvent[]) =>
    tasksOf([opened(), ...events], [led])
      .filter(({ kind }) => kind === 'added')
      .map(({ id, status, closedAt }) => [id, status, closedAt]);
  const loss = event('DealLost', 4, { reason: null });
  const reopening = event('DealReopened', 6, { stageId: 'contact' });

  test('those made in between are there until the next one', () => {
    const facts = [
      added('a', 2),
      added('b', 3),
      loss,
      added('c', 5),
      event('TaskCompleted', 5, { taskId: 'a' }),
    ];
    expect(byHand(...facts)).toEqual([
      ['a', 'cancelled', on(4)],
      ['b', 'cancelled', on(4)],
      ['c', 'open', null],
    ]);
    expect(byHand(...facts, reopening)).toEqual([
      ['a', 'cancelled', on(4)],
      ['b', 'cancelled', on(4)],
      ['c', 'open', null],
    ]);
    expect(byHand(...facts, reopening, event('DealLost', 7, { reason: null }))).toEqual([
      ['a', 'cancelled', on(4)],
      ['b', 'cancelled', on(4)],
      ['c', 'cancelled', on(7)],
    ]);
  });
});

describe('a filter', () => {
  const book = bookOf(each(many).map((n) => [opened({ dealId: `d${n}`, ownerId: `o${n % 10_000}` })]));

  test('by many ids finds each', () => {
    const value = each(many).map((n) => `d${2 * n}`);
    expect(selectDeals(book, { field: 'id', is: 'in', value }).deals).toBe(many / 2);
    expect(selectDeals(book, { field: 'id', is: 'notIn', value }).deals).toBe(many / 2);
  });

  test('under a hierarchy of many levels finds all that hang below', () => {
    const ownerId = Object.fromEntries(each(10_000).map((n) => [`o${n + 1}`, `o${n}`]));
    const filter: Filter = { field: 'ownerId', is: 'under', value: 'o5000' };
    expect(selectDeals(book, filter, { hierarchies: { ownerId } }).deals).toBe(many / 2);
  });

  test('is refused where it is too deep', () => {
    const nested = (depth: number): Filter =>
      each(depth).reduce<Filter>((inner) => ({ not: inner }), { field: 'id', value: 'd1' });
    expect(selectDeals(book, nested(500)).deals).toBe(1);
    const tooDeep = ['invalid-filter', { problem: 'it is more than 500 levels deep' }];
    expect(refusal(() => selectDeals(book, nested(501)))).toEqual(tooDeep);
    expect(refusal(() => selectDeals(book, nested(10_000)))).toEqual(tooDeep);
    const circle: { and: Filter[] } = { and: [] };
    circle.and.push(circle);
    expect(refusal(() => selectDeals(book, circle))).toEqual(tooDeep);
  });
});

describe('a wide pipeline', () => {
  const wide = definePipeline({
    ...{ id: 'sales', name: 'Wide', progression: 'manual' },
    stages: each(130_000).map((n) => ({ id: `s${n}`, name: `S${n}` })),
  });

  test('is revised', () => {
    const order = wide.stages.map(({ id }) => id).reverse();
    const revised = revisePipeline(wide, { order, rename: { s0: 'Last' }, retire: order.slice(1, 100_001) });
    expect(revised.stages.at(-1)).toEqual({ id: 's0', name: 'Last' });
    expect(revised.stages.filter(({ retired }) => retired).length).toBe(100_000);
  });

  const history = [opened({ stageId: 's0' }), event('DealMoved', 2, { from: 's0', to: 's129999' })] as const;

  test('has a route map', () => {
    const map = routeMap(history, [wide]);
    expect(map.stages.filter(({ state }) => state === 'skipped').length).toBe(129_998);
    expect(routeMapText(map).split('\n').length).toBeGreaterThan(130_000);
  });

  test('has a report of its stages', () => {
    const book = dealBook([history], { pipelines: [wide], currency: 'NOK' });
    const { stages } = stageEffectiveness(book, { pipelineId: 'sales' });
    expect(stages.length).toBe(130_000);
  });
});

describe('a funnel', () => {
  test('goes on where new stages turn up, before or after those known', () => {
    const book = (...to: string[]) => {
      const moves = to.map((stageId, n) => event('DealMoved', n + 2, { from: '', to: stageId }));
      return bookOf([[opened(), ...moves]]);
    };
    for (const returns of ['keep', 'erase'] as const) {
      const whole = book('m', 'offer', 'b', 'z');
      const stages = salesFunnel(whole, { pipelineId: 'sales', returns }).stages;
      expect(stages.map(({ stageId }) => stageId).slice(3)).toEqual(['b', 'm', 'z']);
      expect(dealPaths(whole, { pipelineId: 'sales' }).paths.length).toBe(1);
    }
  });
});

describe('sales by period', () => {
  test('are shown for at most 12,000 periods', () => {
    const book = bookOf([[opened(), event('DealWon', 2, {})]]);
    const during = (end: string) => ({ start: on('1026-01-01'), end: on(end) });
    expect(salesByPeriod(book, { during: during('2026-01-01') }).company.periods.length).toBe(12_000);
    expect(refusal(() => salesByPeriod(book, { during: during('2026-01-02') }))).toMatchObject([
      'invalid-option',
      { option: 'during' },
    ]);
  });
});

describe('a long log of one deal', () => {
  const row = { id: 'd1', pipelineId: 'sales', openedAt: on(1) };
  const taken = (log: Parameters<typeof importDeals>[1], given = row) => {
    const { histories, problems, counts } = importDeals([given], log, [sales]);
    return [histories[0]?.length, problems.length, counts.changes.taken];
  };

  test('of one instant has each change', () => {
    const log = each(many).map((n) => ({
      dealId: 'd1',
      at: on(5),
      ownerId: `o${n}`,
      from: { ownerId: `o${n - 1}` },
    }));
    expect(taken(log)).toEqual([many + 1, 0, many]);
  });

  test('of outcomes on days, each undone the next, has each', () => {
    const dayOf = (n: number): string => new Date(Date.UTC(2000, 0, 1 + n)).toISOString().slice(0, 10);
    const log = each(10_000).map((n) => {
      return { dealId: 'd1', at: dayOf(n), outcome: n % 2 === 0 ? ({ status: 'lost' } as const) : null };
    });
    expect(taken(log, { ...row, openedAt: on('2000-01-01T00:00Z') })).toEqual([10_001, 0, 10_000]);
  });
});
