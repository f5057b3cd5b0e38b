import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { heldBy } from '../../../src/book/recording/allowance.ts';
import { sizesOf } from '../../../src/book/recording/rollback.ts';
import { columnsOf } from '../../../src/book/view/book.ts';
import {
  appendToBook,
  bookAsOf,
  contactToPayment,
  type DealBook,
  type DealEvent,
  dealBook,
  dealBookFrom,
  dealJourney,
  dealPaths,
  demandSatisfaction,
  groupDeals,
  isDealError,
  lossReasons,
  money,
  pipelineMovements,
  rateTable,
  salesFunnel,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { naiveDeals } from '../../reference/twin/naive-deal.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

/** A euro is worth something else every third day. */
const rates = rateTable(
  Array.from({ length: 20 }, (_, i) => ({ date: day(3 * i), currency: 'NOK', rate: `11.${i + 1}` })),
  { base: 'EUR' },
);
const options = { pipelines: [sales], currency: 'NOK', rates };
const stages = sales.stages.map(({ id }) => id);

/** The day so many days into October. */
function day(days: number): string {
  return new Date(Date.UTC(2026, 9, days)).toISOString().slice(0, 10);
}

/** An instant so many days, and parts of a day, into October. */
function instant(day: number): Date {
  return new Date(+on(0) + Math.round(day * 86_400_000));
}

function opening(dealId: string): DealEvent {
  const stageId = stages[0] as string;
  return {
    type: 'DealOpened',
    dealId,
    at: on(1),
    pipelineId: 'sales',
    stageId,
    ownerId: 'kari',
    potential: nok(100),
    ...(dealId === 'b' ? { stageUndated: true } : {}),
    ...(dealId === 'c' ? { ownerId: null } : {}),
  };
}

function bookOf(histories: ReadonlyMap<string, readonly DealEvent[]>): DealBook {
  return dealBook(histories.values(), options);
}

/** What is told of every deal, in the order of their ids: deals that go on are the last of a book. */
function told(book: DealBook): unknown {
  const during = { start: on(1), end: on(40) };
  const inOrder = ['a', 'b', 'c', 'd'].filter(
    (id) => selectDeals(book, { field: 'id', value: id }).deals > 0,
  );
  return plain([
    [book.deals, book.asOf],
    inOrder.map((dealId) => dealJourney(book, { dealId })),
    salesFunnel(book, { pipelineId: 'sales', durations: true }),
    dealPaths(book, { pipelineId: 'sales' }),
    pipelineMovements(book, { during }),
    groupDeals(book, ['fields.size', 'expectedCloseAt', 'ownerId', 'closedBy']).map(({ key, book: part }) => [
      key,
      part.deals,
    ]),
    [winRate(book), lossReasons(book), contactToPayment(book), demandSatisfaction(book)],
    winRate(bookAsOf(book, on(15) < (book.asOf as Date) ? on(15) : (book.asOf as Date))),
  ]);
}

/** Mostly in the order of time; of amounts, some that no double holds. */
const amount = fc.constantFrom(
  '1',
  '2',
  '0.25',
  '9999999999999999999999999999',
  '12345678901234567.123456789',
);

const kind = fc.constantFrom(
  ...['move', 'move', 'value', 'value', 'value', 'win', 'lose', 'reopen', 'explain', 'owner'],
  ...['describe', 'reschedule', 'pay', 'ask', 'meet', 'control', 'delete'],
);

const happening = fc.record({
  dealId: fc.constantFrom('a', 'b', 'c', 'd'),
  kind,
  /** Days after the one before, of all deals. */
  later: fc.constantFrom(0.01, 0.01, 0.02, 0.03, 0, -0.05, -3),
  stageId: fc.constantFrom(...stages),
  amount,
  /** Which of the books so far goes on: mostly the newest. */
  back: fc.constantFrom(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 9),
  /** Whether a report is asked for in between: a book that has answered tells the next one what it knows. */
  isAsked: fc.boolean(),
});
type Happening = typeof happening extends fc.Arbitrary<infer H> ? H : never;

function eventOf({ dealId, kind, stageId, amount: digits }: Happening, at: Date): DealEvent {
  const amount = money(digits, digits === '0.25' || digits === '2' ? 'EUR' : 'NOK');
  const size = Number(digits.length);
  const base = { dealId, at };
  const events: Record<string, DealEvent> = {
    move: { type: 'DealMoved', ...base, from: '', to: stageId },
    value: { type: 'DealRevalued', ...base, potential: amount },
    win: { type: 'DealWon', ...base },
    lose: { type: 'DealLost', ...base, reason: 'price' },
    reopen: { type: 'DealReopened', ...base, ...(digits === '1' ? {} : { stageId }) } as DealEvent,
    explain: { type: 'LossExplained', ...base, reason: 'time' },
    owner: { type: 'DealReassigned', ...base, ownerId: size === 1 ? null : `owner ${size}` },
    describe: { type: 'DealDescribed', ...base, fields: { size } },
    reschedule: { type: 'DealRescheduled', ...base, expectedCloseAt: on(size) },
    pay: { type: 'PaymentReceived', ...base, amount },
    ask: { type: 'DemandRecorded', ...base, demand: [{ text: 'boat', amount, percentSatisfied: 50 }] },
    meet: { type: 'InteractionLinked', ...base, interaction: { id: 'i', kind: 'call', at } },
    control: { type: 'ManualControlTaken', ...base },
    delete: { type: 'DealDeleted', ...base },
  };
  return events[kind] as DealEvent;
}

describe('a book that goes on', () => {
  test('many times over, from whichever of the books before, is the book of its histories, and so are those before', () => {
    fc.assert(
      fc.property(fc.array(happening, { minLength: 60, maxLength: 250 }), (happenings) => {
        const histories = new Map(['a', 'b', 'c'].map((id) => [id, [opening(id)]]));
        const books = [{ book: bookOf(histories), histories }];
        let day = 2;
        for (const each of happenings) {
          const { dealId, later, back, kind } = each;
          if (kind === 'delete' && dealId !== 'b') continue;
          day = Math.max(0.5, day + later);
          const { book, histories } = books[Math.max(0, books.length - 1 - back)] as (typeof books)[0];
          const before = histories.get(dealId) ?? [];
          const events = before.length === 0 ? [opening(dealId)] : [eventOf(each, instant(day))];
          if (each.isAsked) salesFunnel(book, { pipelineId: 'sales' });
          books.push({
            book: appendToBook(book, dealId, events),
            histories: new Map([...histories, [dealId, [...before, ...events]]]),
          });
        }
        const some = books.filter((_, i) => i % 40 === 0 || i === books.length - 1);
        for (const { book, histories } of some) expect(told(book)).toEqual(told(bookOf(histories)));
      }),
      { numRuns: 40 },
    );
  });

  test('holds little more than the book of its histories', () => {
    let book = bookOf(
      new Map([
        ['a', [opening('a')]],
        ['b', [opening('b')]],
      ]),
    );
    const histories = new Map(['a', 'b'].map((id) => [id, [opening(id)]]));
    for (let i = 1; i <= 2000; i++) {
      const dealId = i % 2 === 0 ? 'a' : 'b';
      const event: DealEvent = { type: 'DealRevalued', dealId, at: instant(2 + i / 100), potential: nok(i) };
      histories.get(dealId)?.push(event);
      book = appendToBook(book, dealId, [event]);
    }
    const [held, needed] = [book, bookOf(histories)].map((each) => heldBy(columnsOf(each).view.facts));
    expect(needed).toBeGreaterThan(2000);
    expect(held).toBeLessThan(1.5 * (needed as number) + 600);
  });

  test('in selections that were made before as in itself', () => {
    let book = bookOf(new Map(['a', 'b', 'c'].map((id) => [id, [opening(id)]])));
    const start = book;
    const mine = selectDeals(book, { field: 'id', is: 'in', value: ['a', 'c'] });
    const groups = groupDeals(book, 'id');
    let chosen = mine;
    for (let i = 1; i <= 400; i++) {
      const event: DealEvent = {
        type: 'DealRevalued',
        dealId: 'c',
        at: instant(2 + i / 100),
        potential: nok(i),
      };
      book = appendToBook(book, 'c', [event]);
      chosen = appendToBook(chosen, 'c', [event]);
    }
    const worth = (each: DealBook) => salesFunnel(each, { pipelineId: 'sales' }).total.potential.deals;
    expect([start, mine, chosen, book].map(worth)).toEqual([nok(300), nok(200), nok(500), nok(600)]);
    expect(groups.map(({ book: part }) => worth(part))).toEqual([nok(100), nok(100), nok(100)]);
    expect(refusal(() => appendToBook(chosen, 'b', []))).toEqual(['unknown-deal', { dealId: 'b' }]);
  });
});

test('a deal reopened where it was is, after a move entered late, reopened where that move led', () => {
  const [contact, offer] = [stages[0] as string, stages[1] as string];
  const recorded: DealEvent[] = [
    { type: 'DealWon', dealId: 'a', at: on(5) },
    { type: 'DealReopened', dealId: 'a', at: on(6) } as DealEvent,
    { type: 'DealMoved', dealId: 'a', at: on(3), from: contact, to: offer },
  ];
  const history = [opening('a'), ...recorded];
  const appended = recorded.reduce(
    (book, event) => appendToBook(book, 'a', [event]),
    bookOf(new Map([['a', [opening('a')]]])),
  );
  const late = appendToBook(dealBook([history.slice(0, 3)], options), 'a', history.slice(3));
  const stageOf = (book: DealBook): unknown => groupDeals(book, 'stageId').map(({ key }) => key);
  expect([appended, late, dealBook([history], options)].map(stageOf)).toEqual([[offer], [offer], [offer]]);
  expect(naiveDeals([history], {}).map(({ stageId }) => stageId)).toEqual([offer]);
});

describe('refused, and nothing is changed by it, is', () => {
  const book = bookOf(new Map([['a', [opening('a')]]]));
  const described: DealEvent = { type: 'DealDescribed', dealId: 'a', at: on(3), fields: { colour: 'mauve' } };
  const paid: DealEvent = {
    type: 'PaymentReceived',
    dealId: 'a',
    at: on(4),
    amount: money('9999999999999999999999999999', 'XXX'),
  };
  const moved: DealEvent = { type: 'DealMoved', dealId: 'a', at: on(4), from: '', to: 'nowhere' };
  const sent: DealEvent = { type: 'DealTransferred', dealId: 'a', at: on(5), pipelineId: 'unknown' };
  const odd: readonly unknown[] = [
    null,
    undefined,
    0,
    'a',
    Symbol('a'),
    {},
    [],
    [null],
    [['a']],
    [{}],
    () => [],
  ];

  test('an append whose last event leads nowhere, whatever it told before', () => {
    const before = [sizesOf(columnsOf(book).view.facts), heldBy(columnsOf(book).view.facts), told(book)];
    for (const [last, code] of [
      [[described, paid, moved, sent], 'unknown-pipeline'],
      [[{ ...described, at: on(0) }, paid, moved, sent], 'unknown-pipeline'],
    ] as const)
      expect(refusal(() => appendToBook(book, 'a', last))).toMatchObject([code, {}]);
    const opened = [{ ...opening('new'), pipelineId: 'unknown' } as DealEvent];
    expect(refusal(() => appendToBook(book, 'new', opened))).toMatchObject(['unknown-pipeline', {}]);
    expect([sizesOf(columnsOf(book).view.facts), heldBy(columnsOf(book).view.facts), told(book)]).toEqual(
      before,
    );
    const later = appendToBook(book, 'a', [described, paid]);
    expect(told(later)).toEqual(told(bookOf(new Map([['a', [opening('a'), described, paid]]]))));
  });

  test('what is no event, no list, no book, no date', async () => {
    const attempts = odd.flatMap((each) => [
      () => appendToBook(book, 'a', each as DealEvent[]),
      () => appendToBook(book, 'a', [described, each as DealEvent]),
      () => appendToBook(book, each as string, [described]),
      () => appendToBook(each as DealBook, 'a', [described]),
      () => bookAsOf(each as DealBook, on(3)),
      () => bookAsOf(book, each as Date),
      () => dealBook(each as DealEvent[][], options),
      () => dealBook([each as DealEvent[]], options),
    ]);
    const before = told(book);
    for (const attempt of attempts) {
      const problem = refusal(attempt);
      if (problem !== 'nothing was refused') expect(problem).toBeInstanceOf(Array);
    }
    for (const each of odd) {
      const problems = [each, [each], [[each]]].map((chunks) =>
        dealBookFrom(chunks as unknown as AsyncIterable<DealEvent[][]>, options).catch(
          (error: unknown) => error,
        ),
      );
      for (const problem of await Promise.all(problems))
        if (problem instanceof Error) expect([isDealError(problem), problem]).toEqual([true, problem]);
    }
    expect(told(book)).toEqual(before);
  });
});
