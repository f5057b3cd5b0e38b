// The reports of a dashboard on several threads: the book is laid out once, in memory that the threads share, and each of them
// reads it there. What they answer is what one thread answers.
//
//   npx tsx examples/workers.ts

import { deepStrictEqual } from 'node:assert/strict';
import { once } from 'node:events';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import {
  activeFunnel,
  type DealBook,
  dealBook,
  decodeBook,
  encodeBook,
  lossReasons,
  month,
  ownerScorecard,
  type Report,
  reportTable,
  reviveReport,
  salesFunnel,
  stageDurations,
  stageEffectiveness,
  textTable,
  weightedPipeline,
  winRate,
} from 'dealbook';
import { monthOfSales } from './support/month-of-sales.ts';
import { sale } from './support/three-managers.ts';
import { typescriptWorker } from './support/typescript-worker.ts';

const during = '2026-05';
const pipelineId = sale.id;

const dashboard = {
  funnel: (book: DealBook) => salesFunnel(book, { pipelineId, enteredDuring: during }),
  winRate: (book: DealBook) => winRate(book, { closedDuring: during }),
  open: (book: DealBook) => activeFunnel(book, { pipelineId }),
  forecast: (book: DealBook) => weightedPipeline(book, { pipelineId }),
  lost: (book: DealBook) => lossReasons(book, { closedDuring: during }),
  durations: (book: DealBook) => stageDurations(book, { pipelineId }),
  managers: (book: DealBook) => ownerScorecard(book, { pipelineId, enteredDuring: during }),
  stages: (book: DealBook) => stageEffectiveness(book, { pipelineId, enteredDuring: during }),
};

type Name = keyof typeof dashboard;

/** What a thread is given: the bytes of the book, which are not copied, and the reports it is to make. */
interface Work {
  readonly bytes: Uint8Array;
  readonly names: readonly Name[];
}

if (isMainThread) await show(4);
else answer(workerData as Work);

/** In a worker: decodes the book where it lies. Reports go back as JSON, which keeps every digit. */
function answer({ bytes, names }: Work): void {
  const book = decodeBook(bytes);
  parentPort?.postMessage(names.map((name): [Name, string] => [name, JSON.stringify(dashboard[name](book))]));
}

async function show(threads: number): Promise<void> {
  const book = dealBook(monthOfSales(), { pipelines: [sale], currency: 'NOK', asOf: month(during).end });
  const bytes = encodeBook(book, { shared: true });
  const names = Object.keys(dashboard) as Name[];
  const shares = Array.from({ length: threads }, (_, thread) =>
    names.filter((_, index) => index % threads === thread),
  );
  const answers = await Promise.all(shares.map((share) => reportsOf({ bytes, names: share })));
  const reports = new Map(answers.flat());
  for (const name of names) deepStrictEqual(reports.get(name), dashboard[name](book));
  console.log(
    `${book.deals} deals, ${names.length} reports on ${threads} threads, equal to those of one thread.\n`,
  );
  console.log(textTable(reportTable(reports.get('funnel') as ReturnType<typeof dashboard.funnel>)));
}

async function reportsOf(work: Work): Promise<(readonly [Name, Report])[]> {
  const worker = typescriptWorker(import.meta.url, work);
  const [answers] = (await once(worker, 'message')) as [[Name, string][]];
  return answers.map(([name, json]) => [name, reviveReport(JSON.parse(json)) as Report] as const);
}
