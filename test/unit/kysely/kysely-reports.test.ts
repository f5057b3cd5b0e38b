import { kyselyReports, kyselyRepositories } from 'dealbook/kysely';
import { expect, test } from 'vitest';
import {
  activeFunnel,
  businessCalendar,
  dealBook,
  dealPaths,
  definePipeline,
  groupDeals,
  lossReasons,
  money,
  period,
  rateTable,
  salesByPeriod,
  salesFunnel,
  stageDurations,
  winRate,
} from '../../../src/index.ts';
import { allDatabases, inDatabases, newTenant } from '../../support/databases/in-databases.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { bothOf } from './reports/both-of.ts';

const pipelines = [sales, simple];
const kroner = { pipelines, currency: 'NOK' };
const inSales = { pipelineId: 'sales' };

/** Kari’s deal is won by way of the offer, Ola’s lost in contact; two are open, one of them has no amount. */
const histories = [
  [opened(), moved('contact', 'offer', 2), event('DealWon', 3, {})],
  [opened({ potential: nok('0.0000000001'), ownerId: 'ola' }), event('DealLost', 4, { reason: 'price' })],
  [opened({ potential: nok(`${'9'.repeat(28)}.9999999999`) })],
  [opened({ potential: null }), moved('contact', 'offer', 5)],
].map((history, index) => history.map((each) => ({ ...each, dealId: `d${index}` })));

await inDatabases(allDatabases, (db) => {
  test('counts the ways deals took, with sums to the last digit', async () => {
    const { reports } = await bothOf(db, histories, kroner);
    const { paths, asOf } = await reports.dealPaths(inSales);
    expect(asOf).toEqual(on(5));
    expect(
      paths.map(({ stages, ending, deals, priced, potential }) => [
        ...[stages.join(' > '), ending, deals, priced, `${potential.amount}`],
      ]),
    ).toEqual([
      ['contact', 'lost', 1, 1, '0.0000000001'],
      ['contact', 'open', 1, 1, `${'9'.repeat(28)}.9999999999`],
      ['contact > offer', 'open', 1, 0, '0'],
      ['contact > offer', 'won', 1, 1, '100'],
    ]);
    const { stages, total } = await reports.salesFunnel(inSales);
    expect(stages.map(({ entered, passed, lost, open }) => [entered, passed, lost, open])).toEqual([
      [4, 2, 1, 1],
      [2, 1, 0, 1],
      [1, 1, 0, 0],
    ]);
    expect(`${total.potential.deals.amount}`).toBe(`1${'0'.repeat(25)}100`);
  });

  test('adds up amounts below zero', async () => {
    const amounts = ['-100.5', '0.25', '-9999999999.0000000001', '10000000000', '-0.0000000002'];
    const given = amounts.map((amount, index) => [opened({ dealId: `d${index}`, potential: nok(amount) })]);
    const { reports } = await bothOf(db, given, kroner);
    const { total } = await reports.salesFunnel(inSales);
    expect(`${total.potential.open.amount}`).toBe('-99.2500000003');
  });

  test('converts each deal at the rate of its local day of closing, open ones at the date asked for', async () => {
    const rates = rateTable(
      [
        { date: '2026-03-28', currency: 'USD', rate: '0.5' },
        { date: '2026-03-29', currency: 'USD', rate: '0.25' },
        { date: '2026-03-30', currency: 'USD', rate: '0.125' },
        { date: '2026-11-01', currency: 'USD', rate: '0.01' },
      ],
      { base: 'NOK' },
    );
    // On 29 March 2026 Oslo goes over to summer time: that day has 23 hours.
    const closings = [
      '2026-03-28T22:59:59.999Z',
      '2026-03-28T23:00Z',
      '2026-03-29T21:59:59.999Z',
      '2026-03-29T22:00Z',
    ];
    const closed = closings.map((at, index) => {
      const won = { ...event('DealWon', at, {}), dealId: `d${index}` };
      return [opened({ dealId: `d${index}`, at: on('2026-01-01'), potential: money(1, 'USD') }), won];
    });
    const open = [opened({ dealId: 'open', at: on('2026-01-01'), potential: money(1, 'USD') })];
    const options = { ...kroner, rates, timeZone: 'Europe/Oslo' };
    const { book, reports } = await bothOf(db, [...closed, open], { ...options, asOf: on('2026-11-02') });
    const { paths } = await reports.dealPaths(inSales);
    expect(paths.map(({ ending, potential }) => [ending, `${potential.amount}`])).toEqual([
      ['open', '100'],
      ['won', `${2 + 4 + 4 + 8}`],
    ]);
    expect(paths).toEqual(dealPaths(book, inSales).paths);
  });

  test('tells deals apart whose ids are long, or have the marks of a path in them', async () => {
    const ids = [
      '>',
      '+',
      ';',
      ':',
      '|',
      '~',
      '%',
      '%3E',
      '',
      ' ',
      'A',
      'a',
      'x'.repeat(64),
      'y'.repeat(2_000),
    ];
    const odd = definePipeline({
      id: ids.join(''),
      name: 'Odd',
      progression: 'manual',
      stages: ids.slice(0, -2).map((id) => ({ id, name: 'Odd' })),
    });
    const all = ids.map((id, index) => [
      opened({ dealId: id, pipelineId: odd.id, stageId: id, potential: nok(index) }),
      ...[event('DealLost', 2, { reason: null }), event('DealReopened', 3, { stageId: id })],
      ...[moved(id, ids.at(-1) as string, 4), event('DealTransferred', 5, { pipelineId: 'simple' })],
    ]);
    const given = all.map((history, index) =>
      history.map((each) => ({ ...each, dealId: ids[index] as string })),
    );
    const { book, reports } = await bothOf(db, given, { pipelines: [odd, simple], currency: 'NOK' });
    for (const { id } of [odd, simple]) {
      expect(await reports.dealPaths({ pipelineId: id })).toEqual(dealPaths(book, { pipelineId: id }));
      expect(await reports.salesFunnel({ pipelineId: id })).toEqual(salesFunnel(book, { pipelineId: id }));
    }
    const { paths } = await reports.dealPaths({ pipelineId: odd.id });
    expect(paths).toHaveLength(ids.length);
    expect(paths.flatMap(({ stages }) => stages)).toContain(ids.at(-1));
  });

  test('tells paths apart that differ only after thousands of steps', async () => {
    const back = Array.from({ length: 3_000 }, (_, step) =>
      moved(step % 2 === 0 ? 'contact' : 'offer', step % 2 === 0 ? 'offer' : 'contact', 2),
    );
    const given = [back, back, [...back, moved('contact', 'terms', 3)]].map((moves, index) =>
      [opened(), ...moves].map((each) => ({ ...each, dealId: `d${index}` })),
    );
    const { book, reports } = await bothOf(db, given, kroner);
    expect((await reports.dealPaths(inSales)).paths.map(({ deals }) => deals)).toEqual([2, 1]);
    expect(await reports.dealPaths(inSales)).toEqual(dealPaths(book, inSales));
  });

  test('tells what was won and lost, by whom and why, of texts of any length', async () => {
    const long = (text: string) => `${text}${'x'.repeat(100)}`;
    const { book, reports } = await bothOf(
      db,
      [
        [opened({ ownerId: long('owner') }), event('DealWon', 3, { amount: nok(90) })],
        [
          opened({ ownerId: long('owner'), customerId: long('customer') }),
          event('DealLost', 4, {
            ...{
              reason: long('reason'),
              otherReasons: ['price', long('reason')],
              competitorId: long('rival'),
            },
          }),
        ],
        [opened({ stageId: long('stage') }), event('DealLost', 5, { reason: null })],
      ].map((history, index) => history.map((each) => ({ ...each, dealId: `d${index}` }))),
      kroner,
    );
    const { rate, wonAmount } = await reports.winRate();
    expect([rate.count, rate.of, `${wonAmount.amount}`]).toEqual([1, 3, '90']);
    expect(await reports.winRate()).toEqual(winRate(book));
    const { statuses } = await reports.dealStatus(inSales);
    expect(statuses.map(({ status, deals }) => [status, deals.count])).toEqual([
      ['open', 0],
      ['won', 1],
      ['lost', 2],
    ]);
    const losses = await reports.lossReasons();
    expect(losses).toEqual(lossReasons(book));
    expect(losses.reasons.map(({ reason, alsoNamed }) => [reason, alsoNamed])).toEqual([
      ['price', 1],
      [long('reason'), 0],
      [null, 0],
    ]);
    expect(losses.worst.map(({ ownerId, stageId }) => [ownerId, stageId])).toEqual([
      ['kari', long('stage')],
      [long('owner'), 'contact'],
    ]);
    const { owners } = await reports.salesByPeriod({ during: '2026-10' });
    expect(owners.map(({ ownerId, total }) => [ownerId, total.won])).toEqual([[long('owner'), 1]]);
  });

  test('puts a sale in the period of its instant where a local day begins twice', async () => {
    // At one minute past midnight of 29 October 2006 the clocks of Saint John’s were put back to one past eleven.
    const instants = [
      '2006-10-29T02:29Z',
      '2006-10-29T02:30:30Z',
      '2006-10-29T02:31:30Z',
      '2006-10-29T03:30Z',
    ];
    const won = instants.map((at, index) => [
      opened({ dealId: `d${index}`, at: on('2006-10-01'), potential: nok(10 ** index) }),
      { ...event('DealWon', at, {}), dealId: `d${index}` },
    ]);
    const { book, reports } = await bothOf(db, won, { ...kroner, timeZone: 'America/St_Johns' });
    const options = { during: '2006-10', unit: 'day' } as const;
    const { company } = await reports.salesByPeriod(options);
    expect(company.periods.slice(-4).map(({ name, amount }) => [name, `${amount.amount}`])).toEqual([
      ['2006-10-28', '1'],
      ['2006-10-29', '1110'],
      ['2006-10-30', '0'],
      ['2006-10-31', '0'],
    ]);
    expect(await reports.salesByPeriod(options)).toEqual(salesByPeriod(book, options));
  });

  test('takes the time a deal was closed in between from its cycle', async () => {
    const history = [
      opened({ at: on('2026-10-01T12:00Z') }),
      ...[event('DealLost', 3, { reason: 'price' }), event('DealReopened', 7, { stageId: 'offer' })],
      event('DealWon', 9, {}),
    ];
    const { reports } = await bothOf(db, [history], kroner);
    const { won, lost, undated } = await reports.salesCycle();
    expect([won.mean, lost.count, undated]).toEqual([4, 0, 0]);
    const { transitions: found } = await reports.transitions(inSales);
    expect(found.map(({ from, to, ending }) => [from, to ?? ending])).toEqual([
      ['contact', 'offer'],
      ['offer', 'won'],
    ]);
  });

  test('answers for each owner and for each month as for a book of that group', async () => {
    const { book, reports } = await bothOf(db, histories, { ...kroner, timeZone: 'Pacific/Auckland' });
    const byOwner = await reports.groupedBy('ownerId').winRate();
    expect(byOwner.map(({ key, report }) => [key, report.won, report.lost, report.open])).toEqual([
      ['kari', 1, 0, 2],
      ['ola', 0, 1, 0],
    ]);
    const byDay = await reports.groupedBy({ day: 'closedAt' }).salesFunnel(inSales);
    expect(byDay.map(({ key, report }) => [key, report.total.deals])).toEqual([
      ['2026-10-04', 1], // noon in Greenwich is the next day in Auckland
      ['2026-10-05', 1],
      [null, 2],
    ]);
    expect(byDay).toEqual(
      groupDeals(book, { day: 'closedAt' }).map(({ key, book: some }) => {
        return { key, report: salesFunnel(some, inSales) };
      }),
    );
    for (const by of ['potential', 'constructor', { month: 'ownerId' }, { hour: 'closedAt' }, {}, null])
      expect(() => reports.groupedBy(by as never)).toThrow(
        expect.objectContaining({
          code: 'invalid-option',
          details: expect.objectContaining({ option: 'by' }),
        }),
      );
    await expect(reports.groupedBy('ownerId').salesCycle({ calendar: {} } as never)).rejects.toMatchObject({
      code: 'invalid-option',
      details: { option: 'calendar' },
    });
  });

  test('reads the visits of stages that were merged as one, unless the deal was closed in between', async () => {
    const merged = definePipeline({
      ...sales,
      stages: [
        { id: 'talk', name: 'Talk', formerly: ['contact', 'offer'] },
        { id: 'terms', name: 'Terms' },
      ],
    });
    const moves = [moved('contact', 'offer', 3), moved('offer', 'terms', 7)];
    const reopened = [event('DealLost', 3, { reason: null }), event('DealReopened', 5, { stageId: 'offer' })];
    const { book, reports } = await bothOf(
      db,
      [
        [opened(), ...moves],
        [opened(), ...reopened].map((each) => ({ ...each, dealId: 'd2' })),
        [opened(), moved('contact', 'offer', 2)].map((each) => ({ ...each, dealId: 'd3' })),
      ],
      { pipelines: [merged], currency: 'NOK' },
    );
    const { paths } = await reports.dealPaths(inSales);
    expect(paths.map(({ stages }) => stages.join(' > '))).toEqual(['talk', 'talk > talk', 'talk > terms']);
    const { stages } = await reports.activeFunnel(inSales);
    expect(stages.map(({ open, age }) => [open, age.max])).toEqual([
      [2, 6],
      [1, 0],
    ]);
    const [talk] = (await reports.stageDurations(inSales)).stages;
    expect([talk?.days.count, talk?.days.max, talk?.perDeal.days.count, talk?.perDeal.open]).toEqual([
      2, 6, 1, 2,
    ]);
    expect(await reports.stageDurations(inSales)).toEqual(stageDurations(book, inSales));
  });

  test('weights what is open by its own probability, else its stage’s, at any date', async () => {
    const open = [
      [opened({ expectedCloseAt: on(20) })],
      [opened(), event('DealEstimated', 2, { probability: 0.3, category: 'commit' })],
      [opened({ potential: null, stageId: 'terms' })],
    ].map((history, index) => history.map((each) => ({ ...each, dealId: `d${index}` })));
    const { reports } = await bothOf(db, open, kroner);
    const { stages } = await reports.activeFunnel({ ...inSales, asOf: on(11) });
    expect(stages.map((row) => [row.open, `${row.weighted.amount}`, row.age.median])).toEqual([
      [2, '40', 10],
      [0, '0', null],
      [1, '0', 10],
    ]);
    const { periods, unscheduled, categories } = await reports.weightedPipeline();
    expect(periods.map(({ name, open: count }) => [name, count])).toEqual([['2026-10', 1]]);
    expect(unscheduled.unknownProbability).toBe(1);
    expect(categories.map(({ category, open: count }) => [category, count])).toEqual([
      ['commit', 1],
      [null, 2],
    ]);
    const first = await reports.activeFunnel({ ...inSales, asOf: on(1) });
    expect(first.stages.map((row) => [row.open, `${row.weighted.amount}`])).toEqual([
      [2, '20'],
      [0, '0'],
      [1, '0'],
    ]);
    const { reports: dated } = await bothOf(db, open, { ...kroner, asOf: on(5) });
    await expect(dated.weightedPipeline({ asOf: on(6) })).rejects.toMatchObject({ code: 'as-of-too-late' });
  });

  test('sees nothing of other tenants, nothing of deals deleted or erased, and follows what is appended', async () => {
    await bothOf(db, histories, kroner);
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    const reports = kyselyReports(db, { tenantId, ...kroner });
    expect(await reports.salesFunnel(inSales)).toEqual(salesFunnel(dealBook([], kroner), inSales));
    for (const [index, history] of histories.entries()) await deals.append(`d${index}`, history, 0);
    await deals.append('d0', [{ ...event('DealDeleted', 9, {}), dealId: 'd0' }], 3);
    await deals.erase('d1');
    const { paths, asOf } = await reports.dealPaths(inSales);
    expect(paths.map(({ deals: count }) => count)).toEqual([1, 1]);
    expect(asOf).toEqual(on(9));
  });

  test('answers within a transaction of the host’s', async () => {
    const tenantId = newTenant();
    await db.transaction().execute(async (trx) => {
      const { deals } = kyselyRepositories(trx, { tenantId });
      await deals.append('d0', histories[0] as never, 0);
      const { total } = await kyselyReports(trx, { tenantId, ...kroner }).salesFunnel(inSales);
      expect(total.won).toBe(1);
    });
  });

  test('refuses by name what the rows do not tell, and says so beforehand', async () => {
    const { reports } = await bothOf(db, histories, kroner);
    const during = period(on(1), on(2));
    for (const [option, value] of Object.entries({
      overlapping: during,
      enteredDuring: during,
      stageOwnerId: 'kari',
      within: { days: 3 },
      potentialAt: 'entry',
    })) {
      const options = { ...inSales, [option]: value };
      expect(reports.supports('salesFunnel', options)).toBe(false);
      await expect(reports.salesFunnel(options as never)).rejects.toMatchObject({
        code: 'invalid-option',
        details: { option },
      });
    }
    const erasing = { ...inSales, returns: 'erase' } as const;
    for (const [name, options] of [
      ['salesFunnel', { ...erasing, durations: true }],
      ['stageDurations', erasing],
      ['salesCycle', { calendar: businessCalendar({ hours: { from: '09:00', to: '17:00' } }) }],
    ] as const) {
      expect(reports.supports(name, options)).toBe(false);
      await expect(reports[name](options as never)).rejects.toMatchObject({ code: 'invalid-option' });
    }
    expect(reports.supports('salesFunnel', erasing)).toBe(true);
    expect(reports.supports('salesFunnel', inSales)).toBe(true);
    expect(reports.supports('salesFunnel', { ...inSales, closedDuring: '2026-10' })).toBe(true);
    expect(reports.supports('staleDeals')).toBe(false);
    expect(reports.supports('constructor')).toBe(false);
    expect(() => reports.supports('salesFunnel', { skip: 'count' })).toThrow(/skip/);
    expect(() => reports.supports(1 as never)).toThrow(/name/);
    await expect(reports.dealPaths({ pipelineId: 'other' })).rejects.toMatchObject({
      code: 'unknown-pipeline',
    });
    await expect(reports.dealPaths({ pipeline: 'sales' } as never)).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  test('goes back to what was, up to the first opening, whatever came of it', async () => {
    const before = async (asOf: Date) => {
      const { book, reports } = await bothOf(db, histories, { ...kroner, asOf });
      expect(await reports.dealPaths(inSales)).toEqual(dealPaths(book, inSales));
      const { paths } = await reports.dealPaths(inSales);
      return paths.map(({ stages, ending, deals }) => [stages.join(' > '), ending, deals]);
    };
    expect(await before(on('2026-09-30'))).toEqual([]);
    expect(await before(on(1))).toEqual([['contact', 'open', 4]]);
    expect(await before(on(2))).toEqual([
      ['contact', 'open', 3],
      ['contact > offer', 'open', 1],
    ]);
    expect(await before(on(4))).toEqual([
      ['contact', 'lost', 1],
      ['contact', 'open', 2],
      ['contact > offer', 'won', 1],
    ]);
  });

  test('reads what was entered late, or corrected since, as what happened then', async () => {
    const late = [
      opened(),
      event('DealRevalued', 6, { potential: nok(300) }),
      { ...event('DealRevalued', 2, { potential: nok(200) }), recordedAt: on(8) },
      { ...event('EventCorrected', 9, { version: 2, instead: null }) },
    ];
    for (const [asOf, amount] of [
      [on(1), '100'],
      [on(2), '200'],
      [on(6), '200'],
    ] as const) {
      const { reports } = await bothOf(db, [late], { ...kroner, asOf });
      expect(`${(await reports.salesFunnel(inSales)).total.potential.open.amount}`).toBe(amount);
    }
  });

  test('groups by how deals stand, and tells of each group what its deals were at an earlier date', async () => {
    const given = [
      [opened(), event('DealReassigned', 5, { ownerId: 'ola' })],
      [opened({ ownerId: 'ola' }), event('DealWon', 5, {})],
      [opened(), event('DealDeleted', 5, {})],
    ].map((history, index) => history.map((each) => ({ ...each, dealId: `d${index}` })));
    const { book, reports } = await bothOf(db, given, kroner);
    const asked = { ...inSales, asOf: on(4) };
    const groups = await reports.groupedBy('ownerId').activeFunnel(asked);
    expect(groups.map(({ key, report }) => [key, report.total.open])).toEqual([['ola', 2]]);
    expect(groups).toEqual(
      groupDeals(book, 'ownerId').map(({ key, book: part }) => ({ key, report: activeFunnel(part, asked) })),
    );
  });

  test('streams the deals, where it is told so, for what the rows do not tell', async () => {
    const tenantId = newTenant();
    const { deals } = kyselyRepositories(db, { tenantId });
    const won = { ...event('DealWon', 3, {}), recordedAt: on(7) };
    await deals.append('d1', [opened(), won], 0);
    const knownAt = on(6);
    const refusing = kyselyReports(db, { tenantId, ...kroner, knownAt });
    expect(refusing.supports('winRate')).toBe(false);
    await expect(refusing.winRate()).rejects.toMatchObject({
      code: 'invalid-option',
      details: { option: 'knownAt' },
    });
    const reports = kyselyReports(db, { tenantId, ...kroner, knownAt, streaming: true });
    expect(reports.supports('winRate')).toBe(false);
    expect([(await reports.winRate()).won, (await reports.winRate()).open]).toEqual([0, 1]);
    const [group] = await reports.groupedBy('status').winRate();
    expect([group?.key, group?.report.open]).toEqual(['open', 1]);
    const all = kyselyReports(db, { tenantId, ...kroner, streaming: true });
    expect((await all.winRate()).won).toBe(1);
    const during = { ...inSales, enteredDuring: period(on(1), on(2)) };
    const book = dealBook([[opened(), won]], kroner);
    expect(await all.salesFunnel(during)).toEqual(salesFunnel(book, during));
    await expect(all.salesFunnel({ ...inSales, skip: 'count' } as never)).rejects.toMatchObject({
      code: 'invalid-option',
    });
  });

  test('refuses deals of pipelines that it is not given', async () => {
    const transferred = [opened(), event('DealTransferred', 2, { pipelineId: 'simple' })];
    const tenantId = newTenant();
    await kyselyRepositories(db, { tenantId }).deals.append('d1', transferred, 0);
    const some = kyselyReports(db, { tenantId, pipelines: [sales], currency: 'NOK' });
    await expect(some.dealPaths(inSales)).rejects.toMatchObject({
      code: 'unknown-pipeline',
      details: { pipelineId: 'simple', dealId: 'd1' },
    });
  });

  test('refuses options it does not know', () => {
    const tenantId = 'a';
    for (const options of [
      { tenantId: '', ...kroner },
      { tenantId, ...kroner, streaming: 'yes' },
      { tenantId, ...kroner, rates: {} },
      { tenantId, ...kroner, rateDate: 'never' },
      { tenantId, ...kroner, fiscalYearStart: 13 },
      { tenantId, currency: 'NOK' },
    ])
      expect(() => kyselyReports(db, options as never)).toThrow(
        expect.objectContaining({ code: 'invalid-option' }),
      );
    expect(() => kyselyReports(db, { tenantId, ...kroner, timeZone: 'Nowhere' })).toThrow(
      expect.objectContaining({ code: 'invalid-time-zone' }),
    );
    expect(() => kyselyReports({} as never, { tenantId, ...kroner })).toThrow(
      expect.objectContaining({ code: 'invalid-option' }),
    );
  });
});
