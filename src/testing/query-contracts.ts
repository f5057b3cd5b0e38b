import type { DealEvent, DealHistory } from '../deal/event.ts';
import { type DealQuery, matchesQuery } from '../repository/deal-query.ts';
import type { DealRepository } from '../repository/deal-repository.ts';
import { period } from '../time/period.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectRefusal, expectSame } from './expect.ts';
import { drawFrom, randomEvent, randomOpening, randomQuery } from './random-deals.ts';
import { everyEvent, october, opening, takeover } from './sample-deals.ts';
import { expectHistories, readAll, record } from './streams.ts';

/** Queries are answered as `matchesQuery` answers them, at every moment of a deal's life. */
export const queryContracts: readonly RepositoryContract<DealRepository>[] = [
  contract('answers random queries about random deals as matchesQuery does', async ({ create, rounds }) => {
    for (let seed = 1; seed <= 4; seed++) {
      const draw = drawFrom(seed);
      const repository = await create();
      const model = new Map<string, DealHistory>();
      const ids = Array.from({ length: 40 }, (_, i) => `d${i}`);
      for (let round = 0; round < rounds; round++) {
        for (let i = 0; i < 8; i++) {
          const id = draw(ids);
          const history = model.get(id);
          const events = history === undefined ? randomOpening(id, draw) : [randomEvent(id, draw)];
          await repository.append(id, events, history?.length ?? 0);
          model.set(id, [...(history ?? []), ...events] as never);
        }
        for (let i = 0; i < 4; i++) {
          const query = randomQuery(ids, draw);
          const expected = [...model.values()].filter((history) => matchesQuery(history, query));
          expectHistories(
            await readAll(repository, query),
            expected,
            `in the answer to ${JSON.stringify(query)}`,
          );
        }
      }
    }
  }),

  contract('follows a deal from query to query', async ({ create }) => {
    const repository = await create();
    const life: readonly (readonly [DealEvent, DealQuery])[] = [
      [opening('d1'), { status: 'open', ownerId: 'kari', pipelineId: 'sales' }],
      [takeover('d1', 'ola'), { status: 'open', ownerId: 'ola' }],
      [
        { type: 'DealMoved', dealId: 'd1', at: october(3), from: 'contact', to: 'offer' },
        { place: { pipelineId: 'sales', stageIds: ['terms', 'offer'] } },
      ],
      [{ type: 'DealDescribed', dealId: 'd1', at: october(4), customerId: 'c1' }, { customerId: 'c1' }],
      [{ type: 'DealDescribed', dealId: 'd1', at: october(4), channel: 'web' }, { channel: 'web' }],
      [
        { type: 'DealRescheduled', dealId: 'd1', at: october(4), expectedCloseAt: october(30) },
        { expectedDuring: period(october(30), october(31)) },
      ],
      [{ type: 'DealLost', dealId: 'd1', at: october(5), reason: null }, { status: 'lost' }],
      [{ type: 'DealReopened', dealId: 'd1', at: october(6), stageId: 'offer' }, { status: 'open' }],
      [
        { type: 'DealTransferred', dealId: 'd1', at: october(7), pipelineId: 'big', stageId: 'talk' },
        { pipelineId: 'big' },
      ],
      [
        { type: 'DealMoved', dealId: 'd1', at: october(7), from: 'talk', to: 'offer' },
        { place: { pipelineId: 'big' } },
      ],
      [
        { type: 'DealWon', dealId: 'd1', at: october(8) },
        { status: 'won', closedDuring: period(october(8), october(8, 1)) },
      ],
      [{ type: 'DealDeleted', dealId: 'd1', at: october(9) }, { pipelineId: 'sales' }],
    ];
    const history: DealEvent[] = [];
    for (const [event] of life) {
      await repository.append('d1', [event], history.length);
      history.push(event);
      for (const [, query] of life) {
        const expected = matchesQuery(history as never, query) ? [history as never] : [];
        const what = `in the answer to ${JSON.stringify(query)} after ${event.type}`;
        expectHistories(await readAll(repository, query), expected, what);
      }
    }
  }),

  contract('takes periods as half-open, to the millisecond', async ({ create }) => {
    const repository = await create();
    const planned = opening('d1', { expectedCloseAt: october(5) });
    await record(repository, [planned, { type: 'DealWon', dealId: 'd1', at: october(5) }]);
    const queries = (start: Date, end: Date, opened: boolean): DealQuery[] => {
      const during = period(start, end);
      if (opened) return [{ openedDuring: during }];
      return [{ closedDuring: during }, { changedDuring: during }, { expectedDuring: during }];
    };
    for (const [day, opened] of [
      [1, true],
      [5, false],
    ] as const) {
      for (const [from, to, isIn] of [
        [0, 1, true],
        [-1, 0, false],
        [1, 2, false],
        [0, 0, false],
      ] as const) {
        for (const query of queries(october(day, from), october(day, to), opened)) {
          const found = [...(await readAll(repository, query)).keys()];
          expectSame(found, isIn ? ['d1'] : [], `The answer to ${JSON.stringify(query)}`);
        }
      }
    }
  }),

  contract('answers queries with whole histories', async ({ create }) => {
    const repository = await create();
    const history = everyEvent('d1');
    await record(repository, history);
    for (const query of [{ ids: ['d1', 'd1'] }, { pipelineId: 'big' }, { ownerId: 'ola' }]) {
      expectHistories(
        await readAll(repository, query),
        [history],
        `in the answer to ${JSON.stringify(query)}`,
      );
    }
    expectHistories(await readAll(repository, { ids: [] }), [], 'in the answer to a query of no ids');
  }),

  contract('refuses a query it does not know', async ({ create }) => {
    const repository = await create();
    for (const query of [{ owner: 'kari' }, { status: 'closed' }, { ids: 'd1' }, { place: 'offer' }]) {
      await expectRefusal(
        JSON.stringify(query),
        () => readAll(repository, query as DealQuery),
        'invalid-option',
      );
    }
  }),
];
