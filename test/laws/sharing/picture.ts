import { type DealBook, isBook } from '../../../src/book/view/book.ts';
import { bookAsOf, groupDeals, salesFunnel, winRate } from '../../../src/index.ts';
import { isDecimal } from '../../../src/money/decimal.ts';
import { on } from '../../support/deals.ts';

/** Everything a value says, as plain data that shares nothing with it; of a book, its reports. */
export function picture(value: unknown): unknown {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return { instant: value.getTime() };
  if (isDecimal(value)) return { decimal: [value.s, value.e, String(value.d)] };
  if (value instanceof Error) return [value.message, ...Object.entries(value).map(picture)];
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value))
    return [...(value as never)].map(picture);
  if (Array.isArray(value)) return value.map(picture);
  const parts = Object.entries(value).map(([name, part]) => [name, picture(part)]);
  return isBook(value) ? [parts, saidBy(value)] : parts;
}

/** What a book says of deals, now and as it was. */
function saidBy(book: DealBook): unknown {
  const books = book.asOf === null ? [book] : [book, bookAsOf(book, on(10))];
  return books.map((each) => [
    picture(winRate(each)),
    ...(['fields.since', 'expectedCloseAt', 'potential'] as const).map((field) =>
      picture(groupDeals(each, field).map(({ key }) => key)),
    ),
    ...['sales', 'guided'].map((pipelineId) => picture(salesFunnel(each, { pipelineId, durations: true }))),
  ]);
}
