import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  addMoney,
  appendToBook,
  bookAsOf,
  type DealBook,
  type DealEvent,
  dealBook,
  type MovementLine,
  money,
  month,
  type PipelineMovements,
  type PipelineMovementsOptions,
  period,
  pipelineMovements,
  rateTable,
  selectDeals,
} from '../../../src/index.ts';
import { checkResidual } from '../../../src/reports/movements/pipeline-movements.ts';
import { bookOf, instantAt, type Scene, scene } from '../../reference/agreement/scenes.ts';
import { correctedHistory } from '../../reference/twin/naive-deal.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const september = on('2026-09-10T12:00:00Z');
const october = '2026-10';

/** The lines with something in them: how many movements, and with how much. */
function lines(
  events: readonly DealEvent[],
  options: Partial<PipelineMovementsOptions> = {},
  rates?: string[],
) {
  const table = rates && [
    { date: '2026-01-01', currency: 'EUR', rate: String(rates[0]) },
    { date: '2026-10-15', currency: 'EUR', rate: String(rates[1]) },
  ];
  const book = dealBook([events], {
    pipelines: [sales, simple],
    currency: 'NOK',
    rates: table && rateTable(table, { base: 'NOK' }),
  });
  const report = pipelineMovements(book, { during: october, ...options });
  return Object.fromEntries(
    Object.entries(report.lines)
      .filter(([, { deals }]) => deals > 0)
      .map(([name, { deals, potential }]) => [name, [deals, String(potential.amount)]]),
  );
}

describe('how the open pipeline changed', () => {
  test('a deal that loses its owner goes over to the deals without one', () => {
    const history = [opened({ at: september }), event('DealReassigned', 5, { ownerId: null })];
    expect(lines(history, { ownerId: 'kari' })).toEqual({ begin: [1, '100'], reassignedOut: [1, '100'] });
    expect(lines(history, { ownerId: null })).toEqual({ reassignedIn: [1, '100'], end: [1, '100'] });
    expect(lines(history, { ownerId: null, during: '2026-11' })).toEqual({
      begin: [1, '100'],
      end: [1, '100'],
    });
    expect(lines(history, { ownerId: 'kari', during: '2026-11' })).toEqual({});
  });

  test('a deal opened in the period is created, and in the end pipeline', () => {
    expect(lines([opened()])).toEqual({ created: [1, '100'], end: [1, '100'] });
    expect(lines([opened()], { during: '2026-09' })).toEqual({});
    expect(lines([opened()], { during: '2026-11' })).toEqual({ begin: [1, '100'], end: [1, '100'] });
  });

  test('from 100 to 150 and then won: increased by 50, won with 150', () => {
    const events = [
      opened({ at: september }),
      event('DealRevalued', 5, { potential: nok(150) }),
      event('DealWon', 9, { amount: nok(999) }),
    ];
    expect(lines(events)).toEqual({ begin: [1, '100'], increased: [1, '50'], won: [1, '150'] });
  });

  test('created and lost within the period: created as much as lost', () => {
    const events = [
      opened(),
      event('DealRevalued', 2, { potential: nok(40) }),
      event('DealLost', 9, { reason: 'price' }),
    ];
    expect(lines(events)).toEqual({ created: [1, '40'], lost: [1, '40'] });
  });

  test('reopened and won again: each movement is counted', () => {
    const events = [
      opened({ at: september }),
      event('DealWon', 2, {}),
      event('DealReopened', 3, { stageId: 'contact' }),
      event('DealLost', 4, { reason: null }),
      event('DealReopened', 5, { stageId: 'contact' }),
      event('DealWon', 6, {}),
    ];
    expect(lines(events)).toEqual({
      begin: [1, '100'],
      reopened: [2, '200'],
      won: [2, '200'],
      lost: [1, '100'],
    });
  });

  test('so has what is merged into another deal, also where it is recorded again or continued', () => {
    const merged = event('DealDeleted', 9, { mergedInto: 'd2' });
    const expected = { begin: [1, '100'], merged: [1, '100'] };
    expect(lines([opened({ at: september }), merged])).toEqual(expected);
    // Something else at its instant: the row keeps its events.
    expect(
      lines([opened({ at: september }), event('DealReassigned', 9, { ownerId: 'ola' }), merged]),
    ).toEqual(expected);
    const book = dealBook([[opened({ at: september }), merged]], { pipelines: [sales], currency: 'NOK' });
    const later = appendToBook(book, 'd1', [event('DealReassigned', 5, { ownerId: 'ola' })]);
    expect(pipelineMovements(later, { during: october }).lines).toMatchObject({
      ...{ merged: { deals: 1 }, deleted: { deals: 0 } },
    });
  });

  test('a deal that is not in the book any more moved like the others, also before 1970', () => {
    const moon = [
      opened({ at: on('1969-07-16T13:32:00Z') }),
      event('DealDeleted', '1969-07-24T16:50:00Z', {}),
    ];
    expect(lines(moon, { during: '1969-07' })).toEqual({ created: [1, '100'], deleted: [1, '100'] });
    expect(lines(moon, { during: '1969-06' })).toEqual({});
  });

  test('what is deleted has a line of its own', () => {
    expect(lines([opened({ at: september }), event('DealDeleted', 9, {})])).toEqual({
      begin: [1, '100'],
      deleted: [1, '100'],
    });
  });

  test('between pipelines: out of one, into the other, nothing in both together', () => {
    const events = [opened({ at: september }), event('DealTransferred', 9, { pipelineId: 'simple' })];
    expect(lines(events, { pipelineId: 'sales' })).toEqual({ begin: [1, '100'], transferredOut: [1, '100'] });
    expect(lines(events, { pipelineId: 'simple' })).toEqual({ transferredIn: [1, '100'], end: [1, '100'] });
    expect(lines(events)).toEqual({ begin: [1, '100'], end: [1, '100'] });
  });

  test('between owners likewise; who owns the deal when it is won has won it', () => {
    const events = [
      opened({ at: september }),
      event('DealReassigned', 5, { ownerId: 'ola' }),
      event('DealWon', 9, {}),
      event('DealReassigned', 9, { ownerId: 'eva' }),
    ];
    expect(lines(events, { ownerId: 'kari' })).toEqual({ begin: [1, '100'], reassignedOut: [1, '100'] });
    expect(lines(events, { ownerId: 'ola' })).toEqual({ reassignedIn: [1, '100'], won: [1, '100'] });
    expect(lines(events, { ownerId: 'eva' })).toEqual({});
  });

  describe('of the deals expected in a period', () => {
    const ofNovember = { expectedDuring: '2026-11' };
    const expected = (day: string) => opened({ at: september, expectedCloseAt: on(day) });
    const to = (day: number, date: string | null) =>
      event('DealRescheduled', day, { expectedCloseAt: date === null ? null : on(date) });

    test.each([
      ['2026-11-20', '2026-12-01', 'pushedOut'],
      ['2026-11-20', null, 'pushedOut'],
      ['2026-11-20', '2026-10-31', 'pulledOut'],
    ] as const)('a new date takes a deal out: from %s to %s, %s', (from, date, line) => {
      expect(lines([expected(from), to(5, date)], ofNovember)).toEqual({
        begin: [1, '100'],
        [line]: [1, '100'],
      });
    });

    test.each([
      ['2026-10-20', 'pushedIn'],
      ['2026-12-20', 'pulledIn'],
    ] as const)('a new date brings a deal in: from %s, %s', (from, line) => {
      expect(lines([expected(from), to(5, '2026-11-01')], ofNovember)).toEqual({
        [line]: [1, '100'],
        end: [1, '100'],
      });
    });

    test('a first date pulls a deal in', () => {
      expect(lines([opened({ at: september }), to(5, '2026-11-01')], ofNovember)).toMatchObject({
        pulledIn: [1, '100'],
      });
    });

    test('out and back again within the period is no movement', () => {
      const events = [expected('2026-11-20'), to(5, '2026-12-01'), to(6, '2026-11-01')];
      expect(lines(events, ofNovember)).toEqual({ begin: [1, '100'], end: [1, '100'] });
      expect(lines([...events, event('DealWon', 7, {})], ofNovember)).toEqual({
        begin: [1, '100'],
        won: [1, '100'],
      });
      expect(lines([...events, to(7, '2026-10-20')], ofNovember)).toEqual({
        begin: [1, '100'],
        pulledOut: [1, '100'],
      });
    });
  });

  test('other rates are a line of their own, before what the amount itself was changed by', () => {
    const euros = opened({ at: september, potential: money(10, 'EUR') });
    // 10 EUR at 0.1 EUR per NOK are 100 NOK, at 0.08 they are 125.
    expect(lines([euros], {}, ['0.1', '0.08'])).toEqual({
      begin: [1, '100'],
      fx: [1, '25'],
      end: [1, '125'],
    });
    const halved = event('DealRevalued', 5, { potential: money(5, 'EUR') });
    expect(lines([euros, halved], {}, ['0.1', '0.08'])).toEqual({
      begin: [1, '100'],
      fx: [1, '25'],
      decreased: [1, '62.5'],
      end: [1, '62.5'],
    });
    // Closed or deleted on the ninth, the rate of the fifteenth does not concern it any more.
    for (const last of [event('DealWon', 9, {}), event('DealDeleted', 9, {})])
      expect(lines([euros, last], {}, ['0.1', '0.08'])).toMatchObject({ begin: [1, '100'] });
    expect(lines([euros, event('DealWon', 9, {})], {}, ['0.1', '0.08'])).toEqual({
      begin: [1, '100'],
      won: [1, '100'],
    });
    // Closed on the ninth and deleted after the fifteenth: it left with its closing.
    expect(
      lines([euros, event('DealWon', 9, {}), event('DealDeleted', 20, {})], {}, ['0.1', '0.08']),
    ).toEqual({
      begin: [1, '100'],
      won: [1, '100'],
    });
  });

  test('a potential that is missing counts as nothing, and its deal as unpriced', () => {
    const events = [
      opened({ at: september, potential: null }),
      event('DealRevalued', 5, { potential: nok(70) }),
    ];
    expect(lines(events)).toEqual({ begin: [1, '0'], increased: [1, '70'], end: [1, '70'] });
    const book = dealBook([events], { pipelines: [sales], currency: 'NOK' });
    expect(pipelineMovements(book, { during: october }).unpriced).toBe(1);
    expect(pipelineMovements(book, { during: '2026-11' }).unpriced).toBe(0);
  });

  test('what happens at the start belongs to the period, what happens at the end does not', () => {
    const { start, end } = month(october);
    expect(lines([opened({ at: start })])).toEqual({ created: [1, '100'], end: [1, '100'] });
    expect(lines([opened({ at: end })])).toEqual({});
    expect(lines([opened()], { during: period(start, start) })).toEqual({});
  });

  test('of several events at one instant each counts in turn', () => {
    const events = [
      opened({ at: september }),
      event('DealReassigned', 9, { ownerId: 'ola' }),
      event('DealTransferred', 9, { pipelineId: 'simple' }),
    ];
    const turned = [events[0], events[2], events[1]] as DealEvent[];
    const options = { pipelineId: 'sales', ownerId: 'kari' };
    expect(lines(events, options)).toMatchObject({ reassignedOut: [1, '100'] });
    expect(lines(turned, options)).toMatchObject({ transferredOut: [1, '100'] });
  });
});

describe('what is refused', () => {
  const book = dealBook([[opened()]], { pipelines: [sales], currency: 'NOK', asOf: on(20) });
  const ask = (options: Partial<PipelineMovementsOptions>) => () =>
    pipelineMovements(book, { during: '2026-09', ...options });

  test('a period that ends after the date of the book', () => {
    const end = new Date(+on(20) + 1);
    expect(ask({ during: period(on(1), end) })()).toMatchObject({ residual: money(0, 'NOK') });
    const later = new Date(+end + 1);
    expect(refusal(ask({ during: period(on(1), later) }))).toEqual([
      'as-of-too-late',
      { asOf: end, latest: on(20) },
    ]);
  });

  test('an unknown pipeline, an owner that is no text, what is no period', () => {
    expect(refusal(ask({ pipelineId: 'gone' }))).toEqual(['unknown-pipeline', { pipelineId: 'gone' }]);
    expect(refusal(ask({ ownerId: 5 as unknown as string }))).toMatchObject(['invalid-text', {}]);
    expect(refusal(ask({ during: 'soon' }))).toMatchObject(['invalid-period', {}]);
    expect(refusal(ask({ expectedDuring: 'soon' }))).toMatchObject(['invalid-period', {}]);
  });

  test('lines that leave something unexplained', () => {
    const { lines } = ask({})();
    expect(refusal(() => checkResidual({ ...lines, end: { deals: 1, potential: nok(5) } }, 'NOK'))).toEqual([
      'not-reconciled',
      { residual: '-5' },
    ]);
  });
});

describe('for any histories, in two currencies at changing rates, between any two instants', () => {
  const when = fc.tuple(fc.nat(11), fc.nat(11));
  const owners = ['ann', 'bob', 'eva', '__proto__', 'constructor', '', 'toString', '0', '10', '9', 'Ærlig'];
  const allOwners = [...owners, '\u{1F600}', '\uFF5E', null];

  /** A period that the book knows, from one of its instants to another. */
  function during({ instants, asOf }: Scene, [from, to]: readonly [number, number]) {
    const ends = [instantAt(instants, Math.min(from, to)), instantAt(instants, Math.max(from, to))];
    const [start, end] = ends.map((at) => new Date(asOf === undefined ? +at : Math.min(+at, +asOf)));
    return period(start as Date, end as Date);
  }

  function openAt(book: DealBook, at: Date, ownerId?: string | null) {
    const then = bookAsOf(book, new Date(+at - 1));
    const mine = ownerId === undefined ? then : selectDeals(then, { field: 'ownerId', value: ownerId });
    return book.pipelines
      .map(({ id: pipelineId }) => activeFunnel(mine, { pipelineId }).total)
      .map(({ open, potential }) => ({ deals: open, potential }));
  }

  function sum(
    parts: readonly { deals: number; potential: PipelineMovements['residual'] }[],
    currency: string,
  ) {
    return plain(
      parts.reduce((a, b) => ({ deals: a.deals + b.deals, potential: addMoney(a.potential, b.potential) }), {
        deals: 0,
        potential: money(0, currency) as PipelineMovements['residual'],
      }),
    );
  }

  test('the lines reconcile, and begin and end are the open pipelines of then', () => {
    fc.assert(
      fc.property(scene, when, when, fc.constantFrom(...allOwners), (random, some, expected, ownerId) => {
        const book = bookOf(random);
        const [around, expectedDuring] = [during(random, some), during(random, expected)];
        for (const options of [{}, { ownerId }, { expectedDuring }, { ownerId, expectedDuring }])
          expect(pipelineMovements(book, { during: around, ...options }).residual.amount.isZero()).toBe(true);
        for (const [at, line] of [
          [around.start, 'begin'],
          [around.end, 'end'],
        ] as const) {
          const { lines } = pipelineMovements(book, { during: around });
          expect(plain(lines[line])).toEqual(sum(openAt(book, at), book.currency));
          const mine = pipelineMovements(book, { during: around, ownerId }).lines;
          expect(plain(mine[line])).toEqual(sum(openAt(book, at, ownerId), book.currency));
          for (const [index, open] of openAt(book, at).entries()) {
            const pipelineId = book.pipelines[index]?.id;
            const { lines } = pipelineMovements(book, { during: around, pipelineId });
            expect(plain(lines[line])).toEqual(plain(open));
          }
        }
      }),
      { numRuns: runs(100) },
    );
  });

  test('over all owners, or all pipelines, the lines add up to those of the whole, in being as much as out', () => {
    fc.assert(
      fc.property(scene, when, (random, some) => {
        const book = bookOf(random);
        const { currency } = book;
        const around = during(random, some);
        const whole = pipelineMovements(book, { during: around }).lines;
        const byOwner = allOwners.map(
          (ownerId) => pipelineMovements(book, { during: around, ownerId }).lines,
        );
        const byPipeline = book.pipelines.map(
          ({ id: pipelineId }) => pipelineMovements(book, { during: around, pipelineId }).lines,
        );
        for (const [parts, passing] of [
          [byOwner, 'reassigned'],
          [byPipeline, 'transferred'],
        ] as const) {
          const of = (name: MovementLine) =>
            sum(
              parts.map((part) => part[name]),
              currency,
            );
          expect(of(`${passing}In`)).toEqual(of(`${passing}Out`));
          const others = (Object.keys(whole) as MovementLine[]).filter((name) => !name.startsWith(passing));
          for (const name of others) expect(of(name)).toEqual(plain(whole[name]));
        }
      }),
      { numRuns: runs(60) },
    );
  });

  test('as of a date is what a book of the events up to then says', () => {
    fc.assert(
      fc.property(scene, when, (random, some) => {
        const around = during(random, some);
        const { pipelines, currency, timeZone, fiscalYearStart, rateDate, knownAt } = random;
        const options = { pipelines, currency, timeZone, fiscalYearStart, rateDate, knownAt };
        const book = dealBook(random.histories, options);
        const earlier = bookAsOf(book, random.asOf ?? instantAt(random.instants, 11));
        const prefix = random.histories
          .map((history) => correctedHistory(history, knownAt))
          .filter(([opening]) => opening !== undefined && +opening.at <= Number(earlier.asOf))
          .map((history) => history.filter(({ at }) => +at <= Number(earlier.asOf)));
        const expected = dealBook(prefix, { ...options, asOf: earlier.asOf ?? undefined });
        expect(plain(pipelineMovements(earlier, { during: around }))).toEqual(
          plain(pipelineMovements(expected, { during: around })),
        );
      }),
    );
  });
});
