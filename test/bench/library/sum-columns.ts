import type { DealBook } from '../../../src/index.ts';
import { type BookColumn, bookColumns } from './book-columns.ts';

/** Adds up all numbers of a column to a first one. */
type Summing = (numbers: BookColumn['numbers'], first: number) => number;

/** A function for each type of column, so that each is compiled for its own: one for all takes seven times as long. */
const ofType = new Map<unknown, Summing>();

/**
 * One pass over all columns that a book keeps of its deals: the dates, stages and endings of all steps; potentials and sales
 * with their dates, currencies and amounts; owners, reasons and fields with their dates; the paths; the rows where the steps
 * and values of each deal begin. Not the ids and their index, nor what was worked out to answer.
 */
export function passOver(book: DealBook): (first: number) => number {
  const columns = bookColumns(book, {
    dealIds: 'left out',
    rowIndex: 'left out',
    derived: 'left out',
  })
    .filter(({ table }) => table !== 'left out')
    .map(({ numbers }) => ({ numbers, sum: summingOf(numbers) }));
  return (first) => columns.reduce((sum, column) => column.sum(column.numbers, sum), first);
}

function summingOf({ constructor: type }: BookColumn['numbers']): Summing {
  const known = ofType.get(type);
  if (known !== undefined) return known;
  const made = new Function(
    'numbers',
    'first',
    'let sum = first; for (let i = 0; i < numbers.length; i++) sum += Number(numbers[i]); return sum;',
  ) as Summing;
  ofType.set(type, made);
  return made;
}
