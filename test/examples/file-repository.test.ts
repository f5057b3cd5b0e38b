import { spawn } from 'node:child_process';
import {
  appendFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { dealRepositoryContract } from 'dealbook/testing';
import { build } from 'esbuild';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { type FileDealRepository, fileDealRepository } from '../../examples/support/file-deal-repository.ts';
import { followDeals, winRate } from '../../src/index.ts';
import { sales } from '../support/deals.ts';
import { event, moved, opened } from '../support/events.ts';
import { isThorough } from '../support/runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealbook-files-'));
let files = 0;
const made: FileDealRepository[] = [];

async function create(path = join(folder, `${files++}.jsonl`)): Promise<FileDealRepository> {
  const repository = await fileDealRepository(path, { chunkSize: 10 });
  made.push(repository);
  return repository;
}

afterEach(async () => {
  for (const repository of made.splice(0)) await repository.close().catch(() => {});
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a repository in a file', () => {
  test.each(dealRepositoryContract)('$name', async ({ run }) => {
    await expect(run(() => create())).resolves.toBeUndefined();
  });

  // Those that go on with the repository opened anew, not with both.
  const reopened = ['gives back', 'keeps the order', 'keeps hostile ids', 'keeps long'];
  test.each(dealRepositoryContract.filter(({ name }) => reopened.some((start) => name.startsWith(start))))(
    'opened anew: $name',
    async ({ run }) => {
      const paths = new Map<unknown, string>();
      const make = async (path: string) => {
        const repository = await create(path);
        paths.set(repository, path);
        return repository;
      };
      const reopen = async (repository: unknown) => {
        await (repository as FileDealRepository).close();
        return make(paths.get(repository) as string);
      };
      await expect(run(() => make(join(folder, `${files++}.jsonl`)), { reopen })).resolves.toBeUndefined();
    },
  );

  test('is followed by a book, which goes on when the file is opened again', async () => {
    const path = join(folder, `${files++}.jsonl`);
    const repository = await create(path);
    await repository.append('d1', [opened()], 0);
    const options = { pipelines: [sales], currency: 'NOK' };
    const { book, cursor } = await followDeals(repository, options);
    await repository.append('d1', [event('DealWon', 9, {})], 1);
    await repository.append('d2', [opened({ dealId: 'd2' })], 0);
    await repository.close();
    const live = await followDeals(await create(path), book, { after: cursor });
    expect(await live.refresh()).toMatchObject({ isAtEnd: true, loaded: ['d1', 'd2'] });
    expect([winRate(book).won, winRate(live.book).won, live.book.deals]).toEqual([0, 1, 2]);
  });

  test('is open in one process at a time', async () => {
    const path = join(folder, 'locked.jsonl');
    const first = await create(path);
    await expect(create(path)).rejects.toMatchObject({ code: 'unavailable' });
    await first.close();
    await expect(create(path)).resolves.toBeDefined();
  });

  test('that a process left behind when it died opens again', async () => {
    const path = join(folder, 'left.jsonl');
    writeFileSync(`${path}.lock`, '999999999 unknown a');
    await expect(create(path)).resolves.toBeDefined();
  });

  test('that an earlier process with the same number left behind opens again', async () => {
    const path = join(folder, 'same-number.jsonl');
    writeFileSync(`${path}.lock`, `${process.pid} 1 a`);
    await expect(create(path)).resolves.toBeDefined();
  });

  test('is not opened over a lock whose owner nobody can read', async () => {
    const path = join(folder, 'unreadable.jsonl');
    writeFileSync(`${path}.lock`, '');
    await expect(create(path)).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('leaves nothing but its file behind when it is closed', async () => {
    const path = join(folder, 'tidy.jsonl');
    writeFileSync(`${path}.lock`, '999999999 unknown a');
    await (await create(path)).close();
    expect(readdirSync(folder).filter((name) => name.startsWith('tidy'))).toEqual(['tidy.jsonl']);
  });
});

describe('a last line that was torn', () => {
  const path = join(folder, 'torn.jsonl');

  test.each([1, 2, 30, 200])(
    'after %i bytes is cut off, and the next append has a line of its own',
    async (bytes) => {
      rmSync(path, { force: true });
      const before = await create(path);
      await before.append('d1', [opened()], 0);
      const size = statSync(path).size;
      await before.append('d1', [moved('contact', 'offer', 2)], 1);
      await before.close();
      truncateSync(path, Math.min(size + bytes, statSync(path).size - 1));

      const after = await create(path);
      expect(await after.load('d1')).toEqual([opened()]);
      expect(statSync(path).size).toBe(size);
      await after.append('d1', [event('DealWon', 3, {})], 1);
      await after.close();
      expect(await (await create(path)).load('d1')).toEqual([opened(), event('DealWon', 3, {})]);
    },
  );

  test('is not what a damaged line in the middle is: that is refused, and the file left as it is', async () => {
    rmSync(path, { force: true });
    const before = await create(path);
    await before.append('d1', [opened()], 0);
    await before.close();
    appendFileSync(path, '{"dealId":"d1"\n{"dealId":"d1","after":1,"events":[]}\n');
    const content = readFileSync(path, 'utf8');
    await expect(create(path)).rejects.toMatchObject({ code: 'invalid-record' });
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  test('is not what a missing line is: that is refused, too', async () => {
    rmSync(path, { force: true });
    const before = await create(path);
    for (const [i, e] of [opened(), moved('contact', 'offer', 2), event('DealWon', 3, {})].entries()) {
      await before.append('d1', [e], i);
    }
    await before.close();
    const [first, , last] = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, `${first}\n${last}\n`);
    await expect(create(path)).rejects.toMatchObject({ code: 'invalid-record' });
  });
});

/** A program of the tests in one file, so that it starts at once. */
async function bundled(entryPoint: string): Promise<string> {
  const outfile = join(folder, `${basename(entryPoint, '.ts')}.mjs`);
  const js = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  const entryPoints = [entryPoint];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', banner: { js } });
  return outfile;
}

describe('five processes that open one file at once', () => {
  const path = join(folder, 'contended.jsonl');
  const rounds = isThorough ? 200 : 20;

  /** Runs the program once, to its end or its death, and tells what it had acknowledged. */
  function acknowledged(program: string, name: string): Promise<string[]> {
    const opener = spawn(process.execPath, [program, path, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    opener.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    return new Promise((resolve, reject) => {
      opener.once('close', (code, signal) => {
        if (code === 0 || signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1));
        else reject(new Error(`The process ended with ${code}.`));
      });
    });
  }

  test(`lose and double nothing in ${rounds} rounds, though the one that has it dies in every other`, async () => {
    const program = await bundled('test/support/file-opener.ts');
    const marks: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const names = [0, 1, 2, 3, 4].map((process) => `${round}/${process}/${round % 2 ? 'dies' : 'closes'}`);
      const answers = await Promise.all(names.map((name) => acknowledged(program, name)));
      marks.push(...answers.flat());
    }
    const history = (await (await create(path)).load('d1')) ?? [];
    const recorded = history.map(({ by }) => by);
    expect(marks.length).toBeGreaterThanOrEqual(rounds);
    expect(new Set(recorded).size).toBe(recorded.length);
    expect(marks.filter((mark) => !recorded.includes(mark))).toEqual([]);
  });
});

const kills = isThorough ? 100 : 20;

describe(`a process that writes, killed ${kills} times`, () => {
  const path = join(folder, 'killed.jsonl');
  let program = '';

  /** Starts the writer, kills it some milliseconds after its first answer, and tells what it had answered. */
  async function killedAfter(milliseconds: number, name: string): Promise<string[]> {
    const writer = spawn(process.execPath, [program, path, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    writer.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
    });
    const closed = new Promise((resolve) => writer.once('close', (_, signal) => resolve(signal)));
    await Promise.race([new Promise((resolve) => writer.stdout.once('data', resolve)), closed]);
    await pause(milliseconds);
    writer.kill('SIGKILL');
    expect(await closed).toBe('SIGKILL'); // it did not end by itself
    return said.split('\n').slice(0, -1);
  }

  test('has lost nothing that it had answered', async () => {
    program = await bundled('test/support/file-writer.ts');
    const answers: string[] = [];
    for (let i = 0; i < kills; i++) {
      answers.push(...(await killedAfter(i % 40, `${i}`)));
    }
    expect(answers.length).toBeGreaterThan(kills);

    const repository = await create(path);
    for (const answer of answers) {
      const [dealId = '', version, count, mark] = answer.split(' ');
      const history = (await repository.load(dealId)) ?? [];
      const written = history.slice(Number(version), Number(version) + Number(count));
      expect(written.map(({ by }) => by)).toEqual(Array(Number(count)).fill(mark));
    }
  });
});
