// Reports that somebody saved, run on the first of the next month: as tables, and the funnel as charts.
//
//   npx tsx examples/saved-reports.ts            the charts into a new folder for temporary files
//   npx tsx examples/saved-reports.ts ./charts   into a folder of yours

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  activeFunnel,
  dealBook,
  forecast,
  historiesOf,
  lossReasons,
  pipelineMovements,
  type ReportVariant,
  reportTable,
  runReport,
  salesByPeriod,
  salesFunnel,
  stageEffectiveness,
  type TabularReport,
  textTable,
} from 'dealbook';
import { dealsChart, funnelChart, potentialChart } from 'dealbook/charts';
import { readSample } from './support/crm-sample.ts';
import { svgOf } from './support/svg.ts';

const { pipeline, deals, changes, currency, rates, timeZone, locale } = readSample();
const pipelineId = pipeline.id;

const book = dealBook(historiesOf(deals, changes, [pipeline]), {
  pipelines: [pipeline],
  ...{ currency, rates, timeZone },
});
const lastMonth = { last: 'month' };
const monthly: readonly ReportVariant[] = [
  saved('Deals closed in the month', 'salesFunnel', { pipelineId, closedDuring: lastMonth, durations: true }),
  saved('Why deals were lost', 'lossReasons', { pipelineId, closedDuring: lastMonth }),
  saved('Which stage is weak, of all deals closed so far', 'stageEffectiveness', {
    pipelineId,
    filter: { field: 'status', is: 'notEquals', value: 'open' },
  }),
  saved('What was sold, by whom', 'salesByPeriod', { during: { last: 'month', count: 4 } }),
  saved('What became of the open deals', 'pipelineMovements', { pipelineId, during: lastMonth }),
];
const reports = { lossReasons, pipelineMovements, salesByPeriod, salesFunnel, stageEffectiveness };
const at = new Date('2026-12-01T08:00Z');
for (const variant of monthly) {
  const report = runReport(book, variant, { at, reports });
  if (!Array.isArray(report)) print(variant.name, report);
}

// What the open deals will bring if they go on as the closed ones did, and how those went.
const closed = salesFunnel(book, { pipelineId, closedDuring: '2026' });
print('What the open deals will bring', forecast(activeFunnel(book, { pipelineId }), closed));
const charts = {
  deals: dealsChart(closed, { locale }),
  potential: potentialChart(closed, { locale }),
  funnel: funnelChart(closed, { locale }),
};
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'saved-reports-'));
mkdirSync(folder, { recursive: true });
console.log('\nThe funnel of all closed deals as charts');
for (const [name, chart] of Object.entries(charts)) {
  const file = join(folder, `${name}.svg`);
  writeFileSync(file, svgOf(chart));
  console.log(file);
}

function saved(name: string, report: string, options: ReportVariant['options']): ReportVariant {
  return { id: name, name, report, options };
}

function print(title: string, report: TabularReport): void {
  console.log(`\n${title}\n${textTable(reportTable(report, { locale, timeZone }))}`);
}
