import { textFrom } from '../columns/texts.ts';
import { compareText } from '../text.ts';
import { lastFact } from './facts/tables.ts';
import { priceKinds } from './prices/prices.ts';
import { bookRows, checkBook, columnsOf, type DealBook, stateOf } from './view/book.ts';

/** A deal that is counted but not priced. */
export interface UnpricedDeal {
  readonly dealId: string;
  /** Why a deal is counted but not priced. */
  readonly reason:
    | 'no-potential'
    /** Its potential is in a currency for which there is no rate. */
    | 'no-rate';
  /** The currency of its potential; null where it has none. */
  readonly currency: string | null;
}

/**
 * The deals of a book whose potential is missing or cannot be given in the management currency. Reports count them
 * and leave them out of their money; a potential of zero is a price. In code-point order of the ids.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const priceless = [row('d5', 'kari', 0, '09'), { ...row('d6', 'kari', 0, '09'), potential: money(5, 'EUR') }, { ...row('d7', 'kari', 0, '09'), potential: null }]
 * unpricedDeals(dealBook(historiesOf(priceless, [], [sales]), { pipelines: [sales], currency: 'NOK' })).map(({ dealId, reason }) => [dealId, reason]) // => [['d6', 'no-rate'], ['d7', 'no-potential']]
 * ```
 */
export function unpricedDeals(book: DealBook): UnpricedDeal[] {
  checkBook(book);
  const { facts, asOf } = columnsOf(book).view;
  const { kind } = stateOf(book).potential;
  const { values, currencies, dealIds } = facts;
  const deals: UnpricedDeal[] = [];
  for (const row of bookRows(book)) {
    if (kind[row] !== priceKinds.missing) continue;
    const value = lastFact(values, row, asOf);
    const currency = value < 0 ? null : (currencies.values[values.currency[value] as number] ?? null);
    const reason = currency === null ? 'no-potential' : 'no-rate';
    deals.push({ dealId: textFrom(dealIds, row), reason, currency });
  }
  return deals.sort((a, b) => compareText(a.dealId, b.dealId));
}
