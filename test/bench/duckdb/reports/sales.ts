import { monthName } from '../months.ts';
import { lineByLine, ofYear, within } from '../question.ts';
import { status } from '../small-tables.ts';

/** Given the deals: what each owner sold in each month of a year. */
export const salesByMonth = ofYear(
  (start, end) => `
    select owner, month, count(*), coalesce(sum(units), 0), count(*) - count(units)
    from deals where status = ${status.won} and ${within('closed_at', start, end)}
    group by owner, month`,
  lineByLine(([owner, month]) => `o${owner} ${monthName(Number(month))}`, 2),
);

/** Given the deals: how many of those that each owner closed in a year were won. */
export const winRates = ofYear(
  (start, end) => `
    select owner, count_if(status = ${status.won}), count_if(status = ${status.lost}),
      coalesce(sum(units) filter (status = ${status.won}), 0), coalesce(sum(units), 0), count(*) - count(units)
    from deals where ${within('closed_at', start, end)} group by owner`,
  lineByLine(([owner]) => `o${owner}`),
);
