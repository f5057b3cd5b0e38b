import { expect, test } from 'vitest';
import {
  flagIn,
  moneyIn,
  numberIn,
  shareIn,
  textIn,
  timeIn,
  utcTimeIn,
} from '../../../src/crm/tables/cells.ts';
import type { CrmOptions } from '../../../src/crm/tables/crm-export.ts';
import {
  type CrmColumn,
  type CrmRow,
  crmOptions,
  crmReading,
  crmRows,
} from '../../../src/crm/tables/crm-row.ts';
import { money } from '../../../src/index.ts';

const id: CrmColumn = ['id', 'Record ID'];
const value: CrmColumn = ['value', 'Deal Value'];
const currency: CrmColumn = ['currency'];

/** What a cell of a record reads as, and the codes of its problems. */
function read<T>(by: (row: CrmRow) => T, cells: object, options: CrmOptions = {}): [T | undefined, string[]] {
  const reading = crmReading(options, crmOptions);
  const [row] = crmRows('deals', [{ id: 'd1', ...cells }], id, reading);
  const read = row && by(row);
  return [read, reading.problems.map(({ code }) => code)];
}

test('a column is found by any of its names, in any case, behind a byte order mark and among spaces', () => {
  const reading = crmReading({}, crmOptions);
  const records = [
    { '\ufeffRECORD id ': 7, ' deal value': ' 12 ' },
    { id: 8, value: '', 'Deal Value': '13' },
  ];
  const rows = crmRows('deals', records, id, reading);
  expect(rows.map((row) => [row.dealId, textIn(row, value)])).toEqual([
    ['7', '12'],
    ['8', '13'],
  ]);
  expect(reading.problems).toEqual([]);
});

test('a record that is none is left out and told of', () => {
  const reading = crmReading({}, crmOptions);
  expect(crmRows('deals', [null, ['d1'], 'd1'] as never, id, reading)).toEqual([]);
  expect(reading.problems[0]).toEqual({
    in: 'deals',
    index: 0,
    dealId: null,
    field: null,
    code: 'invalid-row',
    input: '',
    effect: 'left-out',
    message: 'deals[0]: it is not an object of cells.',
  });
  expect(reading.problems).toHaveLength(3);
});

test('a problem names the table, the row, the deal, and the column as it is called there', () => {
  const reading = crmReading({ currency: 'NOK' }, crmOptions);
  const records = [{ id: 'd1' }, { id: 'd2', 'Deal value': ' 1.234,56 ' }];
  const [, row] = crmRows('deals', records, id, reading);
  expect(row && moneyIn(row, value, currency)).toBeNull();
  expect(reading.problems).toEqual([
    {
      in: 'deals',
      index: 1,
      dealId: 'd2',
      field: 'Deal value',
      code: 'invalid-amount',
      input: '1.234,56',
      effect: 'ignored',
      message: "deals[1], Deal value of deal d2: '1.234,56' is not in the notation of numbers.",
    },
  ]);
});

test.each([
  ['', null, []],
  ['  ', null, []],
  [undefined, null, []],
  [null, null, []],
  [' Ola ', 'Ola', []],
  [12, '12', []],
  [true, 'true', []],
  [{ id: 3 }, null, ['invalid-text']],
])('the text of %o is %s', (cell, text, codes) => {
  expect(read((row) => textIn(row, value), { value: cell })).toEqual([text, codes]);
});

test.each<[unknown, object, CrmOptions, unknown, string[]]>([
  ['1234.5', {}, { currency: 'NOK' }, money('1234.5', 'NOK'), []],
  [1234.5, {}, { currency: 'NOK', numbers: '1.234,56' }, money('1234.5', 'NOK'), []],
  ['1.234,50', { currency: 'EUR' }, { currency: 'NOK', numbers: '1.234,56' }, money('1234.5', 'EUR'), []],
  ['0', {}, { currency: 'NOK' }, money(0, 'NOK'), []],
  ['', {}, {}, null, []],
  ['100', {}, {}, null, ['missing-currency']],
  ['1,234.56', {}, { currency: 'NOK' }, null, ['invalid-amount']],
  [0.1 + 0.2, {}, { currency: 'NOK' }, null, ['invalid-amount']],
  [Number.NaN, {}, { currency: 'NOK' }, null, ['invalid-amount']],
])('the amount %s with %o in the options %o', (cell, others, options, amount, codes) => {
  expect(read((row) => moneyIn(row, value, currency), { value: cell, ...others }, options)).toEqual([
    amount,
    codes,
  ]);
});

test('numbers and shares', () => {
  expect(read((row) => numberIn(row, value), { value: '007' })).toEqual(['7', []]);
  expect(read((row) => shareIn(row, value, 100), { value: '35' })).toEqual([0.35, []]);
  expect(read((row) => shareIn(row, value, 100), { value: '35 %' })).toEqual([0.35, []]);
  expect(read((row) => shareIn(row, value, 1), { value: '35 %' })).toEqual([null, ['invalid-number']]);
  expect(read((row) => shareIn(row, value, 1), { value: 0.2 })).toEqual([0.2, []]);
  expect(read((row) => shareIn(row, value, 100), { value: 120 })).toEqual([null, ['invalid-number']]);
});

test.each([
  [true, true, []],
  ['TRUE', true, []],
  ['1', true, []],
  [0, false, []],
  ['N', false, []],
  ['', null, []],
  ['maybe', null, ['invalid-flag']],
  [{}, null, ['invalid-flag']],
])('the flag %s is %s', (cell, flag, codes) => {
  expect(read((row) => flagIn(row, value), { value: cell })).toEqual([flag, codes]);
});

test.each<[unknown, CrmOptions, unknown, string[]]>([
  ['2026-10-05', {}, '2026-10-05', []],
  ['2026-10-05 14:30', {}, '2026-10-05 14:30', []],
  ['2026-10-05T12:30:00.000+0000', {}, '2026-10-05T12:30:00.000+0000', []],
  ['05.10.2026 14:30', { dates: 'DD.MM.YYYY' }, '2026-10-05T14:30', []],
  ['1791203400000', {}, new Date('2026-10-05T12:30Z'), []],
  [1791203400000, {}, new Date('2026-10-05T12:30Z'), []],
  [new Date('2026-10-05T12:30Z'), {}, new Date('2026-10-05T12:30Z'), []],
  ['', {}, null, []],
  ['05.10.2026', {}, null, ['invalid-date']],
  ['31.02.2026', { dates: 'DD.MM.YYYY' }, null, ['invalid-date']],
  ['05.10.2026 25:00', { dates: 'DD.MM.YYYY' }, null, ['invalid-date']],
  [46300, {}, null, ['invalid-date']],
  [1791203400, {}, null, ['invalid-date']],
  [new Date(Number.NaN), {}, null, ['invalid-date']],
])('the time %s with the options %o', (cell, options, time, codes) => {
  expect(read((row) => timeIn(row, value), { value: cell }, options)).toEqual([time, codes]);
});

test.each([
  ['2026-10-05 12:30:00', '2026-10-05 12:30:00Z'],
  ['2026-10-05T12:30:00Z', '2026-10-05T12:30:00Z'],
  ['2026-10-05T12:30:00+02:00', '2026-10-05T12:30:00+02:00'],
  ['2026-10-05', '2026-10-05'],
])('in UTC %s is %s', (cell, time) => {
  expect(read((row) => utcTimeIn(row, value), { value: cell })).toEqual([time, []]);
});
