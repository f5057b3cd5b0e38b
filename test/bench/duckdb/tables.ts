import { end, stageIds } from '../data/sales.ts';

/**
 * Deals that pass a condition, by the stages they entered and what became of them there, from the normalised tables. A
 * visit that leads forward passes its own stage and all up to the next one; the last one to touch a stage counts.
 */
export function cellsOf(where: string): string {
  return `
    with priced as (
      select deal, owner, status, opened_at, closed_at,
        (amount * case currency when 'NOK' then 1 else rate end)::decimal(18, 6) as amount
      from (select *, coalesce(closed_at, epoch_ms(${end}))::date as priced_on from deals)
      asof left join rates on priced_on >= day
    ),
    chosen as (select * from priced where ${where}),
    visit as (
      select deal, seq, stage, status,
        lead(stage, 1, case status when 'won' then ${stageIds.length} end) over (partition by deal order by seq) as next
      from changes join chosen using (deal)
    ),
    touched as (
      select deal, seq, stage as own, unnest(range(stage, greatest(stage + 1, coalesce(next, 0)))) as stage,
        case when next is null then status when next >= stage then 'passed' else 'returned' end as outcome
      from visit
    ),
    cell as (
      select deal, stage, arg_max(outcome, seq) as outcome, count(*) filter (stage = own) as visits
      from touched group by deal, stage
    )
    select deal, owner, opened_at, closed_at, stage, outcome, visits, amount from cell join chosen using (deal)`;
}

/** The tables, made one after the other: first the normalised ones from files, then those that prepare an answer. */
export function tables(folder: string): readonly string[] {
  const deals = columnsInSql({
    deal: 'integer',
    owner: 'smallint',
    amount: 'decimal(12, 2)',
    currency: 'varchar',
    status: 'varchar',
    opened_at: 'bigint',
    closed_at: 'bigint',
  });
  const changes = columnsInSql({
    deal: 'integer',
    seq: 'integer',
    stage: 'tinyint',
    entered_at: 'bigint',
    left_at: 'bigint',
  });
  return [
    `create table deals as
      select * replace (epoch_ms(opened_at) as opened_at, epoch_ms(closed_at) as closed_at)
      from read_csv('${folder}/deals.csv', header = false, columns = ${deals})`,
    `create table changes as
      select * replace (epoch_ms(entered_at) as entered_at, epoch_ms(left_at) as left_at)
      from read_csv('${folder}/changes.csv', header = false, columns = ${changes})`,
    // One row per deal and stage, only to be counted: as one would write it, with texts.
    `create table cells as
      select deal, 'o' || owner as owner, opened_at, closed_at, strftime(closed_at, '%Y-%m') as month,
        ${stageIdsInSql}[stage + 1] as stage, outcome, visits, amount
      from (${cellsOf('true')})`,
    // The same in the smallest numbers there are.
    `create type outcome as enum ('passed', 'lost', 'open', 'returned')`,
    `create table small_cells as
      select deal, owner[2:]::smallint as owner, opened_at, closed_at,
        (year(closed_at) * 12 + month(closed_at) - 1)::smallint as month,
        (list_position(${stageIdsInSql}, stage) - 1)::tinyint as stage, outcome::outcome as outcome,
        visits::tinyint as visits, amount
      from cells`,
    // Our layout: one row per deal, with the number of its shape and its amount as a whole number.
    `create table shapes as
      select deal, (dense_rank() over (order by cells) - 1)::integer as shape
      from (
        select deal, string_agg(stage || outcome::varchar || visits, ' ' order by stage) as cells
        from small_cells group by deal
      )`,
    `create table shape_cells as
      select distinct shape, stage, outcome, visits from shapes join small_cells using (deal)`,
    `create table layout as
      select shape, (any_value(amount) * 1000000)::bigint as units, any_value(closed_at) as closed_at
      from shapes join small_cells using (deal) group by deal, shape order by deal`,
    `drop table shapes`,
    `create table durations as
      select stage, closed_at, epoch_ms(left_at) - epoch_ms(entered_at) as length
      from changes join deals using (deal) where left_at is not null`,
  ];
}

const stageIdsInSql = `[${stageIds.map((stageId) => `'${stageId}'`)}]`;

/** What the columns of a file are. */
export function columnsInSql(types: Readonly<Record<string, string>>): string {
  return `{${Object.entries(types).map(([name, type]) => `${name}: '${type}'`)}}`;
}
