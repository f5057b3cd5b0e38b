// The charts of a sales funnel, drawn by ECharts to SVG files.
//
//   npx tsx examples/funnel-charts.ts            into a new folder for temporary files
//   npx tsx examples/funnel-charts.ts ./charts   into a folder of yours

import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dealBook, historiesOf, reportTable, salesFunnel, textTable } from 'dealbook';
import { dealsChart, funnelChart, potentialChart, redAndYellow } from 'dealbook/charts';
import { readSample } from './support/crm-sample.ts';
import { svgOf } from './support/svg.ts';

const { pipeline, deals, changes, currency, rates, timeZone, locale } = readSample();
const book = dealBook(historiesOf(deals, changes, [pipeline]), {
  pipelines: [pipeline],
  ...{ currency, rates, timeZone },
});
const funnel = salesFunnel(book, { pipelineId: pipeline.id, closedDuring: '2026' });
console.log(textTable(reportTable(funnel, { locale })));

const charts = {
  deals: dealsChart(funnel, { locale }),
  potential: potentialChart(funnel, { locale }),
  'deals-red-and-yellow': dealsChart(funnel, { locale, theme: redAndYellow }),
  funnel: funnelChart(funnel, { locale }),
};
const folder = process.argv[2] ?? mkdtempSync(join(tmpdir(), 'funnel-charts-'));
mkdirSync(folder, { recursive: true });
for (const [name, option] of Object.entries(charts)) {
  const file = join(folder, `${name}.svg`);
  writeFileSync(file, svgOf(option));
  console.log(file);
}
