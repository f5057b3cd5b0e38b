import { cellsOf, type Outcome, outcomes } from '../data/cells.ts';
import { drawn } from '../data/deal.ts';
import { periodOf } from '../data/questions.ts';
import { closedAtOf, statusOf, unit, unitsOf, visitsOf } from '../data/read-deal.ts';
import { stageIds } from '../data/sales.ts';
import { Tallies } from '../data/tallies.ts';
import { type Figures, work } from '../harness/engine.ts';
import { load } from '../harness/peers.ts';
import { serve } from '../harness/serve.ts';

interface Arquero {
  table(columns: Readonly<Record<string, ArrayLike<number>>>): Table;
}

interface Table {
  params(values: Readonly<Record<string, number>>): Table;
  filter(condition: string): Table;
  groupby(...columns: readonly string[]): Table;
  rollup(columns: Readonly<Record<string, string>>): Table;
  objects(): Row[];
}

type Row = Readonly<Record<'stage' | 'outcome' | 'deals' | 'amount' | 'visits' | 'skipped', number>>;

/** Arquero on a prepared table: one row per deal and stage, amounts in floating point. */
let table: Table;
const variant = 'Arquero, prepared table';

serve({
  async prepare(data) {
    const { table: tableOf } = await load<Arquero>('arquero');
    const columns: Record<'stage' | 'outcome' | 'amount' | 'visits' | 'closedAt', number[]> = {
      stage: [],
      outcome: [],
      amount: [],
      visits: [],
      closedAt: [],
    };
    for (const deal of drawn(data)) {
      const cells = cellsOf(
        visitsOf(deal).map(({ stage }) => stage),
        statusOf(deal),
      );
      for (const [stage, cell] of cells.entries()) {
        if (cell === undefined) continue;
        columns.stage.push(stage);
        columns.outcome.push(outcomes.indexOf(cell.outcome));
        columns.amount.push((unitsOf(deal) ?? 0) / unit);
        columns.visits.push(cell.visits);
        columns.closedAt.push(closedAtOf(deal) ?? Number.NaN);
      }
    }
    const numbers = ([name, values]: [string, number[]]): [string, ArrayLike<number>] => [
      name,
      name === 'amount' || name === 'closedAt' ? Float64Array.from(values) : Uint8Array.from(values),
    ];
    table = tableOf(Object.fromEntries(Object.entries(columns).map(numbers)));
  },
  works: {
    [variant]: {
      'funnel of all deals': work({ input: () => null, run: () => counted(table), figures }),
      'funnel of a period': work({
        input: periodOf,
        run: (period) =>
          counted(table.params(period).filter('(d, $) => d.closedAt >= $.from && d.closedAt < $.to')),
        figures,
      }),
    },
  },
  inexact: [variant],
});

function counted(deals: Table): Row[] {
  return deals
    .groupby('stage', 'outcome')
    .rollup({
      deals: 'd => op.count()',
      amount: 'd => op.sum(d.amount)',
      visits: 'd => op.sum(d.visits)',
      skipped: 'd => op.sum(d.visits === 0 ? 1 : 0)',
    })
    .objects();
}

function figures(rows: readonly Row[]): Figures {
  const tallies = new Tallies();
  for (const { stage, outcome: code, amount, ...counts } of rows) {
    const outcome = outcomes[code] as Outcome;
    tallies.add(stageIds[stage] as string, { outcome, units: amount * unit, ...counts });
  }
  return tallies.figures;
}
