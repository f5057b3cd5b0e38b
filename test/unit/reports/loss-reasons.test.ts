import { describe, expect, test } from 'vitest';
import { appendToBook, type DealRow, dealBook, historiesOf, lossReasons } from '../../../src/index.ts';
import { dealRow, nok, on, type PlainDealRow, sales, simple } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type LossReasonsOptions = NonNullable<Parameters<typeof lossReasons>[1]>;

function lost(id: string, reason: string | null, changes: Partial<PlainDealRow> = {}): PlainDealRow {
  return dealRow(id, { ...changes, outcome: { status: 'lost', at: on(9), reason } });
}

function report(rows: readonly DealRow[], options: LossReasonsOptions = {}) {
  const changes = rows.flatMap(({ id, pipelineId }) =>
    id.endsWith('!') && pipelineId === 'sales' ? [{ dealId: id, stageId: 'offer', at: on(5) }] : [],
  );
  return lossReasons(
    dealBook(historiesOf(rows, changes, [sales, simple]), { pipelines: [sales, simple], currency: 'NOK' }),
    options,
  );
}

describe('why deals are lost', () => {
  const rows = [
    lost('d1', 'price'),
    lost('d2!', 'price', { ownerId: 'ola', potential: nok(300), customerId: 'c1' }),
    lost('d3!', 'time', { potential: null }),
    lost('d4', null, { pipelineId: 'simple', potential: nok(600) }),
    dealRow('d5', { outcome: { status: 'won', at: on(9) } }),
    dealRow('d6'),
  ];

  test('each reason has its share of the lost deals and of the potential lost', () => {
    const { lost, potential, unpriced, reasons } = report(rows);
    expect(plain({ lost, potential, unpriced })).toEqual({ lost: 4, potential: '1000', unpriced: 1 });
    expect(
      reasons.map(({ reason, lost, potential, unpriced }) => [
        reason,
        lost.count,
        lost.value,
        potential.value,
        unpriced,
      ]),
    ).toEqual([
      ['price', 2, 0.5, 0.4, 0],
      ['time', 1, 0.25, 0, 1],
      [null, 1, 0.25, 0.6, 0],
    ]);
  });

  test('each reason is told by stage, owner and customer', () => {
    const [price, , unknown] = report(rows).reasons;
    expect(plain(price?.stages)).toEqual([
      { pipelineId: 'sales', stageId: 'contact', lost: 1, potential: '100' },
      { pipelineId: 'sales', stageId: 'offer', lost: 1, potential: '300' },
    ]);
    expect(plain(price?.owners)).toEqual([
      { ownerId: 'kari', lost: 1, potential: '100' },
      { ownerId: 'ola', lost: 1, potential: '300' },
    ]);
    expect(plain(price?.customers)).toEqual([
      { customerId: 'c1', lost: 1, potential: '300' },
      { customerId: null, lost: 1, potential: '100' },
    ]);
    expect(plain(unknown?.stages)).toEqual([
      { pipelineId: 'simple', stageId: null, lost: 1, potential: '600' },
    ]);
  });

  test('deals that had no owner when they were lost come last, under null', () => {
    const lost = event('DealLost', 5, { reason: 'price' });
    const none = [opened({ ownerId: null }), lost];
    const hers = [opened({ dealId: 'd2' }), { ...lost, dealId: 'd2' }];
    const two = lossReasons(dealBook([none, hers], { pipelines: [sales], currency: 'NOK' }));
    expect(two.reasons[0]?.owners.map(({ ownerId, lost: count }) => [ownerId, count])).toEqual([
      ['kari', 1],
      [null, 1],
    ]);
    expect(two.worst.map(({ ownerId }) => ownerId)).toEqual(['kari', null]);
  });

  test('the worst owners and stages come first: most deals, then most potential', () => {
    const more = [...rows, lost('d7!', 'other', { ownerId: 'ola', potential: nok(1) })];
    expect(plain(report(more).worst)).toEqual([
      { ownerId: 'ola', pipelineId: 'sales', stageId: 'offer', lost: 2, potential: '301' },
      { ownerId: 'kari', pipelineId: 'simple', stageId: null, lost: 1, potential: '600' },
      { ownerId: 'kari', pipelineId: 'sales', stageId: 'contact', lost: 1, potential: '100' },
      { ownerId: 'kari', pipelineId: 'sales', stageId: 'offer', lost: 1, potential: '0' },
    ]);
    expect(report(more, { top: 1 }).worst).toHaveLength(1);
    expect(report(more, { top: 0 }).worst).toEqual([]);
  });

  test('competitors are those named at the last loss, not at one before a reopening', () => {
    const book = dealBook(
      [
        [
          opened(),
          event('DealLost', 2, { reason: 'rival', competitorId: 'acme' }),
          event('DealReopened', 3, { stageId: 'contact' }),
          event('DealLost', 4, { reason: 'rival' }),
        ],
        [
          opened({ dealId: 'd2' }),
          { ...event('DealLost', 2, { reason: null }), dealId: 'd2' },
          { ...event('LossExplained', 3, { reason: 'rival', competitorId: 'bolt' }), dealId: 'd2' },
        ],
      ],
      { pipelines: [sales], currency: 'NOK' },
    );
    const rivals = [{ competitorId: 'bolt', lost: 1 }];
    expect(lossReasons(book).reasons.map(({ competitors }) => competitors)).toEqual([rivals]);
    const explained = event('LossExplained', 5, { reason: 'rival', competitorId: 'acme' });
    const later = appendToBook(book, 'd1', [explained]);
    expect(lossReasons(later).reasons[0]?.competitors).toEqual([
      { competitorId: 'acme', lost: 1 },
      ...rivals,
    ]);
  });

  test('a loss counts for its one reason; what else is named stands beside', () => {
    const history = (dealId: string, reason: string | null, otherReasons?: string[]) => [
      opened({ dealId }),
      { ...event('DealLost', 4, { reason, ...(otherReasons ? { otherReasons } : {}) }), dealId },
    ];
    const book = dealBook(
      [
        history('d1', 'price', ['time', 'price', 'time']),
        history('d2', 'price', ['quality']),
        history('d3', 'time'),
        history('d4', null, ['price']),
      ],
      { pipelines: [sales], currency: 'NOK' },
    );
    const named = (of: typeof book) =>
      lossReasons(of).reasons.map(({ reason, lost, alsoNamed }) => [reason, lost.count, alsoNamed]);
    const expected = [
      ['price', 2, 1],
      ['quality', 0, 1],
      ['time', 1, 1],
      [null, 1, 0],
    ];
    expect(named(book)).toEqual(expected);
    // An explanation that names none keeps them; also where the deal is recorded again.
    const explained = { ...event('LossExplained', 5, { reason: 'price' }), dealId: 'd2' };
    const moved = { ...event('DealReassigned', 2, { ownerId: 'ola' }), dealId: 'd2' };
    expect(named(appendToBook(appendToBook(book, 'd2', [explained]), 'd2', [moved]))).toEqual(expected);
    const taken = { ...event('LossExplained', 5, { reason: 'price', otherReasons: [] }), dealId: 'd2' };
    expect(named(appendToBook(book, 'd2', [taken])).map(([reason]) => reason)).toEqual([
      'price',
      'time',
      null,
    ]);
  });

  test('one pipeline or one period may be asked for', () => {
    expect(report(rows, { pipelineId: 'simple' })).toMatchObject({ pipelineId: 'simple', lost: 1 });
    expect(report(rows, { closedDuring: '2026-09' }).lost).toBe(0);
    expect(report(rows, { closedDuring: '2026-10' }).lost).toBe(4);
  });

  test('nothing lost is no share of anything', () => {
    expect(plain(report([dealRow('d1')]))).toMatchObject({ lost: 0, potential: '0', reasons: [], worst: [] });
  });

  test('an unknown pipeline, a top that is no count and two populations are refused', () => {
    expect(refusal(() => report(rows, { pipelineId: 'gone' }))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'gone' },
    ]);
    expect(refusal(() => report(rows, { top: -1 }))).toEqual([
      'invalid-option',
      { option: 'top', problem: 'not a whole number from 0 on: -1' },
    ]);
    expect(refusal(() => report(rows, { closedDuring: '2026', openedDuring: '2026' }))).toMatchObject([
      'invalid-option',
      {},
    ]);
  });
});
