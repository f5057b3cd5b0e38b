import { type DealError, invalidOption, isDealError } from './errors.ts';
import { preview } from './text.ts';

/** What an option may hold: in words, and the test of a value. Undefined is as absent everywhere. */
export interface OptionKind {
  readonly possible: string;
  readonly holds: (value: unknown) => boolean;
}

type KeyOf<O> = O extends unknown ? keyof O : never;

/** The options a function takes, each with what it may hold: none is missing, none is made up. */
export type OptionsOf<O> = Readonly<Record<KeyOf<O>, OptionKind>>;

export const flag: OptionKind = { possible: 'true or false', holds: (value) => typeof value === 'boolean' };

export const text: OptionKind = { possible: 'a text', holds: (value) => typeof value === 'string' };

export const textOrNull: OptionKind = {
  possible: 'a text or null',
  holds: (value) => value === null || typeof value === 'string',
};

export const wholeNumber: OptionKind = {
  possible: 'a whole number from 0 on',
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= 0,
};

export const positiveNumber: OptionKind = {
  possible: 'a whole number from 1 on',
  holds: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
};

export const numberOrNull: OptionKind = {
  possible: 'a number or null',
  holds: (value) => value === null || typeof value === 'number',
};

export const callback: OptionKind = {
  possible: 'a function',
  holds: (value) => typeof value === 'function',
};

export const object: OptionKind = { possible: 'an object', holds: isObject };

export const list: OptionKind = { possible: 'a list', holds: Array.isArray };

/** An iterable that is no text. */
export const iterable: OptionKind = {
  possible: 'a list or another iterable',
  holds: (value) => isReference(value) && typeof (value as Iterable<unknown>)[Symbol.iterator] === 'function',
};

/** What can be read bit by bit: asynchronously, or at once. */
export const stream: OptionKind = {
  possible: 'an async iterable',
  holds: (value) =>
    iterable.holds(value) ||
    (isReference(value) && typeof (value as AsyncIterable<unknown>)[Symbol.asyncIterator] === 'function'),
};

/** What the function itself reads and refuses by name, with a code of its own: dates, periods, amounts. */
export const readLater: OptionKind = { possible: 'anything', holds: () => true };

/** One of some words. */
export function oneOf(...words: readonly string[]): OptionKind {
  return { possible: words.map(quoted).join(' or '), holds: (value) => words.includes(value as string) };
}

/** Functions by name. */
export const callbacks: OptionKind = {
  possible: 'an object of functions',
  holds: (value) => isObject(value) && Object.values(value).every((each) => typeof each === 'function'),
};

/**
 * Checks the options that a function was given: an object, with no other names than the function reads, and in each what
 * it may hold.
 *
 * @throws DealError `invalid-option`.
 */
export function checkOptions(
  options: unknown,
  known: Readonly<Record<string, OptionKind>>,
  name = 'options',
): void {
  checkOption(name, options, object);
  for (const option of Object.keys(options as object)) {
    const kind = Object.hasOwn(known, option) ? known[option] : undefined;
    if (kind === undefined) throw unknownOption(option, known);
    const value = (options as Readonly<Record<string, unknown>>)[option];
    if (value !== undefined) checkOption(option, value, kind);
  }
}

/** Checks one option or argument by its name. */
export function checkOption(option: string, value: unknown, kind: OptionKind): void {
  if (!kind.holds(value)) throw notPossible(option, kind.possible, value);
}

/** What to throw for an option that does not hold what it may. */
export function notPossible(option: string, possible: string, value: unknown): DealError<'invalid-option'> {
  return invalidOption(
    option,
    `not ${possible}: ${typeof value === 'string' ? quoted(value) : preview(value)}`,
  );
}

/**
 * Works with plain data that a report or another function gave, and that may have been damaged since. A report has far more
 * parts than need be told apart in a refusal: what cannot be worked with is refused by the name of the argument.
 */
export function reading<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (isDealError(error)) throw error;
    throw invalidOption(name, `not as it was given: ${preview(error)}`);
  }
}

function unknownOption(option: string, known: object): DealError<'invalid-option'> {
  const names = Object.keys(known);
  return invalidOption(
    option,
    names.length === 0 ? 'there are no options' : `not one of ${names.join(', ')}`,
  );
}

function quoted(word: string): string {
  return `'${preview(word)}'`;
}

/** An object that holds options: no list, no function. */
function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isReference(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
