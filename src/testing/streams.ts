import type { DealHistory } from '../deal/event.ts';
import type { DealQuery } from '../repository/deal-query.ts';
import type { DealRepository } from '../repository/deal-repository.ts';
import { broken, expectSame, expectThat } from './expect.ts';
import { opening } from './sample-deals.ts';

/** Everything a query answers, by deal; broken where a deal comes twice. */
export async function readAll(
  repository: DealRepository,
  query: DealQuery = {},
): Promise<Map<string, DealHistory>> {
  const read = new Map<string, DealHistory>();
  for await (const chunk of repository.histories(query)) addTo(read, chunk);
  return read;
}

/** Adds a chunk to what was read. */
export function addTo(read: Map<string, DealHistory>, chunk: readonly DealHistory[]): void {
  for (const history of chunk) {
    const [{ dealId }] = history;
    if (read.has(dealId)) throw broken(`Deal ${dealId} comes twice in one stream.`);
    read.set(dealId, history);
  }
}

/** Expects histories of certain deals and of no others. */
export function expectHistories(
  read: ReadonlyMap<string, DealHistory>,
  expected: Iterable<DealHistory>,
  what: string,
): void {
  let count = 0;
  for (const history of expected) {
    count++;
    const [{ dealId }] = history;
    expectSame(read.get(dealId), history, `Deal ${dealId} ${what}`);
  }
  expectThat(read.size === count, `There are ${read.size} deals ${what}, not ${count}.`);
}

/** Records the opening of a deal. */
export async function open(repository: DealRepository, dealId: string): Promise<void> {
  await record(repository, [opening(dealId)]);
}

/** Records the whole history of a new deal. */
export async function record(repository: DealRepository, history: DealHistory): Promise<void> {
  const [{ dealId }] = history;
  const result = await repository.append(dealId, history, 0);
  expectSame(
    result,
    { status: 'appended', version: history.length },
    `The answer to the opening of ${dealId}`,
  );
}
