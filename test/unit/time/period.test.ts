import vm from 'node:vm';
import { describe, expect, test } from 'vitest';
import { contains, period } from '../../../src/index.ts';
import { checkDate } from '../../../src/time/period.ts';
import { on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

describe('a period', () => {
  test('cannot end before it starts', () => {
    expect(refusal(() => period(on(5), on(4)))).toEqual([
      'invalid-period',
      { input: '2026-10-05T12:00:00.000Z/2026-10-04T12:00:00.000Z' },
    ]);
  });

  test('keeps its dates when the ones it was made of are changed', () => {
    const start = on(5);
    const days = period(start, on(9));
    start.setTime(0);
    expect(days).toEqual({ start: on(5), end: on(9) });
  });

  test('may end with the last of all dates, the end of the year 9999', () => {
    const end = new Date('+010000-01-01T00:00:00.000Z');
    const last = new Date(+end - 1);
    expect(contains(period(last, end), last)).toBe(true);
    expect(refusal(() => period(last, new Date(+end + 1)))).toEqual([
      'invalid-date',
      { field: 'end', input: '+010000-01-01T00:00:00.001Z' },
    ]);
    expect(refusal(() => period(end, end))).toEqual([
      'invalid-date',
      { field: 'start', input: end.toISOString() },
    ]);
  });

  test('starts and ends on valid dates', () => {
    const never = new Date(Number.NaN);
    const invalid = (field: string, input: string) => ['invalid-date', { field, input }];
    expect(refusal(() => period(never, on(1)))).toEqual(invalid('start', 'Invalid Date'));
    expect(refusal(() => period(on(1), never))).toEqual(invalid('end', 'Invalid Date'));
    expect(refusal(() => period('2026-10-01' as never, on(1)))).toEqual(invalid('start', '2026-10-01'));
    expect(refusal(() => period(on(1), undefined as never))).toEqual(invalid('end', 'undefined'));
  });
});

describe('a date', () => {
  test.each([
    ['any instant', on(1)],
    ['the epoch', new Date(0)],
    ['the first of the year 1', new Date('0001-01-01T00:00:00.000Z')],
    ['the last of the year 9999', new Date('9999-12-31T23:59:59.999Z')],
    ['one of another realm', vm.runInNewContext('new Date(0)')],
  ])('may be %s', (_, date) => {
    expect(refusal(() => checkDate(date, 'at'))).toBe('nothing was refused');
  });

  test.each([
    [new Date(-62_135_596_800_001), '0000-12-31T23:59:59.999Z'],
    [new Date(253_402_300_800_000), '+010000-01-01T00:00:00.000Z'],
    [new Date(-8.64e15), '-271821-04-20T00:00:00.000Z'],
    [new Date(8.64e15), '+275760-09-13T00:00:00.000Z'],
    [vm.runInNewContext('new Date(8.64e15)'), '+275760-09-13T00:00:00.000Z'],
    [new Date(Number.NaN), 'Invalid Date'],
    [vm.runInNewContext('new Date(NaN)'), 'Invalid Date'],
    ['2026-10-01T12:00:00.000Z', '2026-10-01T12:00:00.000Z'],
    [1_790_000_000_000, '1790000000000'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{}, '[object Object]'],
  ])('must not be %s', (value, input) => {
    expect(refusal(() => checkDate(value, 'at', 'd1'))).toEqual([
      'invalid-date',
      { field: 'at', input, dealId: 'd1' },
    ]);
  });

  test('is refused, not choked on, where it has no text at all', () => {
    expect(refusal(() => checkDate(Object.create(null), 'at'))).toMatchObject([
      'invalid-date',
      { field: 'at' },
    ]);
  });
});
