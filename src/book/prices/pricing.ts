import type { RateTable } from '../../rates/rate-table.ts';

/** Which day's rate converts a deal's money: of its closing (an open deal: of the book's date), of its opening, or of the book's date. */
export type RateDate = 'closing' | 'opening' | 'asOf';

/** How a book converts money into its currency. */
export interface Pricing {
  readonly rates: RateTable | undefined;
  readonly rateDate: RateDate;
  readonly timeZone: string;
}
