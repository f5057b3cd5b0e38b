import { definePipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { PipelineRepository } from '../repository/pipeline-repository.ts';
import { contract, type RepositoryContract } from './contract.ts';
import { expectRefusal, expectSame, expectThat } from './expect.ts';

function salesNamed(name: string, id = 'sales'): Pipeline {
  return definePipeline({
    id,
    name,
    progression: 'manual',
    stages: [
      { id: 'contact', name: 'First «contact»', goal: 'Interest', probability: 0.1, staleAfterDays: 7 },
      { id: '__proto__', name: '' },
    ],
    recordsDemand: true,
    acceptsNewDeals: false,
  });
}

const byId = (saved: readonly { readonly pipeline: Pipeline; readonly version: number }[]): unknown =>
  [...saved].sort((a, b) => (a.pipeline.id < b.pipeline.id ? -1 : 1));

/** Everything a repository of pipelines must keep; to be run as `dealRepositoryContract`. */
export const pipelineRepositoryContract: readonly RepositoryContract<PipelineRepository>[] = Object.freeze<
  RepositoryContract<PipelineRepository>[]
>([
  contract('keeps every version of a pipeline as it was', async ({ create, reopen }) => {
    const repository = await create();
    for (let version = 0; version < 3; version++) {
      const saved = await repository.save(salesNamed(`v${version + 1}`), version);
      expectSame(saved, { status: 'saved', version: version + 1 }, 'The answer');
    }
    const again = await reopen(repository);
    for (const version of [1, 2, 3]) {
      const expected = { pipeline: salesNamed(`v${version}`), version };
      expectSame(await again.load('sales', version), expected, `Version ${version}`);
    }
    expectSame((await again.load('sales'))?.version, 3, 'The latest version');
    for (const version of [0, 4, -1])
      expectSame(await again.load('sales', version), undefined, `Version ${version}`);
    for (const id of ['', 'Sales', '__proto__', 'constructor'])
      expectSame(await again.load(id), undefined, id);
  }),

  contract('lists the latest version of each', async ({ create }) => {
    const repository = await create();
    expectSame(await repository.list(), [], 'The list of nothing');
    const ids = ['', '__proto__', 'constructor', 'sales', 'Sales', ' sales', 'ä', 'a\u0308'].sort();
    for (const id of ids) await repository.save(salesNamed('v1', id), 0);
    await repository.save(salesNamed('v2', 'sales'), 1);
    const expected = ids.map((id) => {
      const version = id === 'sales' ? 2 : 1;
      return { pipeline: salesNamed(`v${version}`, id), version };
    });
    expectSame(byId(await repository.list()), byId(expected), 'The list');
  }),

  contract('answers another version with a conflict, the same again with a duplicate', async ({ create }) => {
    const repository = await create();
    await repository.save(salesNamed('v1'), 0);
    await repository.save(salesNamed('v2'), 1);
    const conflict = { status: 'conflict', actualVersion: 2 };
    for (const version of [0, 1, 3]) {
      expectSame(
        await repository.save(salesNamed('late'), version),
        conflict,
        `The answer at version ${version}`,
      );
    }
    const duplicate = { status: 'duplicate', version: 1 };
    expectSame(await repository.save(salesNamed('v1'), 0), duplicate, 'The answer to a repetition');
    const none = { status: 'conflict', actualVersion: 0 };
    expectSame(
      await repository.save(salesNamed('v1', 'big'), 1),
      none,
      'The answer for a pipeline not there',
    );
    expectSame((await repository.load('sales', 1))?.pipeline.name, 'v1', 'The name of version 1');
    expectSame((await repository.list()).length, 1, 'The number of pipelines');
  }),

  contract('lets one of several writers at one version win', async ({ create, writers, rounds }) => {
    const repository = await create();
    for (let version = 0; version < rounds; version++) {
      const names = Array.from({ length: writers }, (_, i) => `writer ${i} of ${version}`);
      const answers = await Promise.all(names.map((name) => repository.save(salesNamed(name), version)));
      const winners = names.filter((_, i) => answers[i]?.status === 'saved');
      expectThat(winners.length === 1, `${winners.length} of ${writers} writers at one version win.`);
      expectSame((await repository.load('sales'))?.pipeline.name, winners[0], 'What the winner saved');
    }
  }),

  contract('neither keeps what it was given nor gives away what it keeps', async ({ create }) => {
    const repository = await create();
    const given = salesNamed('v1');
    await repository.save(given, 0);
    const read = [given, (await repository.load('sales'))?.pipeline, (await repository.list())[0]?.pipeline];
    for (const pipeline of read) {
      Reflect.set(pipeline ?? {}, 'name', 'spoilt');
      Reflect.set(pipeline?.stages[0] ?? {}, 'name', 'spoilt');
    }
    expectSame((await repository.load('sales'))?.pipeline, salesNamed('v1'), 'What is kept');
  }),

  contract('refuses what would be lost', async ({ create }) => {
    const repository = await create();
    const coloured = { ...salesNamed('v1'), colour: 'red' };
    await expectRefusal('An unknown property', () => repository.save(coloured, 0), 'invalid-record');
    await expectRefusal('Half a character', () => repository.save(salesNamed('v1', '\ud800'), 0));
    expectSame(await repository.list(), [], 'The list');
  }),

  contract('keeps tenants apart', async ({ create }) => {
    const [ours, theirs] = [await create(), await create()];
    await ours.save(salesNamed('ours'), 0);
    expectSame(await theirs.load('sales'), undefined, "Another tenant's pipeline");
    expectSame(await theirs.list(), [], "Another tenant's list");
    expectSame(await theirs.save(salesNamed('theirs'), 0), { status: 'saved', version: 1 }, 'The answer');
    expectSame((await ours.load('sales'))?.pipeline.name, 'ours', 'Our pipeline');
  }),
]);
