import { notPossible } from '../../options.ts';

/** Reads a number: as a plain decimal text, or null where it is not in the notation. */
export type ReadNumber = (text: string) => string | null;

const example = /^(?<before>[^\d-]*)(?<digits>\d[^\p{L}]*\d)(?<after>[^\d]*)$/u;
const exponential = /^(-?)(\d)(?:\.(\d+))?E(\d\d?)$/i;
const spaces = /\s/gu;

/**
 * The reader of numbers in the notation of an example: `'1.234,56'`. Separators, where there are any, stand where they
 * belong; a space is any space; a minus stands before the digits, or before what precedes them.
 *
 * @throws DealError `invalid-option` for an example that does not show which is the decimal mark.
 */
export function numberReader(notation: string | undefined): ReadNumber {
  if (notation === undefined || notation === '1234.56') return readPlain;
  const pattern = patternOf(notation.replace(spaces, ' ').trim());
  if (pattern === undefined) {
    throw notPossible('numbers', "an example of a number with a decimal mark, such as '1,234.56'", notation);
  }
  return (text) => {
    const [, minus = '', otherMinus = '', whole, decimals] = pattern.exec(text.replace(spaces, ' ')) ?? [];
    if (whole === undefined || minus + otherMinus === '--') return null;
    return plain(minus + otherMinus, whole.replace(/\D/g, ''), decimals);
  };
}

const plainPattern = /^(-?)(\d+)(?:\.(\d+))?$/;

/** As APIs write numbers; large ones of Salesforce with an exponent. */
function readPlain(text: string): string | null {
  const [, minus = '', whole, decimals] = plainPattern.exec(text) ?? [];
  return whole === undefined ? readExponential(text) : plain(minus, whole, decimals);
}

function readExponential(text: string): string | null {
  const [, minus = '', first, rest = '', exponent] = exponential.exec(text) ?? [];
  if (first === undefined) return null;
  const places = Number(exponent);
  const digits = first + rest.padEnd(places, '0');
  return plain(minus, digits.slice(0, places + 1), digits.slice(places + 1));
}

/** Canonical: no leading zeros, no mark without decimals. */
function plain(minus: string, whole: string, decimals = ''): string {
  const digits = whole.replace(/^0+(?=\d)/, '');
  return `${minus}${digits}${decimals === '' ? '' : `.${decimals}`}`;
}

function patternOf(notation: string): RegExp | undefined {
  const { before = '', digits = '', after = '' } = example.exec(notation)?.groups ?? {};
  const [mark, ...others] = [...digits.replace(/\d/g, '')].reverse();
  const [group] = others;
  const isShown = group === undefined ? !/[.,]\d{3}$/.test(digits) : group !== mark;
  if ((mark !== '.' && mark !== ',') || !isShown || others.some((other) => other !== group)) return;
  const whole = group === undefined ? '\\d+' : `${grouped(digits, quoted(group))}|\\d+`;
  const number = `(-?)(${whole})(?:${quoted(mark)}(\\d+))?`;
  return new RegExp(`^(-?)(?:${quoted(before.trim())} ?)?${number}(?: ?${quoted(after.trim())})?$`, 'u');
}

/** Whole digits in groups of three; where the example shows a group of two, as in India, only the last is of three. */
function grouped(digits: string, group: string): string {
  const inPairs = new RegExp(`${group}\\d\\d${group}`, 'u').test(digits);
  return inPairs ? `\\d{1,2}(?:${group}\\d\\d)*${group}\\d{3}` : `\\d{1,3}(?:${group}\\d{3})+`;
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
}
