import { parse } from 'csv-parse/sync';
import { drawn } from '../data/deal.ts';
import { work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';
import { changeRowsOf, dealRowOf } from '../library/deals.ts';
import { changeLine, dealLine } from '../library/rows-as-csv.ts';

/**
 * What it takes to read the rows of a CRM from text at all, with csv-parse: all rows at once, as lists of texts. By its stream
 * rows that are kept take a tenth longer, records with named columns take two thirds longer.
 */
let deals = '';
let changes = '';

serve({
  prepare(data) {
    const texts: [string[], string[]] = [[], []];
    for (const deal of drawn(data)) {
      texts[0].push(dealLine(dealRowOf(deal)));
      for (const row of changeRowsOf(deal)) texts[1].push(changeLine(row));
    }
    [deals, changes] = texts.map((lines) => lines.join('')) as [string, string];
  },
  leavesMuch: true,
  works: {
    'csv-parse of the same rows': {
      'import of rows': work({
        input: () => null,
        run: () => [parse(deals), parse(changes)] as const,
        figures: ([{ length }]) => new Map([['deals', [length]]]),
      }),
    },
  },
});
