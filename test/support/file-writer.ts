import { fileDealRepository } from '../../examples/support/file-deal-repository.ts';
import type { DealEvent } from '../../src/index.ts';
import { opened } from './events.ts';

// A process that appends to a file as fast as it can, four deals at a time, and says on its output what was
// acknowledged: `dealId version mark`. It is there to be killed.
const [path = '', name = ''] = process.argv.slice(2);
const repository = await fileDealRepository(path);

async function write(writer: number): Promise<void> {
  for (let i = 0; ; i++) {
    const dealId = `d${(writer + i) % 12}`;
    const version = (await repository.load(dealId))?.length ?? 0;
    const mark = `${name}/${writer}/${i}`;
    const note = (number: number): DealEvent => {
      return {
        type: 'DealReassigned',
        dealId,
        at: new Date(0),
        by: mark,
        ownerId: `${number} ${'x'.repeat(300)}`,
      };
    };
    const events =
      version === 0 ? [opened({ dealId, by: mark })] : [note(1), note(2), note(3)].slice(0, 1 + (i % 3));
    const result = await repository.append(dealId, events, version);
    if (result.status === 'appended') process.stdout.write(`${dealId} ${version} ${events.length} ${mark}\n`);
  }
}

await Promise.all([0, 1, 2, 3].map(write));
