import {
  type DealEvent,
  type DealHistory,
  dealBook,
  definePipeline,
  type Filter,
  money,
  type Pipeline,
  replay,
  revisePipeline,
  routeMap,
  salesByPeriod,
  salesFunnel,
  selectDeals,
  tasksOf,
  timelineOf,
  validateHistory,
} from '../../../src/index.ts';

/** Something of a size, which is measured once it is made. */
export interface GrowthCase {
  readonly name: string;
  /** The smallest of three sizes, each twice the one before. */
  readonly size: number;
  readonly make: (size: number) => () => unknown;
}

const start = Date.parse('2026-01-01T00:00:00.000Z');
const sales = pipelineOf('sales', 30, 'manual');
const led = pipelineOf('led', 3, 'automatic');
const options = { pipelines: [sales, led], currency: 'NOK', asOf: new Date('2036-01-01T00:00:00.000Z') };

function pipelineOf(id: string, count: number, progression: 'manual' | 'automatic'): Pipeline {
  const tasks = progression === 'automatic' ? [{ id: 't', name: 'T' }] : []; // a manual one has none
  const stages = numbers(count).map((n) => ({ id: `s${n}`, name: `S${n}`, tasks }));
  return definePipeline({ id, name: id, progression, stages });
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, n) => n);
}

function opened(dealId: string, pipelineId: string, changes = {}): DealHistory[0] {
  const at = new Date(start);
  return {
    type: 'DealOpened',
    dealId,
    at,
    pipelineId,
    stageId: 's0',
    ownerId: 'kari',
    potential: money(1, 'NOK'),
    ...changes,
  };
}

/** A deal with many events of one kind, a second apart or all of one instant. */
function longDeal(
  count: number,
  pipelineId: string,
  step: number,
  factsOf: (n: number) => object,
): DealHistory {
  const events = numbers(count).map((n) => {
    return { dealId: 'd', at: new Date(start + 1000 + n * step), ...factsOf(n) } as DealEvent;
  });
  return [opened('d', pipelineId), ...events];
}

const payment = () => ({ type: 'PaymentReceived', amount: money(1, 'NOK') });
const field = (n: number) => ({ type: 'DealDescribed', fields: { [`f${n}`]: n } });
const task = (n: number) => ({ type: 'TaskAdded', task: { id: `t${n}`, name: 'T', assigneeId: 'kari' } });
const moveToNew = (n: number) => ({ type: 'DealMoved', from: '', to: `n${n}` });
const lossOrReopening = (n: number) =>
  n % 2 === 0 ? { type: 'DealLost', reason: 'price' } : { type: 'DealReopened', stageId: 's0' };

/** Deals that each took another way through the stages. */
function wanderers(count: number, stages: number): DealHistory[] {
  let seed = 1;
  const drawn = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * stages);
  };
  return numbers(count).map((n) => [
    opened(`d${n}`, 'sales'),
    ...numbers(20).map((move): DealEvent => {
      const at = new Date(start + 1000 * (move + 1));
      return { type: 'DealMoved', dealId: `d${n}`, at, from: '', to: `s${drawn()}` };
    }),
  ]);
}

function simpleBook(count: number, won = false) {
  const events = (n: number): DealEvent[] =>
    won ? [{ type: 'DealWon', dealId: `d${n}`, at: new Date(start + n * 60_000) }] : [];
  return dealBook(
    numbers(count).map((n) => [opened(`d${n}`, 'sales'), ...events(n)]),
    options,
  );
}

/** What once was a scan or a copy for each of many. */
export const growthCases: readonly GrowthCase[] = [
  {
    name: 'a filter by so many ids',
    size: 10_000,
    make(size) {
      const book = simpleBook(size);
      const value = numbers(size).map((n) => `d${n}`);
      return () => selectDeals({ ...book }, { field: 'id', is: 'in', value });
    },
  },
  {
    name: 'a filter under a hierarchy of so many levels',
    size: 20_000,
    make(size) {
      const book = dealBook(
        numbers(size).map((n) => [opened(`d${n}`, 'sales', { ownerId: `o${n}` })]),
        options,
      );
      const ownerId = Object.fromEntries(numbers(size).map((n) => [`o${n + 1}`, `o${n}`]));
      const filter: Filter = { field: 'ownerId', is: 'under', value: 'o0' };
      return () => selectDeals(book, filter, { hierarchies: { ownerId } });
    },
  },
  ...(
    [
      ['payments', 'sales', 1000, payment],
      ['fields', 'sales', 1000, field],
      ['stages', 'sales', 1000, moveToNew],
      ['tasks by hand', 'led', 1000, task],
      ['payments of one instant', 'sales', 0, payment],
    ] as const
  ).map(
    ([what, pipelineId, step, factsOf]): GrowthCase => ({
      name: `replay of so many ${what}`,
      size: 10_000,
      make(size) {
        const history = longDeal(size, pipelineId, step, factsOf);
        return () => replay(history);
      },
    }),
  ),
  {
    name: 'a book with so many events of one instant',
    size: 10_000,
    make(size) {
      const history = longDeal(size, 'sales', 0, payment);
      return () => dealBook([history], options);
    },
  },
  ...(
    [
      ['tasks by hand', task],
      ['losses and reopenings', lossOrReopening],
    ] as const
  ).map(
    ([what, factsOf]): GrowthCase => ({
      name: `the tasks of a deal with so many ${what}`,
      size: 5000,
      make(size) {
        const history = longDeal(size, 'led', 1000, factsOf);
        return () => tasksOf(history, [led]);
      },
    }),
  ),
  ...(
    [
      ['route map', routeMap],
      ['timeline', timelineOf],
      ['issues', validateHistory],
    ] as const
  ).map(
    ([what, read]): GrowthCase => ({
      name: `the ${what} of a deal in so many stages`,
      size: 5000,
      make(size) {
        const history = longDeal(size, 'sales', 1000, moveToNew);
        return () => read(history, [sales]);
      },
    }),
  ),
  {
    name: 'the first funnel of so many paths',
    size: 2000,
    make(size) {
      const histories = wanderers(size, 30);
      return () => salesFunnel(dealBook(histories, options), { pipelineId: 'sales' });
    },
  },
  {
    name: 'a revision of so many stages',
    size: 8000,
    make(size) {
      const pipeline = pipelineOf('wide', size, 'manual');
      const order = numbers(size).map((n) => `s${size - 1 - n}`);
      const rename = Object.fromEntries(order.map((id) => [id, 'New']));
      return () => revisePipeline(pipeline, { order, rename, retire: order.slice(1) });
    },
  },
  {
    name: 'sales in so many months',
    size: 250,
    make(size) {
      const book = simpleBook(20 * size, true);
      const end = new Date(Date.UTC(2026, size));
      return () => salesByPeriod(book, { during: { start: new Date(start), end } });
    },
  },
];
