import { day, end as lastMoment, lossReasons, stageIds, staleAfterDays } from '../../data/sales.ts';
import { ofYear, type Question, type Rows, within } from '../question.ts';
import { status } from '../small-tables.ts';
import { summaryFigures, summaryOf } from '../summaries.ts';

/** Given the deals, and the times they were open: what makes up the sales of a day in a year. */
export const velocity = ofYear(
  (start, end) => `
    select
      (select count(*) from deals where ${within('opened_at', start, end)}),
      count_if(status = ${status.won}), count(*), count_if(status = ${status.won} and units is null),
      (select count(*) from openings where opened_at < ${end} and closed_at >= ${end}),
      coalesce(sum(units) filter (status = ${status.won}), 0), ${summaryOf('open_for')}
    from deals where ${within('closed_at', start, end)}`,
  ([row = []]) =>
    new Map([
      ['deals', row.slice(0, 5).map(Number)],
      ['won', [Number(row[5])]],
      ['cycle', summaryFigures(row.slice(6))],
    ]),
);

/** Given the deals: why those lost in a year were, where and by whom, and where most were. */
export const losses = ofYear(
  (start, end) => `
    with lost as (
      select reason, stage, owner, count(*) as deals, sum(units) as units, count(*) - count(units) as unpriced
      from deals where status = ${status.lost} and ${within('closed_at', start, end)} group by all
    )
    select 'reasons', reason, stage, owner, sum(deals), coalesce(sum(units), 0), sum(unpriced)
    from lost group by grouping sets ((reason), (reason, stage), (reason, owner))
    union all (
      select 'worst', null, stage, owner, sum(deals) as total, coalesce(sum(units), 0) as worth, sum(unpriced)
      from lost group by stage, owner order by total desc, worth desc, 'o' || owner, stage limit 10
    )`,
  lossFigures,
);

function lossFigures(rows: Rows): ReadonlyMap<string, readonly number[]> {
  let place = 0;
  return new Map(
    rows.map(([what, code, stage, owner, ...counts]) => {
      const stageId = stageIds[Number(stage)];
      const [lost = 0, units = 0, unpriced = 0] = counts.map(Number);
      if (what === 'worst') return [`${place++}: o${owner}, ${stageId}`, [lost, units]];
      const reason = code === null ? null : lossReasons[Number(code)];
      if (stage !== null) return [`${reason}, ${stageId}`, [lost, units]];
      return owner === null
        ? [`${reason}`, [lost, units, unpriced]]
        : [`${reason}, o${owner}`, [lost, units]];
    }),
  );
}

/** Given the deals: which of the open ones have waited for too long at a moment after all that happened, the longest first. */
export const waiting: Question = {
  ask: (round) => `
    select deal, ${lastMoment + round} - entered_at as length, coalesce(units, 0), owner, stage,
      (select count(*) from deals where status = ${status.open})
    from deals where status = ${status.open} and length > ${staleAfterDays * day}
    order by length desc, 'd' || deal`,
  figures: (rows) =>
    new Map([
      ['open', [Number(rows[0]?.[5])]],
      ...rows.map(([deal, length, units], index): [string, number[]] => [
        `${index}: d${deal}`,
        [Number(length), Number(units)],
      ]),
    ]),
};

/** Given the deals: the fifty greatest of those closed in a year, and how many there are. */
export const page = ofYear(
  (start, end) => `
    select deal, coalesce(units, 0), closed_at, owner, stage, status, opened_at, entered_at,
      (select count(*) from deals where ${within('closed_at', start, end)})
    from deals where ${within('closed_at', start, end)} order by units desc nulls last, 'd' || deal limit 50`,
  (rows) =>
    new Map([
      ['deals', [Number(rows[0]?.[8])]],
      ...rows.map(([deal, units, closedAt], index): [string, number[]] => [
        `${index}: d${deal}`,
        [Number(units), Number(closedAt)],
      ]),
    ]),
);
