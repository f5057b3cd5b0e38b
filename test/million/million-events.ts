import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DealEvent, type DealRepository, dealBookFrom, encodeAppend } from 'dealbook';
import { memoryDealRepository } from 'dealbook/memory';
import { fileDealRepository } from '../../examples/support/file-deal-repository.ts';
import { sales } from '../support/deals.ts';
import { event, moved, opened } from '../support/events.ts';

// A million events stream out of a repository, and into a book, while what is held grows by no more than the book.
// Run with --expose-gc; the number of events may be given.

const events = Number(process.argv[2] ?? 1_000_000);
const deals = Math.ceil(events / 10);
const allowed = 24; // megabytes: a chunk or two, and noise

function historyOf(dealId: string): DealEvent[] {
  const history = [
    opened({ dealId }),
    ...Array.from({ length: 8 }, (_, i) => {
      return moved(i % 2 === 0 ? 'contact' : 'offer', i % 2 === 0 ? 'offer' : 'contact', 2 + i);
    }),
    event('DealWon', 20, {}),
  ];
  return history.map((event) => ({ ...event, dealId }));
}

function held(): number {
  if (globalThis.gc === undefined) throw new Error('Run with --expose-gc.');
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 2 ** 20;
}

/** Streams everything and looks twenty times at how much more is held than before. */
async function stream(name: string, repository: DealRepository): Promise<void> {
  const before = held();
  const start = performance.now();
  let most = 0;
  let read = 0;
  let next = 0;
  for await (const chunk of repository.histories({})) {
    for (const history of chunk) read += history.length;
    if (read < next) continue;
    most = Math.max(most, held() - before);
    next += events / 20;
  }
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(`${name}: ${read} events in ${seconds} s, at most ${most.toFixed(1)} MB more held`);
  if (read !== deals * 10) throw new Error(`${deals * 10} events were recorded.`);
  if (most > allowed) throw new Error(`No more than ${allowed} MB were to be held.`);
}

/** Makes a book of everything, which keeps its columns and nothing else. */
async function book(name: string, repository: DealRepository): Promise<void> {
  const before = held();
  let told = 0;
  const onProgress = () => told++;
  const made = await dealBookFrom(repository.histories({}), {
    pipelines: [sales],
    currency: 'NOK',
    onProgress,
  });
  const size = held() - before;
  console.log(`${name}: a book of ${made.deals} deals, ${size.toFixed(1)} MB, progress told ${told} times`);
}

const folder = mkdtempSync(join(tmpdir(), 'dealbook-million-'));
try {
  const path = join(folder, 'deals.jsonl');
  writeFileSync(path, '');
  for (let from = 0; from < deals; from += 1_000) {
    const lines = Array.from({ length: Math.min(1_000, deals - from) }, (_, i) => {
      const dealId = `d${from + i}`;
      return `${JSON.stringify({ dealId, after: 0, events: encodeAppend(dealId, historyOf(dealId), 0) })}\n`;
    });
    appendFileSync(path, lines.join(''));
  }
  const file = await fileDealRepository(path);
  await stream('file', file);
  await book('file', file);
  await file.close();

  const memory = memoryDealRepository();
  for (let i = 0; i < deals; i++) await memory.append(`d${i}`, historyOf(`d${i}`), 0);
  await stream('memory', memory);
  await book('memory', memory);
} finally {
  rmSync(folder, { recursive: true });
}
