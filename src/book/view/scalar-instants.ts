import { columnsOf, type DealBook } from './book.ts';

/** The instants among the values of a book's attributes, by code; NaN for what is no Date. */
export function scalarInstants(book: DealBook): Float64Array {
  const { view } = columnsOf(book);
  view.derived.instants ??= readInstants(book);
  return view.derived.instants;
}

function readInstants(book: DealBook): Float64Array {
  const { values } = columnsOf(book).view.facts.scalars;
  const instants = new Float64Array(values.length);
  for (let code = 0; code < values.length; code++) {
    const value = values[code];
    instants[code] = typeof value === 'object' ? value.getTime() : Number.NaN;
  }
  return instants;
}
