// Reports off the main thread: a worker holds the book, questions and answers cross as messages.
//
//   npx tsx examples/homes/worker/main.ts

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import {
  encodeEvent,
  encodePipeline,
  historiesOf,
  type ReportVariant,
  reportTable,
  reviveReport,
  textTable,
} from 'dealbook';
import { build } from 'esbuild';
import { readSample } from '../../support/crm-sample.ts';
import type { Answer, Opening, Question } from './report-server.ts';

const { pipeline, deals, changes, currency } = readSample();
/** The worker as one file: what a bundler makes of `new Worker(new URL('worker.ts', import.meta.url))` for a page. */
const bundled = await build({
  entryPoints: [`${import.meta.dirname}/worker.ts`],
  ...{ bundle: true, format: 'esm', platform: 'node', write: false },
});
const code = bundled.outputFiles[0]?.text ?? '';
const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`));

const opening: Opening = {
  pipelines: [encodePipeline(pipeline)],
  histories: historiesOf(deals, changes, [pipeline]).map((history) => history.map(encodeEvent)),
  currency,
};
worker.postMessage(opening);

const variants: ReportVariant[] = [
  { id: 'v1', name: 'Wins of the year', report: 'winRate', options: { closedDuring: { this: 'year' } } },
  { id: 'v2', name: 'A report there is not', report: 'loseRate', options: {} },
];
for (const [number, variant] of variants.entries()) {
  worker.postMessage({ number, variant, at: new Date('2026-12-01') } satisfies Question);
  const [answer] = (await once(worker, 'message')) as [Answer];
  console.log(variant.name);
  if ('refused' in answer) console.log(`refused: ${answer.refused.code}`);
  else console.log(textTable(reportTable(reviveReport(JSON.parse(answer.report)) as never)));
}
await worker.terminate();
