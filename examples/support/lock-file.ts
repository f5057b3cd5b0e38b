import { readFile, rm, writeFile } from 'node:fs/promises';
import { DealError } from 'dealbook';

/** Makes sure that one process at a time writes, and answers with how to let the next one. A dead process does not count. */
export async function lock(path: string): Promise<() => Promise<void>> {
  for (;;) {
    try {
      await writeFile(path, `${process.pid}`, { flag: 'wx' });
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(path, 'utf8').catch(() => ''));
    if (isAlive(holder)) {
      const problem = `process ${holder} has it open`;
      throw new DealError('unavailable', `${path}: ${problem}.`, { problem });
    }
    await rm(path, { force: true });
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false; // it died before it had written its number
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but somebody else's
  }
}
