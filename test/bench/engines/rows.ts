import {
  type ChangeRow,
  type DealBook,
  type DealHistory,
  type DealRow,
  dealBook,
  historiesOf,
  importDeals,
} from '../../../src/index.ts';
import { drawn } from '../data/deal.ts';
import { work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { bookOptions, changeRowsOf, dealRowOf, sales } from '../library/deals.ts';
import { touchRows } from '../library/touch.ts';

/** Books from the rows of a CRM: deals, and the stages they entered. */
const dealRows: DealRow[] = [];
const changeRows: ChangeRow[] = [];
/** As in a program that answers from the book it has until the next one is there. */
let book: DealBook;
let histories: readonly DealHistory[];

serve({
  prepare(data) {
    for (const deal of drawn(data)) {
      dealRows.push(dealRowOf(deal));
      for (const row of changeRowsOf(deal)) changeRows.push(row);
    }
  },
  leavesMuch: true,
  works: {
    dealbook: {
      'book from rows': work({
        input: () => null,
        run: () => {
          book = dealBook(historiesOf(dealRows, changeRows, [sales]), bookOptions);
          return book;
        },
        figures: ({ deals }) => new Map([['deals', [deals]]]),
      }),
      'import of rows': work({
        input: () => null,
        run: () => {
          histories = importDeals(dealRows, changeRows, [sales]).histories;
          return histories;
        },
        figures: ({ length }) => new Map([['deals', [length]]]),
      }),
    },
    'touching the same rows': {
      'book from rows': work({
        input: () => null,
        run: () => touchRows(dealRows, changeRows),
        figures: ([deals]) => new Map([['deals', [deals]]]),
      }),
      'import of rows': work({
        input: () => null,
        run: () => touchRows(dealRows, changeRows),
        figures: ([deals]) => new Map([['deals', [deals]]]),
      }),
    },
  },
});
