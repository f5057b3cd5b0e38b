import vm from 'node:vm';
import { D } from '../../src/money/decimal.ts';

/** Values that nobody should give, and that somebody does. */
const odd: readonly unknown[] = [
  undefined,
  null,
  Number.NaN,
  '',
  'x',
  '2026-W40',
  'nb_NO',
  '\ud800',
  Symbol('odd'),
  10n,
  () => undefined,
  {},
  [],
  [null],
  Object.create(null),
  Object.create(Date.prototype),
  { toString: 1 },
  { toStringTag: '[object Decimal]' },
  { amount: 1, currency: 'NOK' },
  new Map(),
  new Date(Number.NaN),
  vm.runInNewContext("new Date('2026-10-05')"),
  vm.runInNewContext('[1, 2]'),
  true,
  0,
  -1,
  0.5,
  2 ** 53,
  1e308,
  Number.POSITIVE_INFINITY,
];

/**
 * Values like those given, but for one place in them: another value there, none, one more, or one under a name that is
 * almost right. Which place and what is there tell the choices, so that the same choices are the same again.
 */
export function altered(values: readonly unknown[], choices: readonly number[]): unknown[] {
  const left = [...choices];
  const next = (below: number): number => (left.shift() ?? 0) % below;
  return changedIn(values, next) as unknown[];
}

function changedIn(value: unknown, next: (below: number) => number): unknown {
  const isWhole = !isDivisible(value);
  if (isWhole) return odd[next(odd.length)];
  const keys = Object.keys(value);
  const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
  const key = keys[next(keys.length)] as string;
  switch (next(8)) {
    case 0:
      copy[key] = odd[next(odd.length)];
      break;
    case 1:
      if (Array.isArray(copy)) copy.splice(Number(key), 1);
      else delete copy[key];
      break;
    case 2:
      if (Array.isArray(copy)) copy.push(odd[next(odd.length)]);
      else copy['another'] = odd[next(odd.length)];
      break;
    case 3:
      copy[Array.isArray(copy) ? 0 : key.toLowerCase()] = copy[key];
      if (!Array.isArray(copy) && key !== key.toLowerCase()) delete copy[key];
      break;
    default:
      copy[key] = changedIn(copy[key], next);
  }
  return copy;
}

/** Plain lists and objects; what has a kind of its own (dates, amounts, books, rate tables) is changed as a whole. */
function isDivisible(value: unknown): value is object {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value !== 'object' || value === null || value instanceof D) return false;
  if (Object.getPrototypeOf(value) !== Object.prototype || Object.keys(value).length === 0) return false;
  return (
    !Object.getOwnPropertySymbols(value).length && !Object.values(value).some((each) => each instanceof Map)
  );
}
