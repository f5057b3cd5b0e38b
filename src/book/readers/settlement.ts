import { D, type Decimal } from '../../money/decimal.ts';
import { amountOfFraction, fractionOf, over, times } from '../../statistics/fraction.ts';
import { attributes, moneyAt } from '../facts/facts.ts';
import { factSinceClosing } from '../facts/last-values.ts';
import { sparseFacts } from '../facts/sparse-table.ts';
import { lastFact } from '../facts/tables.ts';
import { priceOf } from '../prices/prices.ts';
import { columnsOf, type DealBook } from '../view/book.ts';
import { salesOf } from './amounts.ts';
import { factPrices } from './fact-prices.ts';
import { statusReader } from './status.ts';

/** How far what a won deal was sold for has been paid, by the date of the book, refunds deducted. */
export interface Settlement {
  /** The currency of the sale; the management currency where something was paid in another one. */
  readonly currency: string;
  readonly amount: Decimal;
  readonly paid: Decimal;
  /** amount − paid. */
  readonly open: Decimal;
  /** The same in the management currency, at the rate of the sale; null without a rate. */
  readonly openPrice: Decimal | null;
  /** When it was paid in full, and has been since; NaN where it is not. */
  readonly fullAt: number;
}

/** Tells how far deals are paid; null for a deal that is not won, or whose amounts cannot be compared. */
export function settlementReader(book: DealBook): (row: number) => Settlement | null {
  const { view } = columnsOf(book);
  const { facts, asOf } = view;
  const { sales, payments } = facts;
  const statusOf = statusReader(book);
  const prices = salesOf(book);
  return (row) => {
    const sale = statusOf(row) === 'won' ? lastFact(sales, row, asOf) : -1;
    const sold = sale < 0 ? null : moneyAt(facts, sales, sale);
    if (sold === null) return null;
    const price = priceOf(prices, row);
    const { from, end } = sparseFacts(payments, row, asOf);
    const indices = Int32Array.from({ length: end - from }, (_, place) => from + place);
    const isSame = indices.every((index) => payments.currency[index] === sales.currency[sale]);
    if (!isSame && price === null) return null;
    const given = isSame ? null : factPrices(view, payments, indices);
    const amount = isSame ? sold.amount : (price as Decimal);
    let [paid, fullAt] = [new D(0), Number.NaN];
    for (let place = 0; place < indices.length; place++) {
      const index = indices[place] as number;
      const part = given === null ? moneyAt(facts, payments, index)?.amount : priceOf(given, place);
      if (part === undefined || part === null) return null;
      const isFull = paid.gte(amount);
      paid = paid.plus(part);
      if (!paid.gte(amount)) fullAt = Number.NaN;
      else if (!isFull) fullAt = payments.at[index] as number;
    }
    const open = amount.minus(paid);
    const openPrice = isSame ? priced(open, sold.amount, price) : open;
    return { currency: isSame ? sold.currency : book.currency, amount, paid, open, openPrice, fullAt };
  };
}

/** A part of an amount in the currency that the amount has a price in. */
function priced(part: Decimal, amount: Decimal, price: Decimal | null): Decimal | null {
  if (price === null || amount.isZero()) return null;
  if (price.eq(amount)) return part;
  return amountOfFraction(times(fractionOf(price), over(fractionOf(part), fractionOf(amount))));
}

/** Tells when a won deal is to be paid; NaN where that was not said at its last winning. */
export function paymentDueReader(book: DealBook): (row: number) => number {
  const { facts, asOf } = columnsOf(book).view;
  const { value } = facts.attributes;
  const statusOf = statusReader(book);
  return (row) => {
    if (statusOf(row) !== 'won') return Number.NaN;
    const fact = factSinceClosing(facts, row, asOf, attributes.paymentDueAt);
    return fact < 0 ? Number.NaN : Number(facts.scalars.values[value[fact] as number]);
  };
}
