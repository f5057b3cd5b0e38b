// The month of a seller of solar panels as one HTML file: charts as SVG and tables, nothing loaded from elsewhere, ready to
// be sent or printed.
//
//   npx tsx examples/monthly-report.ts                        October 2026, into a new folder for temporary files
//   npx tsx examples/monthly-report.ts 2026-09 september.html a month and a file of yours
//   npx tsx examples/monthly-report.ts 2026-10 oktober.html nb in Norwegian

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  dealBook,
  historiesOf,
  htmlTable,
  lossReasons,
  ownerScorecard,
  pipelineMovements,
  reportTable,
  salesByPeriod,
  salesFunnel,
  series,
  stageDurations,
  type TabularReport,
  winRate,
} from 'dealbook';
import {
  dealsChart,
  ownerScorecardChart,
  pipelineMovementsChart,
  potentialChart,
  salesByPeriodChart,
  stageDurationsChart,
  winRateChart,
} from 'dealbook/charts';
import type { EChartsOption } from 'echarts';
import { readSample } from './support/crm-sample.ts';
import { svgOf } from './support/svg.ts';

const [
  during = '2026-10',
  file = join(mkdtempSync(join(tmpdir(), 'monthly-report-')), `${during}.html`),
  locale = 'en',
] = process.argv.slice(2);
const { pipeline, deals, changes, currency, rates, timeZone } = readSample();
const book = dealBook(historiesOf(deals, changes, [pipeline]), {
  pipelines: [pipeline],
  ...{ currency, rates, timeZone },
});
const pipelineId = pipeline.id;
const options = { locale, timeZone };
const year = during.slice(0, 4);
const months = Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, '0')}`);

const closed = salesFunnel(book, { pipelineId, closedDuring: during });
const sales = salesByPeriod(book, { during: year });
const movements = pipelineMovements(book, { during });
const scorecard = ownerScorecard(book, { pipelineId, closedDuring: during });
const durations = stageDurations(book, { pipelineId, closedDuring: during });
const rate = series(book, months, (whole, closedDuring) => winRate(whole, { closedDuring }));

const parts = [
  part([dealsChart(closed, { locale }), potentialChart(closed, { locale })], closed),
  part([pipelineMovementsChart(movements, { locale })], movements),
  part([salesByPeriodChart(sales, { locale })], sales),
  part([winRateChart(rate, { locale, timeZone })], winRate(book, { closedDuring: during })),
  part([ownerScorecardChart(scorecard, { locale })], scorecard),
  part([stageDurationsChart(durations, { locale })], durations),
  part([], lossReasons(book, { closedDuring: during })),
];

writeFileSync(
  file,
  `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${pipeline.name}, ${during}</title>
<style>
body { font: 14px/1.4 system-ui, sans-serif; max-width: 1000px; margin: 2em auto; padding: 0 1em; color: #222 }
section { break-inside: avoid; margin-bottom: 2em }
svg { max-width: 100%; height: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 0.2em 0.6em; border-bottom: 1px solid #ddd; text-align: left }
.wide { overflow-x: auto }
@media print { body { margin: 0; max-width: none } @page { margin: 15mm } }
</style>
</head>
<body>
<h1>${pipeline.name}, ${during}</h1>
${parts.join('\n')}
</body>
</html>
`,
);
console.log(file);

/** Charts, and the table they are of. */
function part(charts: readonly EChartsOption[], report: TabularReport): string {
  const drawn = charts.map((chart) => svgOf(chart, { width: 480, height: 320 }));
  return `<section>\n${drawn.join('\n')}\n<div class="wide">${htmlTable(reportTable(report, options))}</div>\n</section>`;
}
