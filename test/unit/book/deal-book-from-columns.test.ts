import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bookAsOf,
  type ChangeColumns,
  type DealColumns,
  dealBook,
  dealBookFromColumns,
  dealList,
  encodeBook,
  groupDeals,
  historiesOf,
  isDealError,
  money,
  salesFunnel,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { pipelines as exported, randomExport } from '../../reference/agreement/import-rows.ts';
import { columnsOf, isColumnar, type Shape } from '../../support/columns-of.ts';
import { on, sales, simple } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';

const options = { pipelines: [sales, simple], currency: 'NOK' };
const day = (number: number): number => +on(number);
const deals: DealColumns = {
  id: ['d1', 'd2', 'd3'],
  pipelineId: 'sales',
  openedAt: Float64Array.of(day(1), day(1), day(2)),
  ownerId: { values: Uint8Array.of(0, 1, 0), dictionary: ['kari', 'ola'], validity: Uint8Array.of(0b011) },
  potential: { values: BigInt64Array.of(10_050n, 6000n, 0n), scale: 2 },
  currency: 'NOK',
  'outcome.status': ['won', null, undefined],
  'outcome.at': [on(9), null, null],
  'fields.region': { length: 3, get: (index) => ['north', 'south', null][index] },
};
const changes: ChangeColumns = {
  dealId: { values: Int16Array.of(1, 0, 0), dictionary: ['d1', 'd2'] },
  at: [day(4), '2026-10-05', BigInt(day(7))],
  stageId: ['offer', 'offer', 'terms'],
};

describe('a book of deals in columns', () => {
  const book = dealBookFromColumns({ deals, changes }, options);

  test('reads typed arrays, lists, vectors, texts in a dictionary, and one text for all', () => {
    expect(salesFunnel(book, { pipelineId: 'sales' }).stages.map(({ entered }) => entered)).toEqual([
      3, 2, 1,
    ]);
    expect(groupDeals(book, 'ownerId').map(({ key, book: { deals } }) => [key, deals])).toEqual([
      ['kari', 1],
      ['ola', 1],
      [null, 1],
    ]);
    expect(groupDeals(book, 'potential').map(({ key }) => `${key}`)).toEqual(['0', '60', '100.5']);
    expect(groupDeals(book, 'fields.region').map(({ key }) => key)).toEqual(['north', 'south', null]);
    expect(winRate(book)).toMatchObject({ won: 1, open: 2 });
  });

  test('is the book of the same rows', () => {
    const amounts = ['100.5', '60', '0'];
    const rows = ['kari', 'ola', null].map((ownerId, i) => ({
      ...{ id: `d${i + 1}`, pipelineId: 'sales', openedAt: on(i < 2 ? 1 : 2), ownerId },
      ...{ potential: money(amounts[i] as string, 'NOK') },
      ...(i === 2 ? {} : { fields: { region: i === 0 ? 'north' : 'south' } }),
      ...(i === 0 ? { outcome: { status: 'won' as const, at: on(9) } } : {}),
    }));
    const log = [
      { dealId: 'd2', stageId: 'offer', at: on(4) },
      { dealId: 'd1', stageId: 'offer', at: '2026-10-05' },
      { dealId: 'd1', stageId: 'terms', at: on(7) },
    ];
    const built = dealBook(historiesOf(rows, log, [sales]), options);
    expect(dealList(book)).toEqual(dealList(built));
    expect(encodeBook(book)).toEqual(encodeBook(built));
  });

  test('takes changes that say what a deal has none of from then on, and before', () => {
    const told = {
      ...{ dealId: ['d2', 'd2', 'd1'], at: [day(4), day(8), day(10)], ownerId: [null, 'eva', null] },
      ...{ none: ['ownerId potential', null, 'outcome'], 'from.none': [null, '', null] },
    };
    const { potential: _, ownerId: __, ...others } = deals;
    const later = dealBookFromColumns({ deals: others, changes: told }, options);
    expect(winRate(later)).toMatchObject({ won: 0, open: 3 }); // reopened the day after
    expect(winRate(bookAsOf(later, on(9)))).toMatchObject({ won: 1, open: 2 });
    const ownersOn = (date: number) => groupDeals(bookAsOf(later, on(date)), 'ownerId').map(({ key }) => key);
    expect([ownersOn(4), ownersOn(8)]).toEqual([[null], ['eva', null]]);
    const before = { ...told, none: undefined, 'from.none': [null, 'ownerId', null] };
    const sinceEva = dealBookFromColumns({ deals: { ...others, ownerId: 'eva' }, changes: before }, options);
    const d2 = selectDeals(sinceEva, { field: 'id', value: 'd2' });
    expect(groupDeals(d2, 'openedBy').map(({ key }) => key)).toEqual([null]);
  });

  test('may have fields of any name', () => {
    const odd = {
      'fields.__proto__': ['a', 'b', 'c'],
      'fields.': [1, 2, 3],
      'fields.a.b': [true, false, null],
    };
    const named = dealBookFromColumns({ deals: { ...deals, ...odd } }, options);
    const keysOf = (field: `fields.${string}`) => groupDeals(named, field).map(({ key }) => key);
    expect(keysOf('fields.__proto__')).toEqual(['a', 'b', 'c']);
    expect([keysOf('fields.'), keysOf('fields.a.b')]).toEqual([
      [1, 2, 3],
      [false, true, null],
    ]);
  });

  test('may have no changes, and no deals', () => {
    expect(dealBookFromColumns({ deals }, options).deals).toBe(3);
    expect(dealBookFromColumns({ deals: { id: [], pipelineId: 'sales', openedAt: [] } }, options).deals).toBe(
      0,
    );
  });

  test('keeps nothing of the columns', () => {
    const openedAt = Float64Array.of(day(1));
    const own = dealBookFromColumns({ deals: { id: ['d1'], pipelineId: ['sales'], openedAt } }, options);
    const before = dealList(own);
    openedAt[0] = day(5);
    expect(dealList(own)).toEqual(before);
  });
});

describe('columns that cannot be read are refused by their names', () => {
  const refused = (given: object, which: 'deals' | 'changes' = 'deals') =>
    refusal(() =>
      dealBookFromColumns(
        which === 'deals' ? { deals: { ...deals, ...given } } : { deals, changes: { ...changes, ...given } },
        options,
      ),
    );

  test.each<[string, object, 'deals' | 'changes', string]>([
    ['a column that nobody reads', { hubspotId: [1, 2, 3] }, 'deals', 'columns.deals.hubspotId'],
    ['fields of changes', { 'fields.region': ['a', 'b', 'c'] }, 'changes', 'columns.changes.fields.region'],
    ['one that is missing', { openedAt: undefined }, 'deals', 'columns.deals.openedAt'],
    ['one that is none', { stageId: 7 }, 'deals', 'columns.deals.stageId'],
    ['one of another length', { stageId: ['offer'] }, 'deals', 'columns.deals.stageId'],
    ['one text for all ids', { id: 'd1' }, 'deals', 'columns.deals.id'],
    ['amounts without a currency', { currency: undefined }, 'deals', 'columns.deals.potential'],
    [
      'a scale of texts',
      { ownerId: { values: [1, 2, 3], scale: 2 } },
      'deals',
      'columns.deals.ownerId.scale',
    ],
    [
      'a scale that is none',
      { potential: { values: [1, 2, 3], scale: 0.5 } },
      'deals',
      'columns.deals.potential.scale',
    ],
    [
      'too few bits',
      { name: { values: ['a', 'b', 'c'], validity: new Uint8Array(0) } },
      'deals',
      'columns.deals.name.validity',
    ],
    [
      'a code of no word',
      { ownerId: { values: [0, 0, 2], dictionary: ['kari', 'ola'] } },
      'deals',
      'columns.deals.ownerId.values',
    ],
    [
      'a word of its own',
      { ownerId: { values: [0, 0, 0], words: ['kari'] } },
      'deals',
      'columns.deals.ownerId.words',
    ],
    ['nothing of what can be none', { none: ['stageId', null, null] }, 'changes', 'columns.changes.none'],
  ])('%s', (_, given, which, option) => {
    expect(refused(given, which)).toMatchObject(['invalid-option', { option }]);
  });

  test.each(['', '1', true, Symbol('0')])('a code that is no number: %s', (code) => {
    const ownerId = { values: [0, 0, code], dictionary: ['kari', 'ola'] };
    const option = 'columns.deals.ownerId.values';
    expect(refused({ ownerId }, 'deals')).toMatchObject(['invalid-option', { option }]);
  });

  test.each<[string, object, string]>([
    ['an instant that is none', { openedAt: [Number.NaN, 1, 2] }, 'invalid-date'],
    ['a day that is none', { expectedCloseAt: ['2026-02-30', null, null] }, 'invalid-date'],
    ['an amount that is none', { potential: ['much', 1, 2] }, 'invalid-amount'],
    ['a half unit', { potential: { values: [0.5, 1, 2], scale: 2 } }, 'invalid-amount'],
    ['no currency', { currency: ['NOK', null, 'NOK'] }, 'invalid-text'],
    ['a number for a text', { ownerId: [1, 2, 3] }, 'invalid-text'],
    ['the same id twice', { id: ['d1', 'd1', 'd3'] }, 'duplicate-deal'],
    ['an unknown pipeline', { pipelineId: ['sales', 'sales', 'other'] }, 'unknown-pipeline'],
    ['an outcome that is none', { 'outcome.status': ['sold', null, null] }, 'invalid-outcome'],
    ['an outcome without a status', { 'outcome.reason': [null, 'price', null] }, 'invalid-outcome'],
    ['a probability that is none', { probability: [2, null, null] }, 'invalid-probability'],
  ])('and values as those of rows: %s', (_, given, code) => {
    expect(refused(given)).toMatchObject([code, {}]);
  });

  test('options are those of a book and of an import', () => {
    const attempt = (more: object) => refusal(() => dealBookFromColumns({ deals }, { ...options, ...more }));
    expect(attempt({ openingTolerance: -1 })).toMatchObject([
      'invalid-option',
      { option: 'openingTolerance' },
    ]);
    expect(attempt({ rate: 1 })).toMatchObject(['invalid-option', { option: 'rate' }]);
    expect(attempt({ timeZone: 'Mars' })).toMatchObject(['invalid-time-zone', {}]);
    expect(refusal(() => dealBookFromColumns({ deals, rows: [] } as never, options))).toMatchObject([
      'invalid-option',
      { option: 'rows' },
    ]);
  });

  test('progress is told, and the signal stops it', () => {
    const told: unknown[] = [];
    dealBookFromColumns({ deals, changes }, { ...options, onProgress: (progress) => told.push(progress) });
    expect(told).toEqual([{ deals: 3, of: 3 }]);
    const signal = AbortSignal.abort(new Error('enough'));
    expect(() => dealBookFromColumns({ deals }, { ...options, signal })).toThrow('enough');
  });
});

describe('laws', () => {
  const shapes = fc.infiniteStream(fc.constantFrom<Shape>('list', 'vector', 'dictionary'));

  /** A book as bytes, or how it is refused. */
  const outcomeOf = (make: () => Uint8Array): string => {
    try {
      return `book ${Buffer.from(make()).toString('latin1')}`;
    } catch (error) {
      if (isDealError(error)) return error.code;
      throw error;
    }
  };

  test('the book of columns is, to the last byte, the book of the histories of the same rows, and what is refused is refused with the same code', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(randomExport, shapes, ({ dealRows, changeRows, options: given }, shape) => {
        fc.pre(dealRows.every((row) => isColumnar(row, 'deal')));
        fc.pre(changeRows.every((row) => isColumnar(row, 'change')));
        const bookOptions = {
          ...{ pipelines: exported, currency: 'NOK' },
          ...(given.timeZone === undefined ? {} : { timeZone: given.timeZone }),
        };
        const ofRows = outcomeOf(() =>
          encodeBook(dealBook(historiesOf(dealRows, changeRows, exported, given), bookOptions)),
        );
        const columns = columnsOf(dealRows, changeRows, () => shape.next().value as Shape);
        const { timeZone: _, ...rules } = given;
        const ofColumns = outcomeOf(() =>
          encodeBook(dealBookFromColumns(columns, { ...bookOptions, ...rules })),
        );
        expect(ofColumns).toEqual(ofRows);
        const kind = ofRows.startsWith('book ') ? 'a book' : ofRows;
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
      }),
      { numRuns: runs(1000) },
    );
    expect([...seen.keys()]).toEqual(
      expect.arrayContaining(['a book', 'unknown-deal', 'duplicate-deal', 'invalid-date']),
    );
  });
});
