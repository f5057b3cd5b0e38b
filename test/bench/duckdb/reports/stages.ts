import { type Outcome, outcomes } from '../../data/cells.ts';
import { stageIds } from '../../data/sales.ts';
import { Tallies } from '../../data/tallies.ts';
import { lineByLine, ofYear, within } from '../question.ts';
import { endingCodes, status } from '../small-tables.ts';

const passed = outcomes.indexOf('passed');
const lost = outcomes.indexOf('lost');

/** Given the stages that deals entered: the funnel of those in which they were in a year. */
export const overlapping = ofYear(
  (start, end) => `
    select stage, outcome, sum(deals), sum(units), sum(visits * deals), coalesce(sum(deals) filter (visits = 0), 0)
    from (
      select stage, outcome, visits, count(*) as deals, sum(units) as units
      from cells where began < ${end} and ended >= ${start} group by stage, outcome, visits
    ) group by stage, outcome`,
  (rows) => {
    const tallies = new Tallies();
    for (const [stage, outcome, ...numbers] of rows) {
      const [deals = 0, units = 0, visits = 0, skipped = 0] = numbers.map(Number);
      tallies.add(stageIds[Number(stage)] as string, {
        outcome: outcomes[Number(outcome)] as Outcome,
        ...{ deals, units, visits, skipped },
      });
    }
    return tallies.figures;
  },
);

/** Given the moves between stages: where deals closed in a year went, how often and how many. */
export const ways = ofYear(
  (start, end) => `
    select source, target, count(*), count_if(is_first) from moves where ${within('closed_at', start, end)}
    group by source, target`,
  lineByLine(([source, target]) => {
    const to = Number(target);
    const ending = Object.keys(status)[to - endingCodes];
    return `${stageIds[Number(source)]} ${stageIds[to] ?? ending}`;
  }, 2),
);

/** Given the deals: who closed how many in a year, and how many of these entered each stage. */
export const scorecard = ofYear(
  (start, end) => `
    select owner, count_if(status = ${status.won}), count_if(status = ${status.lost}),
      coalesce(sum(units) filter (status = ${status.won}), 0), count_if(status = ${status.won} and units is null),
      ${stageIds.map((_, stage) => `count_if(furthest >= ${stage})`)}
    from deals where ${within('closed_at', start, end)} group by owner`,
  lineByLine(([owner]) => `o${owner}`),
);

/**
 * Given the deals and the stages they entered: what is open in each stage, and how much of it will be won if it goes on as the
 * deals closed in a year did.
 */
export const expected = ofYear(
  (start, end) => `
    with
    active as (
      select stage, count(*) as open, coalesce(sum(units), 0) as units
      from deals where status = ${status.open} group by stage
    ),
    settled as (
      select stage, count_if(outcome = ${passed}) as passed, count(*) as settled
      from cells where ${within('closed_at', start, end)} and outcome in (${passed}, ${lost}) group by stage
    ),
    chance as (
      select stage, product(passed / settled) over later as probability, min(settled) over later as least
      from settled window later as (order by stage rows between current row and unbounded following)
    )
    select stage, coalesce(open, 0), coalesce(units, 0), least, coalesce(open, 0) * probability
    from chance left join active using (stage)`,
  (rows) => {
    const wins = rows.reduce((sum, row) => sum + Number(row[4]), 0);
    const lines = rows.map(([stage, open, units, least]): [string, number[]] => [
      stageIds[Number(stage)] as string,
      [open, units, least].map(Number),
    ]);
    return new Map([...lines, ['wins', [Math.round(wins * 1e6)]]]);
  },
);
