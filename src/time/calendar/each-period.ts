import { checkOptions, notPossible } from '../../options.ts';
import { firstInstant, localTime } from '../local-time.ts';
import { type Period, period } from '../period.ts';
import { checkTimeZone } from '../time-zone.ts';
import { type FiscalOptions, fiscalOptions, monthsAhead } from './calendar.ts';
import { addUnits, type CalendarUnit, calendarUnit, startOfUnit } from './calendar-unit.ts';

/**
 * A period cut at the boundaries of a calendar unit: days, ISO weeks, months, quarters or years. The pieces follow each
 * other without gaps and make up the period exactly: where it does not start or end on a boundary, the first or last piece
 * is shorter. Days are those of the zone: of 23 or 25 hours where its clocks are changed; one that the zone left out has no
 * piece.
 *
 * @throws DealError `invalid-date`, `invalid-period`, `invalid-time-zone`, `invalid-option`.
 *
 * @example
 * ```ts
 * eachPeriod(quarter('2026-Q4'), 'month').map(({ start }) => start) // => ['2026-10-01T00:00:00.000Z', '2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']
 * ```
 */
export function eachPeriod(whole: Period, unit: CalendarUnit, options: FiscalOptions = {}): Period[] {
  checkOptions(options, fiscalOptions);
  return piecesOf(period(whole?.start, whole?.end), unit, options);
}

/** The same for a period that was checked, in the calendar of a book or of options; at most so many pieces and one more. */
export function piecesOf(
  { start: from, end: to }: Period,
  unit: CalendarUnit,
  options: FiscalOptions,
  most: number = Number.POSITIVE_INFINITY,
): Period[] {
  const zone = checkTimeZone(options.timeZone);
  if (!calendarUnit.holds(unit)) {
    throw notPossible('unit', calendarUnit.possible, unit);
  }
  const startMonth = monthsAhead(options) + 1;
  const pieces: Period[] = [];
  let boundary = startOfUnit(unit, localTime(+from, zone), startMonth);
  for (let start = +from; start < +to && pieces.length <= most; ) {
    boundary = addUnits(unit, boundary, 1);
    const end = Math.min(firstInstant(boundary, zone), +to);
    if (end <= start) continue; // a boundary that the clocks, put back, come to again, or a day they skip
    pieces.push({ start: new Date(start), end: new Date(end) });
    start = end;
  }
  return pieces;
}
