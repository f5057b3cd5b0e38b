import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  assertOpen,
  dealBookFrom,
  definePipeline,
  money,
  moveDeal,
  openDeal,
  salesFunnel,
  updateDeal,
  winDeal,
} from 'dealbook';
import { dealRepositoryContract } from 'dealbook/testing';
import { type FileDealRepository, fileDealRepository } from './support/file-deal-repository.ts';

// A repository of one's own: deals in a file of JSON lines (support/file-deal-repository.ts).
const folder = await mkdtemp(join(tmpdir(), 'dealbook-'));
const path = join(folder, 'deals.jsonl');
const sales = definePipeline({
  id: 'sales',
  name: 'Typical sale',
  progression: 'manual',
  stages: [
    { id: 'contact', name: 'First contact' },
    { id: 'offer', name: 'Offer' },
  ],
});

// Work with deals: verbs answer with events, `updateDeal` records them.
const deals = await fileDealRepository(path);
for (const id of ['d1', 'd2', 'd3']) {
  const opened = openDeal(sales, {
    id,
    ownerId: 'kari',
    potential: money(100_000, 'NOK'),
    at: new Date('2026-10-01T09:00:00Z'),
  });
  await deals.append(id, opened, 0);
}
await updateDeal(deals, 'd1', (deal) => {
  assertOpen(deal);
  return moveDeal(deal, sales, { to: 'offer', at: new Date('2026-10-06T09:00:00Z') });
});
await updateDeal(deals, 'd1', (deal) => {
  assertOpen(deal);
  return winDeal(deal, sales, { at: new Date('2026-10-20T09:00:00Z') });
});
await deals.close();

// Another day, another process: everything is still there, and a book of it is a stream away.
const again = await fileDealRepository(path);
const book = await dealBookFrom(again.histories({ pipelineId: 'sales' }), {
  pipelines: [sales],
  currency: 'NOK',
  onProgress: ({ deals, events }) => console.log(`read ${deals} deals, ${events} events`),
});
const { total } = salesFunnel(book, { pipelineId: 'sales' });
console.log(`${total.won} of ${total.deals} deals won`);
await again.close();

// Is it right? The contracts tell, without any test runner.
for (const { run } of dealRepositoryContract) {
  const made: FileDealRepository[] = [];
  await run(async () => {
    const repository = await fileDealRepository(`${path}.${made.length}`, { chunkSize: 10 });
    made.push(repository);
    return repository;
  });
  for (const repository of made) await repository.close();
  for (const i of made.keys()) await rm(`${path}.${i}`);
}
console.log(`${dealRepositoryContract.length} contracts kept`);
await rm(folder, { recursive: true });
