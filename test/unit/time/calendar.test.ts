import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { eachPeriod, month, type Period, period, quarter, year } from '../../../src/index.ts';
import { readPeriod } from '../../../src/time/calendar/read-period.ts';
import { checkTimeZone } from '../../../src/time/time-zone.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const hoursOf = ({ start, end }: Period): number => (+end - +start) / 3_600_000;
/** A period as text, without the seconds. */
const shown = ({ start, end }: Period): string =>
  `${start.toISOString().slice(0, 16)}/${end.toISOString().slice(0, 16)}`;

describe('a month', () => {
  test('is one of UTC unless a zone is named', () => {
    expect(shown(month('2026-10'))).toBe('2026-10-01T00:00/2026-11-01T00:00');
    expect(shown(month('2026-12'))).toBe('2026-12-01T00:00/2027-01-01T00:00');
    expect(shown(month('2024-02'))).toBe('2024-02-01T00:00/2024-03-01T00:00');
  });

  test.each([
    ['2026-10', 'Europe/Oslo', '2026-09-30T22:00/2026-10-31T23:00', 745], // from summer time to winter time
    ['2026-03', 'Europe/Oslo', '2026-02-28T23:00/2026-03-31T22:00', 743], // and back
    ['2026-10', 'Asia/Kathmandu', '2026-09-30T18:15/2026-10-31T18:15', 744], // 5:45 ahead of UTC
    ['2026-11', 'America/Havana', '2026-11-01T04:00/2026-12-01T05:00', 721], // from one o'clock back to midnight of the first
    ['2026-03', 'America/Havana', '2026-03-01T05:00/2026-04-01T04:00', 743],
    ['2011-12', 'Pacific/Apia', '2011-12-01T10:00/2011-12-31T10:00', 720], // without the 30th, which Samoa skipped
    ['2026-02', 'Pacific/Apia', '2026-01-31T11:00/2026-02-28T11:00', 672],
    ['2026-04', 'Australia/Lord_Howe', '2026-03-31T13:00/2026-04-30T13:30', 720.5], // half an hour of summer time
    ['2024-11', 'Africa/Cairo', '2024-10-31T22:00/2024-11-30T22:00', 720], // the hour before its midnight came twice
  ])('%s in %s is %s: %d hours', (text, timeZone, expected, hours) => {
    const found = month(text, { timeZone });
    expect(shown(found)).toBe(expected);
    expect(hoursOf(found)).toBe(hours);
  });

  test.each([
    // The first day has no midnight: it starts when the clock has been put forward.
    ['2016-04', 'Asia/Amman', '2016-03-31T22:00/2016-04-30T21:00'],
    ['2017-10', 'America/Asuncion', '2017-10-01T04:00/2017-11-01T03:00'],
    ['1986-01', 'Asia/Kathmandu', '1985-12-31T18:30/1986-01-31T18:15'],
    ['1986-05', 'Asia/Kathmandu', '1986-04-30T18:15/1986-05-31T18:15'],
    // The hour before midnight, or midnight itself, comes twice.
    ['2006-10', 'America/Guatemala', '2006-10-01T06:00/2006-11-01T06:00'],
    ['2009-11', 'America/St_Johns', '2009-11-01T02:30/2009-12-01T03:30'],
    // The last day of the year was skipped.
    ['1994-12', 'Pacific/Kiritimati', '1994-12-01T10:00/1994-12-31T10:00'],
  ])('%s in %s starts with the first instant of the month there: %s', (text, timeZone, expected) => {
    expect(shown(month(text, { timeZone }))).toBe(expected);
  });

  test('is made of plain Dates, which print in UTC', () => {
    const { start } = month('2026-10', { timeZone: 'Europe/Oslo' });
    expect(Object.getPrototypeOf(start)).toBe(Date.prototype);
    expect(JSON.stringify(start)).toBe('"2026-09-30T22:00:00.000Z"');
  });

  test.each([
    '2026-13',
    '2026-00',
    '2026-1',
    '26-10',
    '2026/10',
    '2026-10-01',
    '2026-Q4',
    '2026',
    '202610',
    ' 2026-10',
    '2026-10 ',
    '2026-10\n',
    '-2026-10',
    '+2026-10',
    '0000-10',
    '12026-10',
    '\uFF12026-10',
    'October 2026',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => month(input))).toEqual(['invalid-period', { input }]);
  });

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [202610, '202610'],
  ])('is not %s', (value, input) => {
    expect(refusal(() => month(value as never))).toEqual(['invalid-period', { input }]);
  });
});

describe('on whatever machine,', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    process.env['TZ'] = zone;
  });

  test.each(['UTC', 'Pacific/Auckland', 'America/Asuncion', 'Asia/Amman', 'America/Guatemala'])(
    'also one in %s, a month of elsewhere starts at the midnight of elsewhere',
    (machine) => {
      process.env['TZ'] = machine;
      expect(shown(month('2023-10', { timeZone: 'America/Argentina/Salta' }))).toBe(
        '2023-10-01T03:00/2023-11-01T03:00',
      );
      expect(shown(month('2016-04', { timeZone: 'Africa/Nairobi' }))).toBe(
        '2016-03-31T21:00/2016-04-30T21:00',
      );
      expect(shown(month('2006-10', { timeZone: 'America/Guatemala' }))).toBe(
        '2006-10-01T06:00/2006-11-01T06:00',
      );
      expect(shown(month('2026-11', { timeZone: 'America/Havana' }))).toBe(
        '2026-11-01T04:00/2026-12-01T05:00',
      );
    },
  );
});

describe('a quarter', () => {
  test.each([
    ['2026-Q1', {}, '2026-01-01T00:00/2026-04-01T00:00'],
    ['2026-Q4', {}, '2026-10-01T00:00/2027-01-01T00:00'],
    ['2026-Q4', { timeZone: 'Europe/Oslo' }, '2026-09-30T22:00/2026-12-31T23:00'],
    ['2026-Q1', { startMonth: 4 }, '2026-04-01T00:00/2026-07-01T00:00'],
    ['2026-Q4', { startMonth: 4 }, '2027-01-01T00:00/2027-04-01T00:00'],
    ['2026-Q1', { startMonth: 12 }, '2026-12-01T00:00/2027-03-01T00:00'],
    ['2026-Q2', { startMonth: 7, timeZone: 'Asia/Kathmandu' }, '2026-09-30T18:15/2026-12-31T18:15'],
  ])('%s with %j is %s', (text, options, expected) => {
    expect(shown(quarter(text, options))).toBe(expected);
  });

  test.each([
    '2026-Q0',
    '2026-Q5',
    '2026-q1',
    '2026Q1',
    'Q1-2026',
    '2026-1',
    '2026-10',
    '2026',
    ' 2026-Q1',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => quarter(input))).toEqual(['invalid-period', { input }]);
  });
});

describe('a year', () => {
  test.each([
    ['2026', {}, '2026-01-01T00:00/2027-01-01T00:00'],
    ['2026', { timeZone: 'America/Havana' }, '2026-01-01T05:00/2027-01-01T05:00'],
    ['2026', { startMonth: 4 }, '2026-04-01T00:00/2027-04-01T00:00'],
    ['2026', { startMonth: 12, timeZone: 'Europe/Oslo' }, '2026-11-30T23:00/2027-11-30T23:00'],
    ['9999', {}, '9999-01-01T00:00/+010000-01-01T00'],
    ['9999', { timeZone: 'Europe/Oslo' }, '9998-12-31T23:00/+010000-01-01T00'],
    ['9999', { startMonth: 4 }, '9999-04-01T00:00/+010000-01-01T00'],
    ['0999', {}, '0999-01-01T00:00/1000-01-01T00:00'],
    ['0012', {}, '0012-01-01T00:00/0013-01-01T00:00'],
    ['0001', { timeZone: '+01:00' }, '0001-01-01T00:00/0001-12-31T23:00'],
    ['0001', { timeZone: '-05:00' }, '0001-01-01T00:00/0002-01-01T05:00'],
  ])('%s with %j is %s', (text, options, expected) => {
    expect(shown(year(text, options))).toBe(expected);
  });

  test.each([
    '0',
    '0000',
    '26',
    '20260',
    '-2026',
    '2026.0',
    '2026-10',
    '2026-Q4',
    '2O26',
    ' 2026',
    '2026\n',
    '',
  ])('is not %j', (input) => {
    expect(refusal(() => year(input))).toEqual(['invalid-period', { input }]);
  });

  test.each([0, 13, 1.5, -1, Number.NaN, '4' as never])('cannot start with month %s', (startMonth) => {
    const given = typeof startMonth === 'string' ? `'${startMonth}'` : `${startMonth}`;
    const problem = `not a month from 1 to 12: ${given}`;
    const refused = ['invalid-option', { option: 'startMonth', problem }];
    expect(refusal(() => year('2026', { startMonth }))).toEqual(refused);
    expect(refusal(() => quarter('2026-Q1', { startMonth }))).toEqual(refused);
    expect(refusal(() => eachPeriod(year('2026'), 'year', { startMonth }))).toEqual(refused);
  });
});

describe('a time zone', () => {
  test.each(['UTC', 'Europe/Oslo', 'Asia/Kathmandu', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])(
    'may be %s',
    (timeZone) => {
      expect(checkTimeZone(timeZone)).toBe(timeZone);
    },
  );

  test('is UTC where none is given', () => {
    expect(checkTimeZone(undefined)).toBe('UTC');
  });

  test.each([
    'Europe/Atlantis',
    'Mars',
    'Oslo',
    '',
    ' UTC',
    'UTC+2',
    'Europe/Oslo ',
    'Europe/Oslo+02:00',
    'Mars/Base-05:00',
    '-99:99',
    '__proto__',
    'constructor',
    'toString',
  ])('is not %j', (input) => {
    const refused = ['invalid-time-zone', { input }];
    const options = { timeZone: input };
    expect(refusal(() => month('2026-10', options))).toEqual(refused);
    expect(refusal(() => quarter('2026-Q4', options))).toEqual(refused);
    expect(refusal(() => year('2026', options))).toEqual(refused);
    expect(refusal(() => eachPeriod(month('2026-10'), 'month', options))).toEqual(refused);
    expect(refusal(() => readPeriod('2026-10', options))).toEqual(refused);
  });

  test.each([
    [null, 'null'],
    [60, '60'],
  ])('is not %s', (value, input) => {
    expect(refusal(() => month('2026-10', { timeZone: value as never }))).toEqual([
      'invalid-time-zone',
      { input },
    ]);
  });
});

describe('a period is cut', () => {
  test('into its months, quarters or years', () => {
    const whole = year('2026');
    expect(eachPeriod(whole, 'month').map(shown)).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((number) =>
        shown(month(`2026-${number}`)),
      ),
    );
    expect(eachPeriod(whole, 'quarter').map(shown)).toEqual(
      ['Q1', 'Q2', 'Q3', 'Q4'].map((number) => shown(quarter(`2026-${number}`))),
    );
    expect(eachPeriod(whole, 'year').map(shown)).toEqual([shown(whole)]);
  });

  test('with shorter pieces where it does not start or end on a boundary', () => {
    const whole = period(new Date('2026-09-10T00:00Z'), new Date('2026-11-02T00:00Z'));
    expect(eachPeriod(whole, 'month').map(shown)).toEqual([
      '2026-09-10T00:00/2026-10-01T00:00',
      '2026-10-01T00:00/2026-11-01T00:00',
      '2026-11-01T00:00/2026-11-02T00:00',
    ]);
    expect(eachPeriod(whole, 'year').map(shown)).toEqual(['2026-09-10T00:00/2026-11-02T00:00']);
  });

  test('at the boundaries of the fiscal year', () => {
    const whole = period(new Date('2026-02-01T00:00Z'), new Date('2027-05-01T00:00Z'));
    expect(eachPeriod(whole, 'year', { startMonth: 4 }).map(shown)).toEqual([
      '2026-02-01T00:00/2026-04-01T00:00',
      '2026-04-01T00:00/2027-04-01T00:00',
      '2027-04-01T00:00/2027-05-01T00:00',
    ]);
    expect(eachPeriod(year('2026', { startMonth: 2 }), 'quarter', { startMonth: 2 }).map(shown)).toEqual([
      '2026-02-01T00:00/2026-05-01T00:00',
      '2026-05-01T00:00/2026-08-01T00:00',
      '2026-08-01T00:00/2026-11-01T00:00',
      '2026-11-01T00:00/2027-02-01T00:00',
    ]);
  });

  test('at the midnights of its zone', () => {
    const timeZone = 'Europe/Oslo';
    expect(eachPeriod(quarter('2026-Q4', { timeZone }), 'month', { timeZone }).map(hoursOf)).toEqual([
      745, 720, 744,
    ]);
    expect(eachPeriod(month('2026-10', { timeZone }), 'month').map(shown)).toEqual([
      '2026-09-30T22:00/2026-10-01T00:00',
      '2026-10-01T00:00/2026-10-31T23:00',
    ]);
  });

  test('into nothing where it is empty', () => {
    expect(eachPeriod(period(new Date(0), new Date(0)), 'month')).toEqual([]);
  });

  test('forwards also where a midnight comes twice', () => {
    // In St John's the first of November 2009 lasted one minute; then it was 23:01 of 31 October once more.
    const whole = period(new Date('2009-11-01T03:00Z'), new Date('2009-12-15T00:00Z'));
    const pieces = eachPeriod(whole, 'month', { timeZone: 'America/St_Johns' });
    for (const { start, end } of pieces) expect(+start).toBeLessThan(+end);
    expect(pieces[0]?.start).toEqual(whole.start);
    expect(pieces.at(-1)?.end).toEqual(whole.end);
  });
});

describe('a period in a text', () => {
  test.each([
    ['2026-10', '2026-10-01T00:00/2026-11-01T00:00'],
    ['2026-Q4', '2026-10-01T00:00/2027-01-01T00:00'],
    ['2026', '2026-01-01T00:00/2027-01-01T00:00'],
  ])('%s is %s', (text, expected) => {
    expect(shown(readPeriod(text))).toBe(expected);
  });

  test('is read in the zone that is asked for', () => {
    const timeZone = 'Europe/Oslo';
    expect(readPeriod('2026-10', { timeZone })).toEqual(month('2026-10', { timeZone }));
    expect(readPeriod('2026-Q4', { timeZone })).toEqual(quarter('2026-Q4', { timeZone }));
    expect(readPeriod('2026', { timeZone })).toEqual(year('2026', { timeZone }));
  });

  test.each(['', 'October', '2026-13', '2026-Q5', '2026-10-01', '2026-W40', 'last month'])(
    'is not %j',
    (input) => {
      expect(refusal(() => readPeriod(input))).toEqual(['invalid-period', { input }]);
    },
  );

  test('is a period already where it is one', () => {
    expect(readPeriod(month('2026-10'))).toEqual(month('2026-10'));
  });
});

describe('laws', () => {
  const zone = fc.constantFrom(...Intl.supportedValuesOf('timeZone'), 'UTC');
  const instant = fc.date({
    min: new Date('1980-01-01T00:00Z'),
    max: new Date('2037-12-31T00:00Z'),
    noInvalidDate: true,
  });
  const whole = fc
    .tuple(instant, instant)
    .map(([a, b]) => frozen(+a < +b ? { start: a, end: b } : { start: b, end: a }));
  const unit = fc.constantFrom('month' as const, 'quarter' as const, 'year' as const);
  const startMonth = fc.integer({ min: 1, max: 12 });

  /** What the calendar on the wall says, by an implementation that is not ours. */
  const wallMonth = (at: number, timeZone: string): { year: number; month: number } => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric' });
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    return { year: parts.get('year') as number, month: parts.get('month') as number };
  };

  test('the pieces of a period follow each other without gaps and make up the whole', () => {
    fc.assert(
      fc.property(whole, unit, zone, startMonth, (all, each, timeZone, first) => {
        const pieces = eachPeriod(all, each, { timeZone, startMonth: first });
        for (const [index, { start, end }] of pieces.entries()) {
          expect(start).toEqual(pieces[index - 1]?.end ?? all.start);
          expect(+start).toBeLessThan(+end);
        }
        expect(pieces.at(-1)?.end).toEqual(+all.start === +all.end ? undefined : all.end);
      }),
    );
  });

  test('a period is cut where the calendar on the wall turns to a new unit', () => {
    const recent = instant.filter((at) => at.getUTCFullYear() >= 2015);
    const short = fc.tuple(recent, fc.integer({ min: 1, max: 900 })).map(([start, days]) => ({
      start,
      end: new Date(+start + days * 86_400_000),
    }));
    const unitOf = (at: number, timeZone: string, length: number, first: number): number => {
      const { year: y, month: m } = wallMonth(at, timeZone);
      return Math.floor((y * 12 + m - first) / length);
    };
    fc.assert(
      fc.property(short, unit, zone, startMonth, (all, each, timeZone, first) => {
        const length = { month: 1, quarter: 3, year: 12 }[each];
        for (const { start, end } of eachPeriod(all, each, { timeZone, startMonth: first })) {
          const here = unitOf(+start, timeZone, length, first);
          expect(unitOf(+end - 1, timeZone, length, first)).toBe(here);
          if (+end < +all.end) expect(unitOf(+end, timeZone, length, first)).toBe(here + 1);
        }
      }),
    );
  });

  test('every month of the years from 2015 starts when the calendar on the wall turns to it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2015, max: 2037 }),
        fc.integer({ min: 1, max: 12 }),
        zone,
        (y, m, timeZone) => {
          const { start, end } = month(`${y}-${String(m).padStart(2, '0')}`, { timeZone });
          expect(wallMonth(+start, timeZone)).toEqual({ year: y, month: m });
          expect(wallMonth(+end - 1, timeZone)).toEqual({ year: y, month: m });
          expect(wallMonth(+start - 1, timeZone).month).toBe(m === 1 ? 12 : m - 1);
          expect(wallMonth(+end, timeZone).month).toBe((m % 12) + 1);
        },
      ),
    );
  });

  test('months make up their quarters, quarters their year, in any zone and fiscal year', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2015, max: 2037 }), zone, startMonth, (y, timeZone, first) => {
        const options = { timeZone, startMonth: first };
        const quarters = [1, 2, 3, 4].map((number) => quarter(`${y}-Q${number}`, options));
        expect(eachPeriod(year(String(y), options), 'quarter', options)).toEqual(quarters);
        const months = quarters.flatMap((part) => eachPeriod(part, 'month', options));
        expect(eachPeriod(year(String(y), options), 'month', options)).toEqual(months);
        expect(months.length).toBe(12);
      }),
    );
  });
});
