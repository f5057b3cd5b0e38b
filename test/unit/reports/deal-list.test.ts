import { describe, expect, test } from 'vitest';
import { bookAsOf, dealList, type Filter, money, selectDeals } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const rows = [
  dealRow('d1', { name: 'Roof', expectedCloseAt: on(20) }),
  dealRow('d2', { potential: nok(300), openedAt: on(3), ownerId: 'ola' }),
  dealRow('d3', { potential: null, openedAt: null }),
  closedRow('d4', 'won', 9, { potential: nok(50), openedAt: on(5) }),
  dealRow('d5', { pipelineId: 'simple', potential: money(7, 'EUR') }),
];
const changes = [
  { dealId: 'd2', stageId: 'offer', at: on(6) },
  { dealId: 'd3', stageId: 'contact', at: on(2) },
];
const book = bookOf(rows, changes, { asOf: on(11) });

function ids(options: Parameters<typeof dealList>[1], of = book): string[] {
  return dealList(of, options).rows.map(({ dealId }) => dealId);
}

describe('a list of deals', () => {
  test('says of each where it stands, since when, and what it is worth', () => {
    const { rows: lines, ...about } = dealList(book);
    expect(plain(about)).toEqual({
      kind: 'dealList',
      sort: { by: 'id', order: 'ascending' },
      asOf: '2026-10-11T12:00:00.000Z',
      currency: 'NOK',
      deals: 5,
      next: null,
    });
    expect(plain(lines[1])).toEqual({
      dealId: 'd2',
      name: null,
      ownerId: 'ola',
      customerId: null,
      pipelineId: 'sales',
      stageId: 'offer',
      stageName: 'Offer',
      status: 'open',
      potential: '300',
      potentialAsEntered: '300',
      wonAmount: null,
      openedAt: '2026-10-03T12:00:00.000Z',
      closedAt: null,
      expectedCloseAt: null,
      age: 8,
      daysInStage: 5,
    });
    expect(lines[3]).toMatchObject({ status: 'won', age: 4, daysInStage: 4, wonAmount: { currency: 'NOK' } });
  });

  test('an amount in a currency without a rate is shown as it was entered', () => {
    expect(plain(dealList(book, { pipelineId: 'simple' }).rows)).toMatchObject([
      { stageId: null, stageName: null, potential: null, potentialAsEntered: '7', daysInStage: null },
    ]);
  });

  test('is sorted by a field, without a value last in either order, ties by id', () => {
    expect(ids({ sort: 'potential' })).toEqual(['d4', 'd1', 'd2', 'd3', 'd5']);
    expect(ids({ sort: { by: 'potential', order: 'descending' } })).toEqual(['d2', 'd1', 'd4', 'd3', 'd5']);
    expect(ids({ sort: { by: 'age', order: 'descending' } })).toEqual(['d1', 'd5', 'd2', 'd4', 'd3']);
    expect(ids({ sort: 'stageId', pipelineId: 'sales' })).toEqual(['d1', 'd3', 'd4', 'd2']);
  });

  test('comes in pages; each goes on where the one before it ended', () => {
    const sort = { by: 'potential', order: 'descending' } as const;
    const first = dealList(book, { sort, limit: 2 });
    expect(first).toMatchObject({ deals: 5, next: 'd1', rows: [{ dealId: 'd2' }, { dealId: 'd1' }] });
    const second = dealList(book, { sort, limit: 2, after: 'd1' });
    expect(second).toMatchObject({ next: 'd3', rows: [{ dealId: 'd4' }, { dealId: 'd3' }] });
    expect(dealList(book, { sort, limit: 2, after: 'd3' })).toMatchObject({
      next: null,
      rows: [{ dealId: 'd5' }],
    });
  });

  test('goes on after a deal that is in the book but no longer in the list', () => {
    const kari = selectDeals(book, { field: 'ownerId', value: 'kari' });
    expect(ids({ after: 'd2' }, kari)).toEqual(['d3', 'd4', 'd5']);
    expect(ids({ pipelineId: 'sales', after: 'd2' }, kari)).toEqual(['d3', 'd4']);
  });

  test('is of a selection, a population, or an earlier date', () => {
    const passing = (filter: Filter, of = book) => selectDeals(of, filter);
    expect(ids({}, passing({ field: 'name', value: 'Roof' }))).toEqual(['d1']);
    expect(ids({ closedDuring: '2026-10' })).toEqual(['d4']);
    const later: Filter = { field: 'openedAt', is: 'above', value: on(1) };
    expect(ids({ asOf: on(4) }, passing(later))).toEqual(['d2']);
    expect(ids({}, passing(later, bookAsOf(book, on(4))))).toEqual(['d2']);
    expect(refusal(() => ids({ filter: later } as object))).toMatchObject([
      'invalid-option',
      { option: 'filter' },
    ]);
  });

  test('is refused for a sort, a page or a limit there is not', () => {
    expect(refusal(() => ids({ sort: 'visitedStage' }))).toEqual([
      'invalid-option',
      { option: 'sort', problem: 'a deal may have several values of visitedStage' },
    ]);
    expect(refusal(() => ids({ sort: { by: 'age', order: 'up' as never } }))).toEqual([
      'invalid-option',
      expect.anything(),
    ]);
    expect(refusal(() => ids({ sort: 'size' as never }))).toEqual(['unknown-field', expect.anything()]);
    expect(refusal(() => ids({ after: 'd9' }))).toEqual(['invalid-option', expect.anything()]);
    expect(refusal(() => ids({ limit: 0 }))).toEqual(['invalid-option', expect.anything()]);
  });
});
