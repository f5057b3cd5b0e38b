import { DealError } from './errors.ts';

// With the `u` flag a surrogate range matches lone surrogates only.
const unstorable = /[\0\ud800-\udfff]/u;

/**
 * Checks a text that comes from outside: a string without U+0000 and without lone surrogates,
 * which no database and no JSON file gives back unchanged. Anything else is text: empty, very
 * long, or called `__proto__`.
 */
export function checkText(value: unknown, field: string): asserts value is string {
  if (typeof value !== 'string') {
    throw new DealError('invalid-text', `${field} must be a string, not ${typeof value}.`, {
      field,
      problem: 'not a string',
      input: preview(value),
    });
  }
  if (isFound(value)) return;
  if (mayBeUnstorable(value) && unstorable.test(value)) {
    throw new DealError('invalid-text', `${field} holds U+0000 or a lone surrogate, which no store keeps.`, {
      field,
      problem: 'U+0000 or lone surrogate',
      input: value,
    });
  }
  found[slotOf(value)] = value;
}

/** Texts that passed: the names of stages, owners and reasons come again and again. */
const found: string[] = /* @__PURE__ */ new Array<string>(256).fill('');

function isFound(text: string): boolean {
  return text === found[slotOf(text)];
}

function slotOf(text: string): number {
  const { length } = text;
  return (
    (text.charCodeAt(0) ^
      (text.charCodeAt(length >> 1) << 2) ^
      (text.charCodeAt(length - 1) << 4) ^
      (length << 3)) &
    255
  );
}

/** A preview of a value from outside for a message: as text, cut to a length. */
export function preview(value: unknown): string {
  try {
    return `${isLong(value) ? shortened(value) : String(value)}`.slice(0, 100);
  } catch {
    return typeof value; // an object that has no text
  }
}

/** A Decimal of any make, which can write itself with an exponent. */
interface Scientific {
  readonly e: number;
  toExponential(digits: number): string;
}

const longBigint = 10n ** 100n;

/** Whether a number has too many digits to write out: 1e100000000 takes minutes. */
function isLong(value: unknown): value is bigint | Scientific {
  if (typeof value === 'bigint') return value >= longBigint || value <= -longBigint;
  if (typeof value !== 'object' || value === null) return false;
  const { e, toExponential } = value as Partial<Scientific>;
  return typeof toExponential === 'function' && Math.abs(e as number) > 100;
}

function shortened(value: bigint | Scientific): string {
  return typeof value === 'bigint' ? 'a bigint of more than 100 digits' : value.toExponential(20);
}

/** Most texts hold no unit that could be wrong, and that is seen faster than a pattern is matched. */
function mayBeUnstorable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0 || (unit & 0xf800) === 0xd800) return true;
  }
  return false;
}

/** Orders texts by Unicode code point, the same on every machine and in every locale. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Orders texts by Unicode code point, none last. */
export function compareTextOrNone(a: string | null, b: string | null): number {
  return a === null || b === null ? Number(a === null) - Number(b === null) : compareText(a, b);
}

/**
 * The place of a code unit in code-point order: UTF-16 has surrogates (code points from U+10000) before U+E000..U+FFFF, code
 * points have them after.
 */
export function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
