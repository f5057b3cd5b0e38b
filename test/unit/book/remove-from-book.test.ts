import { expect, test } from 'vitest';
import {
  appendToBook,
  type DealBook,
  type DealHistory,
  dealBook,
  removeFromBook,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';

const first: DealHistory = [opened(), event('DealWon', 9, {})];
const second: DealHistory = [opened({ dealId: 'd2' })];
const book = dealBook([first, second], { pipelines: [sales], currency: 'NOK' });

test('a deal taken out of a book was never there; the old book has it still', () => {
  const without = removeFromBook(book, 'd1');
  expect([without.deals, without.asOf, winRate(without).won]).toEqual([1, on(1), 0]);
  expect([book.deals, book.asOf, winRate(book).won]).toEqual([2, on(9), 1]);
});

test('a book without deals has no date', () => {
  expect(removeFromBook(removeFromBook(book, 'd1'), 'd2')).toMatchObject({ deals: 0, asOf: null });
});

test('what a book does not have need not be taken out', () => {
  expect(removeFromBook(book, 'd9')).toBe(book);
  expect(removeFromBook(removeFromBook(book, 'd1'), 'd1').deals).toBe(1);
  const mine = selectDeals(book, { field: 'id', value: 'd1' });
  expect(removeFromBook(mine, 'd2')).toBe(mine);
  expect(removeFromBook(mine, 'd1').deals).toBe(0);
});

test('a deal may come again', () => {
  expect(appendToBook(removeFromBook(book, 'd1'), 'd1', first).deals).toBe(2);
});

test('many deals come and go, and each is found among the others', () => {
  let many: DealBook = dealBook([], { pipelines: [sales], currency: 'NOK' });
  for (let n = 0; n < 300; n++) {
    many = appendToBook(many, `d${n}`, [opened({ dealId: `d${n}` })]);
    if (n % 3 > 0) many = removeFromBook(many, `d${n - 1}`);
  }
  expect(many.deals).toBe(100);
  expect(selectDeals(many, { field: 'id', is: 'in', value: ['d2', 'd5', 'd298', 'd299'] }).deals).toBe(3);
});
