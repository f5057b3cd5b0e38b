import { type ChangeRow, type DealRow, dealBook, historiesOf } from '../../../src/index.ts';
import { drawn } from '../data/deal.ts';
import { work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { bookOptions, changeRowsOf, dealRowOf, sales } from '../library/deals.ts';
import { touchRows } from '../library/touch.ts';

/** Books from the rows of a CRM: deals, and the stages they entered. */
const dealRows: DealRow[] = [];
const changeRows: ChangeRow[] = [];

serve({
  prepare(data) {
    for (const deal of drawn(data)) {
      dealRows.push(dealRowOf(deal));
      for (const row of changeRowsOf(deal)) changeRows.push(row);
    }
  },
  works: {
    dealbook: {
      'book from rows': work({
        input: () => null,
        run: () => dealBook(historiesOf(dealRows, changeRows, [sales]), bookOptions),
        figures: (book) => new Map([['deals', [book.deals]]]),
      }),
    },
    'touching the same rows': {
      'book from rows': work({
        input: () => null,
        run: () => touchRows(dealRows, changeRows),
        figures: ([deals]) => new Map([['deals', [deals]]]),
      }),
    },
  },
});
