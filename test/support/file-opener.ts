import { fileDealRepository } from '../../examples/support/file-deal-repository.ts';
import { isDealError } from '../../src/index.ts';
import { event, opened } from './events.ts';

// A process that opens a file as soon as it can, appends an event to its one deal, says on its output which once that is
// acknowledged, and closes the file or dies with it open, as its name says.
const [path = '', name = ''] = process.argv.slice(2);
const repository = await openedAt(path);

const version = (await repository.load('d1'))?.length ?? 0;
const appended =
  version === 0
    ? opened({ dealId: 'd1', by: name })
    : { ...event('DealReassigned', 2, { ownerId: 'ola' }), by: name };
const { status } = await repository.append('d1', [appended], version);
if (status !== 'appended') throw new Error(`Somebody else wrote: ${status}.`);
await new Promise((resolve) => process.stdout.write(`${name}\n`, resolve));
if (name.endsWith('dies')) process.kill(process.pid, 'SIGKILL');
await repository.close();

async function openedAt(path: string): Promise<Awaited<ReturnType<typeof fileDealRepository>>> {
  for (;;) {
    try {
      return await fileDealRepository(path);
    } catch (error) {
      if (!isDealError(error, 'unavailable')) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4));
  }
}
