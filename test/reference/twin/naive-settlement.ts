import type { Money } from '../../../src/money/money.ts';
import { compareAmounts, difference, sumOf } from './exact.ts';
import type { NaiveBook, PricedDeal } from './naive-book.ts';
import { priceOf, priceOn } from './naive-price.ts';

export interface NaiveSettlement {
  readonly currency: string;
  readonly amount: string;
  readonly paid: string;
  readonly open: string;
  readonly openPrice: string | null;
  /** When it was paid in full, to stay so; null: it is not. */
  readonly fullAt: Date | null;
}

/** "negative payments are refunds and reduce what was paid"; null: it cannot be told. */
export function naiveSettlement(deal: PricedDeal, book: NaiveBook, asOf: Date): NaiveSettlement | null {
  const { status, wonAmount, soldFor, counted } = deal;
  if (status !== 'won' || wonAmount === null) return null;
  const payments = counted.flatMap(({ event, at }) =>
    event.type === 'PaymentReceived' ? [{ at, money: event.amount }] : [],
  );
  const isSame = payments.every(({ money }) => money.currency === wonAmount.currency);
  const amount = isSame ? wonAmount.amount.toFixed() : soldFor;
  const parts = payments.map(({ at, money }) => (isSame ? money.amount.toFixed() : priceOn(at, money, book)));
  if (amount === null || parts.includes(null)) return null;
  const paidAfter = (count: number): string => sumOf(parts.slice(0, count));
  const isFull = (count: number): boolean => compareAmounts(paidAfter(count), amount) >= 0;
  const counts = payments.map((_, index) => index + 1);
  const since = counts.find((count) => counts.slice(count - 1).every(isFull) && !isFull(count - 1));
  const open = difference(amount, paidAfter(parts.length));
  const openMoney: Money = {
    amount: wonAmount.amount.minus(paidAfter(parts.length)),
    currency: wonAmount.currency,
  };
  const isFree = wonAmount.amount.isZero();
  return {
    currency: isSame ? wonAmount.currency : book.currency,
    amount,
    paid: paidAfter(parts.length),
    open,
    openPrice: isSame ? (isFree ? null : priceOf(openMoney, deal, book, asOf)) : open,
    fullAt: since === undefined ? null : (payments[since - 1]?.at ?? null),
  };
}
