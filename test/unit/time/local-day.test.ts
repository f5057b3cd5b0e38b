import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isDealError } from '../../../src/errors.ts';
import { dayNumber, dayText, localDays } from '../../../src/time/local-day.ts';
import { runs } from '../../support/runs.ts';

const day = 86_400_000;
const zones = Intl.supportedValuesOf('timeZone');

/** The local date of an instant as the platform's own formatter has it. */
function formatter(timeZone: string): (instant: number) => string {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone, ...parts });
  return (instant) => {
    const [month, date, year = ''] = format.format(instant).split('/');
    return `${year.padStart(4, '0')}-${month}-${date}`;
  };
}

function dateIn(timeZone: string, instant: string): string {
  return dayText(localDays(timeZone)(Date.parse(instant)));
}

describe('a day', () => {
  test('is numbered from the first of January 1970, before it downwards', () => {
    expect(
      ['1970-01-01', '1970-01-02', '1969-12-31', '2026-10-05', '0001-01-01'].map((text) => dayNumber(text)),
    ).toEqual([0, 1, -1, 20_731, -719_162]);
  });

  test('is written as it is read', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') }), (number) => {
        expect(dayNumber(dayText(number))).toBe(number);
      }),
    );
  });

  test.each([
    '0000-12-31',
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '26-01-01',
    '2026-01-01T00:00:00Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '+002026-01-01',
    '',
    null,
    20_260_101,
    new Date(0),
  ])('is not %j', (text) => {
    expect(refusal(() => dayNumber(text as string, 'on'))).toEqual([
      'invalid-date',
      { field: 'on', input: String(text) },
    ]);
  });
});

describe('the local day of an instant', () => {
  test('begins at local midnight, in winter and in summer', () => {
    expect(dateIn('Europe/Oslo', '2026-01-31T22:59:59.999Z')).toBe('2026-01-31');
    expect(dateIn('Europe/Oslo', '2026-01-31T23:00:00.000Z')).toBe('2026-02-01');
    expect(dateIn('Europe/Oslo', '2026-07-31T21:59:59.999Z')).toBe('2026-07-31');
    expect(dateIn('Europe/Oslo', '2026-07-31T22:00:00.000Z')).toBe('2026-08-01');
  });

  test('has 23 hours when the clock is put forward and 25 when it is put back', () => {
    expect([hoursOf('2026-03-29', 'Europe/Oslo'), hoursOf('2026-10-25', 'Europe/Oslo')]).toEqual([23, 25]);
    expect(hoursOf('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
  });

  test('begins a quarter of an hour off where the zone does', () => {
    expect(dateIn('Asia/Kathmandu', '2026-01-01T18:14:59.999Z')).toBe('2026-01-01');
    expect(dateIn('Asia/Kathmandu', '2026-01-01T18:15:00.000Z')).toBe('2026-01-02');
  });

  test('is never one that the zone left out: Apia had no 2011-12-30', () => {
    expect(dateIn('Pacific/Apia', '2011-12-30T09:59:59.999Z')).toBe('2011-12-29');
    expect(dateIn('Pacific/Apia', '2011-12-30T10:00:00.000Z')).toBe('2011-12-31');
    expect(hoursOf('2011-12-30', 'Pacific/Apia')).toBe(0);
  });

  test('is left and entered again where the clock is put back over midnight', () => {
    // St John's put it back from 00:01 to 23:01.
    expect(dateIn('America/St_Johns', '2006-10-29T02:30:00Z')).toBe('2006-10-29');
    expect(dateIn('America/St_Johns', '2006-10-29T02:31:00Z')).toBe('2006-10-28');
    expect(dateIn('America/St_Johns', '2006-10-29T03:30:00Z')).toBe('2006-10-29');
  });

  test('follows a change of the clock that lasted less than a week', () => {
    // Recife had summer time from 8 to 15 October 2000, an hour less than a week.
    expect(dateIn('America/Recife', '2000-10-12T02:00:00Z')).toBe('2000-10-12');
    expect(dateIn('America/Recife', '2000-10-16T02:00:00Z')).toBe('2000-10-15');
  });

  test('knows offsets of seconds, and those less than an hour behind UTC', () => {
    expect(dateIn('Europe/Dublin', '1900-06-01T00:25:20Z')).toBe('1900-05-31');
    expect(dateIn('Europe/Dublin', '1900-06-01T00:25:21Z')).toBe('1900-06-01');
    expect(dateIn('Africa/Monrovia', '1971-06-01T00:44:29Z')).toBe('1971-05-31');
    expect(dateIn('Africa/Monrovia', '1971-06-01T00:44:30Z')).toBe('1971-06-01');
  });

  test('needs no more than the offset where a zone is one', () => {
    expect(dateIn('+05:45', '2026-01-01T18:15:00Z')).toBe('2026-01-02');
    expect(dateIn('-00:30', '2026-01-01T00:29:59Z')).toBe('2025-12-31');
  });

  test('of UTC is every 24 hours, from the first Date to the last', () => {
    const dayOf = localDays('UTC');
    expect([-8.64e15, -1, 0, day - 1, day, 8.64e15].map(dayOf)).toEqual([-1e8, -1, 0, 0, 1, 1e8]);
  });

  test('is the first or the last one at the ends of the years 1 to 9999, in any zone', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), (timeZone) => {
        const dayOf = localDays(timeZone);
        expect(dayText(dayOf(Date.parse('0001-01-01T00:00:00.000Z')))).toBe('0001-01-01');
        expect(dayText(dayOf(Date.parse('9999-12-31T23:59:59.999Z')))).toBe('9999-12-31');
      }),
      { numRuns: 20 },
    );
  });

  test('is what the platform formats, in any zone of the world at any time', () => {
    const years = (from: number, to: number) => fc.integer({ min: Date.UTC(from, 0), max: Date.UTC(to, 0) });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.array(fc.oneof(years(1970, 2040), years(1850, 2100), years(100, 9999)), { minLength: 20 }),
        (timeZone, instants) => {
          const dayOf = localDays(timeZone);
          const expected = formatter(timeZone);
          for (const instant of instants) expect(dayText(dayOf(instant))).toBe(expected(instant));
        },
      ),
      { numRuns: runs(40) },
    );
  });

  test.each([
    ['Europe/Oslo', 2026],
    ['Africa/Casablanca', 2026],
    ['Africa/Cairo', 2014],
    ['Australia/Lord_Howe', 2026],
    ['America/Havana', 2026],
    ['America/Recife', 2000],
    ['Asia/Gaza', 2054],
    ['Asia/Amman', 2009],
    ['Pacific/Apia', 2011],
    ['Africa/Freetown', 1939],
    ['America/St_Johns', 2006],
  ])('is what the platform formats, in %s at every half hour of %i', (timeZone, year) => {
    const dayOf = localDays(timeZone);
    const expected = formatter(timeZone);
    const wrong: string[] = [];
    for (let instant = Date.UTC(year, 0); instant < Date.UTC(year + 1, 0); instant += 1_800_000) {
      if (dayText(dayOf(instant)) !== expected(instant)) wrong.push(new Date(instant).toISOString());
    }
    expect(wrong).toEqual([]);
  });

  test('is refused in a zone nobody knows', () => {
    expect(refusal(() => localDays('Mars/Olympus'))).toEqual([
      'invalid-time-zone',
      { input: 'Mars/Olympus' },
    ]);
  });
});

/** How many hours the instants of a local date last, counted by the half hour. */
function hoursOf(date: string, timeZone: string): number {
  const dayOf = localDays(timeZone);
  const number = dayNumber(date);
  let halves = 0;
  for (let instant = (number - 2) * day; instant < (number + 3) * day; instant += 1_800_000) {
    if (dayOf(instant) === number) halves++;
  }
  return halves / 2;
}

function refusal(attempt: () => unknown): unknown {
  try {
    attempt();
    return 'nothing was refused';
  } catch (error) {
    return isDealError(error) ? [error.code, error.details] : error;
  }
}
