import { describe, expect, test } from 'vitest';
import * as charts from '../../../src/charts/index.ts';
import * as dealbook from '../../../src/index.ts';
import * as kysely from '../../../src/kysely/index.ts';
import * as memory from '../../../src/memory/index.ts';
import * as testing from '../../../src/testing/index.ts';
import { on } from '../../support/deals.ts';
import { calls } from './calls.ts';
import { given } from './given.ts';
import { picture } from './picture.ts';
import { deeplyFrozen, spoil } from './spoil.ts';

// What one is given one may change, and what one gave one may go on changing: nobody else notices.

const exported = Object.entries({ ...dealbook, ...memory, ...testing, ...kysely, ...charts });
const constants = exported.filter(([, value]) => typeof value !== 'function');

/** What is still shared, and why: a name here must fail, so that it is taken out once it does not. */
const pending: Readonly<Record<string, string>> = {};
/** Nothing in their answers can be changed by the answer's owner but what is told here. */
const answersPending: readonly string[] = [];

const lawOf = (isPending: boolean) => (isPending ? test.fails : test);

describe('nothing is shared that can be changed', () => {
  test('every public function is tried', () => {
    const functions = exported.filter(([, value]) => typeof value === 'function').map(([name]) => name);
    expect(Object.keys(calls).sort()).toEqual(functions.sort());
  });

  for (const [name, call] of Object.entries(calls)) {
    const input = deeplyFrozen(given());
    const answerLaw = lawOf(answersPending.includes(name));
    answerLaw(`whatever is done to the answer of ${name}, the next one is the same`, async () => {
      const before = picture(input);
      const answer = await call(input);
      const said = picture(answer);
      spoil(answer);
      expect(picture(input)).toEqual(before);
      expect(picture(await call(input))).toEqual(said);
      expect(picture(await call(deeplyFrozen(given())))).toEqual(said);
    });

    lawOf(name in pending)(`whatever is done to what ${name} was given, its answer stays`, async () => {
      const input = given();
      const answer = await call(input);
      const said = picture(answer);
      spoil(input);
      expect(picture(answer)).toEqual(said);
    });
  }

  for (const [name, constant] of constants)
    lawOf(name in pending)(`${name} cannot be changed`, () => {
      const said = picture(constant);
      spoil(constant);
      expect(picture(constant)).toEqual(said);
    });
});

describe('a book keeps nothing of what it is made from, and lets nobody change its answers', () => {
  test('the date of a book or report may be set, and every report still has its own', () => {
    const { book } = given();
    const [own, ofReport] = [book.asOf, dealbook.winRate(book).asOf];
    own?.setFullYear(1990);
    ofReport?.setFullYear(1990);
    expect(book.asOf).toEqual(on(13));
    expect(dealbook.weightedPipeline(book).asOf).toEqual(on(13));
    expect(dealbook.selectDeals(book, { field: 'id', value: 'open' }).asOf).toEqual(on(13));
  });

  test('what a book was made from may be changed: histories, pipelines, rates, options', () => {
    const { histories, pipelines, rates, at, later } = given();
    const options = { pipelines, currency: 'NOK', rates, asOf: at, knownAt: later };
    const book = dealbook.dealBook(histories, options);
    const said = picture(book);
    spoil([histories, options]);
    expect(picture(book)).toEqual(said);
  });
});

describe('a repository in memory keeps and gives copies', () => {
  const { memoryDealRepository, memoryPipelineRepository, memoryRateRepository } = memory;

  test('of deals, in every way to them', async () => {
    const repository = memoryDealRepository();
    const { open, during } = given();
    await repository.append('open', open, 0);
    const query: dealbook.DealQuery = { ids: ['open'], openedDuring: during };
    const answers = async () => {
      const streamed: unknown[] = [];
      for await (const chunk of repository.histories(query)) streamed.push(chunk);
      return [await repository.load('open'), streamed, await repository.changes(undefined, 9)];
    };
    const stream = repository.histories(query);
    const said = picture(await answers());
    spoil([open, await answers()]);
    expect(picture(await answers())).toEqual(said);
    spoil(query);
    const streamed: unknown[] = [];
    for await (const chunk of stream) streamed.push(chunk);
    expect(picture(streamed)).toEqual((said as unknown[])[1]);
  });

  test.each<[string, () => Promise<{ readonly input: unknown; readonly answers: () => Promise<unknown> }>]>([
    [
      'pipelines',
      async () => {
        const repository = memoryPipelineRepository();
        const [, , , input] = given().pipelines;
        await repository.save(input as dealbook.Pipeline, 0);
        return { input, answers: async () => [await repository.load('guided'), await repository.list()] };
      },
    ],
    [
      'rates',
      async () => {
        const repository = memoryRateRepository();
        const input = given().rateRows;
        await repository.save('EUR', input);
        return { input, answers: () => repository.load('EUR') };
      },
    ],
    [
      'report variants',
      async () => {
        const repository = memory.memoryReportVariantRepository();
        const input = given().variant;
        await repository.save(input, 0);
        return { input, answers: async () => [await repository.load('v1'), await repository.list()] };
      },
    ],
  ])('of %s', async (_, filled) => {
    const { input, answers } = await filled();
    const said = picture(await answers());
    spoil([input, await answers()]);
    expect(picture(await answers())).toEqual(said);
  });

  test('of what somebody who decides on a deal looks at', async () => {
    const repository = memoryDealRepository();
    const { open, at } = given();
    await repository.append('open', open, 0);
    const won = await dealbook.updateDeal(repository, 'open', (deal, history) => {
      spoil([deal, history]);
      return [{ type: 'DealWon', dealId: 'open', at }];
    });
    const history = await repository.load('open');
    expect(picture(won)).toEqual(picture(history && dealbook.replay(history)));
  });
});
