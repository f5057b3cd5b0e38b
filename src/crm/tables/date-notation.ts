import { notPossible } from '../../options.ts';

/** Reads a day or a local time: in ISO 8601, or null where it is not in the notation. */
export type ReadTime = (text: string) => string | null;

const notations =
  /^(YYYY|MM?|DD?)([./ -]{1,2})(YYYY|MM?|DD?)([./ -]{1,2})(YYYY|MM?|DD?)(?:,? (?:HH?:mm(?::ss)?|(hh?:mm(?::ss)? A)))?$/;

/** What the parts of a day stand for in a cell; a leading zero may be there or not. */
const parts: Readonly<Record<string, string>> = {
  Y: '(?<year>\\d{4})',
  M: '(?<month>\\d\\d?)',
  D: '(?<day>\\d\\d?)',
};
const time24 = '(?:,? (?<hour>\\d\\d?):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?)?';
const time12 =
  '(?:,? (?<hour>0?[1-9]|1[0-2]):(?<minute>\\d\\d)(?::(?<second>\\d\\d))?\\s?(?<half>[ap])\\.?m\\.?)?';

/**
 * The reader of days and local times in a notation such as `'DD.MM.YYYY HH:mm'`. Whether there is such a day is for
 * whoever reads ISO 8601.
 *
 * @throws DealError `invalid-option` for a notation without a year, a month and a day, or with other parts than these and
 * those of a time.
 */
export function timeReader(notation: string | undefined): ReadTime {
  if (notation === undefined) return () => null;
  const pattern = patternOf(notation);
  if (pattern === undefined) {
    throw notPossible('dates', "a notation such as 'DD.MM.YYYY' or 'M/D/YYYY h:mm A'", notation);
  }
  return (text) => {
    const { year, month = '', day = '', hour, minute, second, half } = pattern.exec(text)?.groups ?? {};
    if (year === undefined) return null;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (hour === undefined) return date;
    const hours = half === undefined ? hour : `${(Number(hour) % 12) + (/p/i.test(half) ? 12 : 0)}`;
    return `${date}T${hours.padStart(2, '0')}:${minute}${second === undefined ? '' : `:${second}`}`;
  };
}

function patternOf(notation: string): RegExp | undefined {
  const [whole, first = '', gap = '', second = '', otherGap = '', third = '', half] =
    notations.exec(notation) ?? [];
  const letters = [first, second, third].map((part) => part.charAt(0));
  if (whole === undefined || new Set(letters).size < letters.length) return;
  const [one, two, three] = letters.map((letter) => parts[letter]);
  const day = `${one}${quoted(gap)}${two}${quoted(otherGap)}${three}`;
  return new RegExp(`^${day}${half === undefined ? time24 : time12}$`, 'iu');
}

function quoted(separators: string): string {
  return separators.replace(/[./-]/g, '\\$&');
}
