import { DealError } from '../errors.ts';
import { shown } from '../text.ts';
import { columns, type DealBook } from './book.ts';

/** Checks that a book from outside is one. */
export function checkBook(book: DealBook): void {
  if (typeof book !== 'object' || book === null || !(columns in book))
    refuse('book', book, 'a book of deals');
}

/** Checks that something can be read one after the other. */
export function checkIterable(option: string, value: Iterable<unknown> | AsyncIterable<unknown>): void {
  const isObject = typeof value === 'object' && value !== null;
  if (!isObject || !(Symbol.iterator in value || Symbol.asyncIterator in value))
    refuse(option, value, 'iterable');
}

function refuse(option: string, value: unknown, wanted: string): never {
  const problem = `${shown(value)} is not ${wanted}`;
  throw new DealError('invalid-option', `${option} cannot be read: ${problem}.`, { option, problem });
}
