import { money } from '../money/money.ts';
import type { ReportVariant } from '../reports/saved/report-variant.ts';
import type { ReportVariantRepository } from '../repository/report-variant-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectRefusal, expectSame, expectThat } from './expect.ts';
import { october } from './sample-deals.ts';

function variant(id: string, name: string): ReportVariant {
  const options = Object.fromEntries<unknown>([
    ['pipelineId', 'sales'],
    ['closedDuring', { last: 'month' }],
    ['asOf', october(9, 1)],
    [
      'filter',
      { and: [{ field: 'potential', is: 'above', value: money('0.10', 'NOK').amount }, { not: {} }] },
    ],
    ['$date', null],
    ['__proto__', [true, -0, 'x']],
  ]);
  return { id, name, report: 'salesFunnel', options };
}

/** Everything a repository of saved report variants must keep; to be run as `dealRepositoryContract`. */
export const reportVariantRepositoryContract: readonly RepositoryContract<ReportVariantRepository>[] =
  Object.freeze<RepositoryContract<ReportVariantRepository>[]>([
    contract('keeps a variant as it was, in its latest version', async ({ create, reopen }) => {
      const repository = await create();
      expectSame(
        await repository.save(variant('v', 'one'), 0),
        { status: 'saved', version: 1 },
        'The answer',
      );
      expectSame(
        await repository.save(variant('v', 'two'), 1),
        { status: 'saved', version: 2 },
        'The answer',
      );
      const again = await reopen(repository);
      const expected = { variant: variant('v', 'two'), version: 2 };
      expectSame(await again.load('v'), expected, 'What was loaded');
      expectSame(await again.list(), [expected], 'What was listed');
      for (const id of ['', 'V', '__proto__', 'constructor']) expectSame(await again.load(id), undefined, id);
    }),

    contract(
      'answers another version with a conflict, the same again with a duplicate',
      async ({ create }) => {
        const repository = await create();
        await repository.save(variant('v', 'one'), 0);
        await repository.save(variant('v', 'two'), 1);
        const conflict = { status: 'conflict', actualVersion: 2 };
        for (const version of [0, 1, 3]) {
          const answer = await repository.save(variant('v', 'late'), version);
          expectSame(answer, conflict, `The answer at version ${version}`);
        }
        expectSame(
          await repository.save(variant('v', 'one'), 0),
          conflict,
          'The answer to what was replaced since',
        );
        const duplicate = { status: 'duplicate', version: 2 };
        expectSame(await repository.save(variant('v', 'two'), 1), duplicate, 'The answer to a repetition');
        expectSame((await repository.load('v'))?.variant.name, 'two', 'The name');
      },
    ),

    contract('removes a variant that is still the one that was seen', async ({ create }) => {
      const repository = await create();
      await repository.save(variant('v', 'one'), 0);
      await repository.save(variant('v', 'two'), 1);
      await repository.save(variant('w', 'other'), 0);
      const conflict = { status: 'conflict', actualVersion: 2 };
      expectSame(await repository.remove('v', 1), conflict, 'The answer at another version');
      expectSame(await repository.remove('v', 2), { status: 'removed' }, 'The answer');
      const none = { status: 'conflict', actualVersion: 0 };
      for (const version of [0, 2])
        expectSame(await repository.remove('v', version), none, 'The answer once it is gone');
      expectSame(await repository.load('v'), undefined, 'A variant that was removed');
      expectSame(
        (await repository.list()).map(({ variant }) => variant.id),
        ['w'],
        'The list',
      );
      expectSame(
        await repository.save(variant('v', 'anew'), 0),
        { status: 'saved', version: 1 },
        'The answer',
      );
    }),

    contract('lets one of several writers at one version win', async ({ create, writers, rounds }) => {
      const repository = await create();
      for (let version = 0; version < rounds; version++) {
        const names = Array.from({ length: writers }, (_, i) => `writer ${i} of ${version}`);
        const answers = await Promise.all(names.map((name) => repository.save(variant('v', name), version)));
        const winners = names.filter((_, i) => answers[i]?.status === 'saved');
        expectThat(winners.length === 1, `${winners.length} of ${writers} writers at one version win.`);
        expectSame((await repository.load('v'))?.variant.name, winners[0], 'What the winner saved');
      }
    }),

    contract('neither keeps what it was given nor gives away what it keeps', async ({ create }) => {
      const repository = await create();
      const given = variant('v', 'one');
      await repository.save(given, 0);
      const read = [given, (await repository.load('v'))?.variant, (await repository.list())[0]?.variant];
      for (const { options } of read as readonly ReportVariant[]) {
        (options['asOf'] as Date).setTime(0);
        Reflect.set(options['closedDuring'] as object, 'last', 'spoilt');
        Reflect.set(options, 'pipelineId', 'spoilt');
      }
      expectSame((await repository.load('v'))?.variant, variant('v', 'one'), 'What is kept');
    }),

    contract('refuses what would be lost, and keeps tenants apart', async ({ create }) => {
      const [ours, theirs] = [await create(), await create()];
      const odd = { ...variant('v', 'odd'), options: { by: () => 1 } };
      await expectRefusal('An option that is no data', () => ours.save(odd, 0), 'invalid-record');
      expectSame(await ours.list(), [], 'The list');
      await ours.save(variant('v', 'ours'), 0);
      expectSame(await theirs.load('v'), undefined, "Another tenant's variant");
      expectSame(await theirs.list(), [], "Another tenant's list");
      expectSame(await theirs.remove('v', 1), { status: 'conflict', actualVersion: 0 }, 'The answer');
      expectSame((await ours.load('v'))?.version, 1, 'Our variant');
    }),
  ]);
