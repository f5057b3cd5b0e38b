import type { Outcome } from '../data/cells.ts';
import { ownerOf, periodOf, segmentOf, thresholdOf } from '../data/questions.ts';
import { stageIds } from '../data/sales.ts';
import { Tallies } from '../data/tallies.ts';
import { connect, type Database, layOut } from '../duckdb/database.ts';
import { monthName } from '../duckdb/months.ts';
import type { Rows } from '../duckdb/question.ts';
import { summaryFigures, summaryOf } from '../duckdb/summaries.ts';
import { cellsOf } from '../duckdb/tables.ts';
import { type Figures, type Work, work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';

/** DuckDB on one thread, over tables of three kinds. */
let database: Database;

type Where = (round: number) => string;

const always: Where = () => 'true';
const inPeriod: Where = (round) => {
  const { from, to } = periodOf(round);
  return `closed_at >= epoch_ms(${from}) and closed_at < epoch_ms(${to})`;
};
const aboveAmount: Where = (round) => `amount >= ${thresholdOf(round)}`;

serve({
  async prepare(data) {
    database = await connect();
    await layOut(database, data);
  },
  works: {
    'DuckDB, prepared table': preparedWorks('cells', (owner) => `'o${owner}'`),
    'DuckDB, prepared table of small numbers': preparedWorks('small_cells', String),
    'DuckDB, normalised tables': {
      'funnel of all deals': funnel(normalised, always),
      'funnel of a period': funnel(normalised, inPeriod),
    },
    'DuckDB, our layout': {
      'funnel of all deals': funnel(ourLayout, always),
      'funnel of a period': funnel(ourLayout, inPeriod),
    },
    'DuckDB, quantile_cont of prepared durations': {
      'durations of all deals': durations(always),
      'durations of a period': durations(inPeriod),
    },
  },
});

function preparedWorks(table: string, ownerInSql: (owner: number) => string): Readonly<Record<string, Work>> {
  const prepared = (where: string): string => `
    select stage, outcome, sum(deals), sum(amount), sum(visits * deals), coalesce(sum(deals) filter (visits = 0), 0)
    from (
      select stage, outcome, visits, count(*) as deals, sum(amount) as amount
      from ${table} where ${where} group by stage, outcome, visits
    ) group by stage, outcome`;
  const ofOwner: Where = (round) => `owner = ${ownerInSql(ownerOf(round))}`;
  const inSegment: Where = (round) => {
    const { owners, since } = segmentOf(round);
    return `opened_at >= epoch_ms(${since}) and owner in (${owners.map(ownerInSql)})`;
  };
  return {
    'funnel of all deals': funnel(prepared, always),
    'funnel of a period': funnel(prepared, inPeriod),
    'funnel of one owner': funnel(prepared, ofOwner),
    'funnel of a segment': funnel(prepared, inSegment),
    'funnel above an amount': funnel(prepared, aboveAmount),
    'funnels by owner and month': work({
      input: () => `
        select owner, month, stage, outcome, count(*), sum(amount), sum(visits), count_if(visits = 0)
        from ${table} group by owner, month, stage, outcome`,
      run: (sql) => database.rows(sql),
      figures: groupFigures,
    }),
  };
}

function funnel(query: (where: string) => string, where: Where): Work {
  return work({
    input: (round) => query(where(round)),
    run: (sql) => database.rows(sql),
    figures: (rows) => funnelFigures(rows),
  });
}

function normalised(where: string): string {
  return `
    select stage, outcome, count(*), sum(amount), sum(visits), count_if(visits = 0)
    from (${cellsOf(where)}) group by stage, outcome`;
}

/** Counts the deals by shape, then looks up what each shape means. */
function ourLayout(where: string): string {
  return `
    with counted as (select shape, count(*) as deals, sum(units) as units from layout where ${where} group by shape)
    select stage, outcome, sum(deals), sum(units), sum(visits * deals), coalesce(sum(deals) filter (visits = 0), 0)
    from counted join shape_cells using (shape) group by stage, outcome`;
}

function durations(where: Where): Work {
  return work({
    input: (round) => `
      select stage, ${summaryOf('length')}
      from durations where ${where(round)} group by stage`,
    run: (sql) => database.rows(sql),
    figures: durationFigures,
  });
}

function funnelFigures(rows: Rows, tallies = new Tallies(), prefix = ''): Figures {
  for (const [stage, outcome, deals, amount, visits, skipped] of rows) {
    const stageId = typeof stage === 'string' ? stage : stageIds[Number(stage)];
    tallies.add(`${prefix}${stageId}`, {
      outcome: outcome as Outcome,
      deals: Number(deals),
      units: unitsOf(amount),
      visits: Number(visits),
      skipped: Number(skipped),
    });
  }
  return tallies.figures;
}

function groupFigures(rows: Rows): Figures {
  const tallies = new Tallies();
  for (const [owner, month, ...cell] of rows) {
    const ownerId = typeof owner === 'string' ? owner : `o${owner}`;
    const monthOf = typeof month === 'number' ? monthName(month) : (month ?? '');
    funnelFigures([cell], tallies, `${ownerId} ${monthOf} `);
  }
  return tallies.figures;
}

/** A decimal of the scale that amounts are compared in, or a whole number of its units. */
function unitsOf(amount: unknown): number {
  if (amount === null) return 0;
  return Number(typeof amount === 'bigint' ? amount : (amount as { readonly value: bigint }).value);
}

function durationFigures(rows: Rows): Figures {
  return new Map(
    rows.map(([stage, ...summary]) => [stageIds[Number(stage)] as string, summaryFigures(summary)]),
  );
}
