import { periodOf } from '../../data/questions.ts';
import type { Question } from '../question.ts';

/**
 * Given the times deals were open, with their potentials: how the open pipeline moved in a year, in groups of deals that came
 * and went alike. What was opened again by the end, of the few that were, is worth what it is then.
 */
export const movements: Question = {
  ask(round) {
    const { from: start, to: end } = periodOf(round);
    return `
      with
      rate_at_start as (select rate from rates where day < ${start} order by day desc limit 1),
      rate_at_end as (select rate from rates where day < ${end} order by day desc limit 1),
      around as not materialized (select * from openings where opened_at < ${end} and closed_at >= ${start}),
      latest as (
        select deal, closed_at, closed_rate from openings
        where is_reopened and opened_at < ${end} and reopened_at >= ${end}
      ),
      settled as (
        select a.*, a.closed_at as settled_at, a.closed_rate as settled_rate from around a where reopened_at >= ${end}
        union all
        select a.*, l.closed_at, l.closed_rate from around a join latest l using (deal) where a.reopened_at < ${end}
      ),
      priced as (
        select reopened_at, opened_at < ${start} as was_in, is_reopened, closed_at >= ${end} as is_in, is_won,
          case when revalued_at < ${start} then cents_after else cents end::bigint as before,
          case when revalued_at < ${end} then cents_after else cents end::bigint as after,
          case when is_foreign then (select rate from rate_at_start) else 10000 end as rate_then,
          case when not is_foreign then 10000
            when settled_at < ${end} then settled_rate else (select rate from rate_at_end) end as rate
        from settled
      )
      select was_in, is_in, is_reopened and not was_in, is_won and not is_in, count(*),
        sum(before * rate_then), sum(before * rate), sum(after * rate),
        count_if(before * rate <> before * rate_then), count_if(after > before), count_if(after < before),
        sum(greatest(after - before, 0) * rate), count_if(after is null and reopened_at >= ${end})
      from priced group by all`;
  },
  figures(rows) {
    const lines = new Map<string, number[]>();
    const add = (line: string, deals: number, units: number): void => {
      const before = lines.get(line) ?? [0, 0];
      lines.set(line, [(before[0] as number) + deals, (before[1] as number) + units]);
    };
    let unpriced = 0;
    for (const [wasIn, isIn, isReopened, isWon, ...numbers] of rows) {
      const [
        deals = 0,
        then = 0,
        revalued = 0,
        after = 0,
        fx = 0,
        more = 0,
        less = 0,
        increase = 0,
        none = 0,
      ] = numbers.map(Number);
      if (wasIn) {
        add('begin', deals, then);
        add('fx', fx, revalued - then);
        add('increased', more, increase);
        add('decreased', less, revalued + increase - after);
      } else add(isReopened ? 'reopened' : 'created', deals, after);
      if (isIn) add('end', deals, after);
      else add(isWon ? 'won' : 'lost', deals, after);
      unpriced += none;
    }
    return lines.set('unpriced', [unpriced]);
  },
};
