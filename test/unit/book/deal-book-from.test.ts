import { memoryDealRepository } from 'dealbook/memory';
import { describe, expect, test } from 'vitest';
import { dealBook, dealBookFrom, type ReadingOptions, winRate } from '../../../src/index.ts';
import { sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';

type ReadingProgress = Parameters<NonNullable<ReadingOptions['onProgress']>>[0];

const options = { pipelines: [sales], currency: 'NOK' };
const histories = ['d1', 'd2', 'd3'].map((dealId) => [
  opened({ dealId }),
  { ...moved('contact', 'offer', 2), dealId },
  { ...event('DealWon', 3, {}), dealId },
]);

/** Chunks of one history; tells when it is freed. */
async function* chunks(freed: () => void): AsyncGenerator<typeof histories> {
  try {
    for (const history of histories) yield [history];
  } finally {
    freed();
  }
}

describe('a book from a stream', () => {
  test('of a repository is the book of its histories, and tells how far it has come', async () => {
    const repository = memoryDealRepository({ chunkSize: 2 });
    for (const history of histories) await repository.append(history[0]?.dealId ?? '', history, 0);
    const told: ReadingProgress[] = [];
    const onProgress = (progress: ReadingProgress) => told.push(progress);
    const book = await dealBookFrom(repository.histories({}), { ...options, onProgress });
    expect(told).toEqual([
      { deals: 2, events: 6 },
      { deals: 3, events: 9 },
    ]);
    expect(winRate(book)).toEqual(winRate(dealBook(histories, options)));
  });

  test('ends with the reason of its signal between chunks, and frees the stream', async () => {
    const controller = new AbortController();
    let freed = 0;
    const onProgress = ({ deals }: ReadingProgress): void => {
      if (deals === 2) controller.abort(new Error('enough'));
    };
    const { signal } = controller;
    const book = dealBookFrom(
      chunks(() => freed++),
      { ...options, onProgress, signal },
    );
    await expect(book).rejects.toThrow('enough');
    expect(freed).toBe(1);
  });

  test('does not begin where the signal was aborted before', async () => {
    let begun = false;
    async function* stream(): AsyncGenerator<typeof histories> {
      begun = true;
      yield histories;
    }
    const signal = AbortSignal.abort(new Error('never mind'));
    await expect(dealBookFrom(stream(), { ...options, signal })).rejects.toThrow('never mind');
    expect(begun).toBe(false);
  });

  test('frees the stream where a history cannot be read', async () => {
    let freed = 0;
    async function* stream(): AsyncGenerator<readonly (readonly never[])[]> {
      try {
        yield [[]];
      } finally {
        freed++;
      }
    }
    await expect(dealBookFrom(stream(), options)).rejects.toMatchObject({ code: 'empty-history' });
    expect(freed).toBe(1);
  });

  test('reads chunks that can be read only once', async () => {
    async function* stream(): AsyncGenerator<Iterable<(typeof histories)[number]>> {
      yield histories.values();
    }
    expect(await dealBookFrom(stream(), options)).toMatchObject({ deals: 3 });
  });
});
