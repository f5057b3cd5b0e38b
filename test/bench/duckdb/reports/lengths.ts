import { stageIds } from '../../data/sales.ts';
import { ofYear, within } from '../question.ts';
import { status } from '../small-tables.ts';
import { summaryFigures, summaryOf } from '../summaries.ts';

/** Given the deals: how long those closed in a year were open. */
export const cycles = ofYear(
  (start, end) => `
    select status, ${summaryOf('open_for')} from deals where ${within('closed_at', start, end)}
    group by grouping sets ((status), ())`,
  (rows) =>
    new Map(
      rows.map(([code, ...summary]) => [
        code === null ? 'closed' : code === status.won ? 'won' : 'lost',
        summaryFigures(summary),
      ]),
    ),
);

/** Given the stays in stages, and those of each deal in one stage together: how long they were, of deals closed in a year. */
export const durations = ofYear(
  (start, end) => `
    select 'visits', stage, ${summaryOf('length')} from stays where ${within('closed_at', start, end)} group by stage
    union all
    select 'deals', stage, ${summaryOf('length')} from deal_stays where ${within('closed_at', start, end)}
    group by stage`,
  (rows) =>
    new Map(
      rows.map(([what, stage, ...summary]) => [
        `${stageIds[Number(stage)]} ${what}`,
        summaryFigures(summary),
      ]),
    ),
);

/** Given the new dates: how often, and by how much, expected closings were put off in a year, and by whom. */
export const newDates = ofYear(
  (start, end) => `
    with changed as not materialized (
      select *, new_date - old_date as put_off from reschedules where ${within('changed_at', start, end)}
    )
    select owner, count(*), count_if(put_off > 0), count_if(put_off < 0),
      count_if(old_date is null and new_date is not null), count_if(new_date is null and old_date is not null),
      null, null, null, null, null
    from changed group by owner
    union all
    select null, count(distinct deal), null, null, null, null, ${summaryOf('put_off', 'put_off <> 0')} from changed`,
  (rows) =>
    new Map(
      rows.flatMap(([owner, ...numbers]): [string, number[]][] =>
        owner === null
          ? [
              ['deals', [Number(numbers[0])]],
              ['days', summaryFigures(numbers.slice(5))],
            ]
          : [[`o${owner}`, numbers.slice(0, 5).map(Number)]],
      ),
    ),
);
