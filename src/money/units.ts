import { constant, D, type Decimal } from './decimal.ts';

const wordDigits = 7; // decimal.js keeps a number as words of seven digits
const word = 10 ** wordDigits;

const powers: readonly number[] = /* @__PURE__ */ Array.from({ length: 16 }, (_, zeros) => 10 ** zeros);

/** 10^zeros, or infinity where that exceeds every exact double. */
function power(zeros: number): number {
  return powers[zeros] ?? Number.POSITIVE_INFINITY;
}

/** How many digits an amount has after the point. */
export function decimalsOf({ d: words, e: exponent }: Decimal): number {
  const last = words.length - 1;
  let lastWord = words[last] as number;
  if (lastWord === 0) return 0;
  let digits = wordDigits * (last - Math.floor(exponent / wordDigits));
  if (digits <= 0) return 0;
  while (lastWord % 10 === 0) {
    lastWord /= 10;
    digits--;
  }
  return digits;
}

/**
 * An amount as a whole number of units of 10^-scale: a number where a double holds it exactly, else a
 * bigint. `scale` must be at least {@link decimalsOf} the amount.
 *
 * It reads the documented words of a Decimal: a million amounts in a fraction of the time text takes.
 */
export function unitsOf(amount: Decimal, scale: number): number | bigint {
  const { d: words, e: exponent, s: sign } = amount;
  const last = words.length - 1;
  let lastWord = words[last] as number;
  let lastDigits = wordDigits; // of the last word, without its trailing zeros
  if (lastWord === 0) return 0;
  while (lastWord % 10 === 0) {
    lastWord /= 10;
    lastDigits--;
  }
  let units = 0;
  for (let i = 0; i < last; i++) units = units * word + (words[i] as number);
  units = units * power(lastDigits) + lastWord;
  // Zeros: those cut from the words above, and those that the scale adds.
  const zeros = wordDigits * (Math.floor(exponent / wordDigits) - last) + (wordDigits - lastDigits) + scale;
  units *= power(zeros);
  return units <= Number.MAX_SAFE_INTEGER
    ? sign * units
    : BigInt(new D(amount).times(`1e${scale}`).toFixed());
}

/** An amount rounded down to whole units of 10^-scale, as a double, and whether that is exact. */
export function floorUnits(
  amount: Decimal,
  scale: number,
): { readonly units: number; readonly isWhole: boolean } {
  const exact = new D(amount).times(`1e${scale}`);
  return { units: exact.floor().toNumber(), isWhole: exact.isInteger() };
}

const nothing: Decimal = /* @__PURE__ */ constant(0);

/** The amount of a whole number of units of 10^-scale. */
export function amountOf(units: bigint | number, scale: number): Decimal {
  if (units === 0) return nothing; // shared: reports have thousands of zeros
  if (typeof units === 'number' && scale <= wordDigits) return small(units, scale);
  return new D(`${units}e-${scale}`); // the constructor keeps every digit
}

/** A fast path for reports: an amount with at most one word after the point, built from its words. */
function small(units: number, scale: number): Decimal {
  const size = Math.abs(units);
  const one = power(scale);
  const parts = size % one;
  const whole = (size - parts) / one;
  const words = wordsOf(whole, parts * power(wordDigits - scale));
  const amount: { s: number; e: number; d: number[] } = new D(0);
  amount.s = units < 0 ? -1 : 1;
  amount.e = (whole > 0 ? digitsOf(whole) : digitsOf(words[0] as number) - wordDigits) - 1;
  amount.d = words;
  return amount as Decimal;
}

/**
 * The words of a whole number, at most three as a double holds it exactly, and the word after the point, without zeros at the
 * ends: a copy takes the room it needs, a list that grows room for sixteen more.
 */
function wordsOf(whole: number, parts: number): number[] {
  const rest = Math.floor(whole / word);
  const words = [Math.floor(rest / word), rest % word, whole % word, parts];
  let [from, end] = [0, 4];
  while (words[from] === 0) from++;
  while (words[end - 1] === 0) end--;
  return words.slice(from, end);
}

function digitsOf(whole: number): number {
  let digits = 1;
  for (let limit = 10; limit <= whole; limit *= 10) digits++;
  return digits;
}
