import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { DealError } from 'dealbook';

/**
 * Makes sure that one process of a machine at a time writes, and answers with how to let the next one. A dead process
 * does not count.
 *
 * The lock is a file that says who holds it. It is a hard link to a file already written, so that it is never there
 * without its owner. Of those who find its owner dead one may remove it, the one that gets a lock on just this lock: so
 * nobody removes a living one that has taken its place meanwhile.
 */
export async function lock(path: string): Promise<() => Promise<void>> {
  const claim = `${path}.${randomUUID()}`;
  const owner = `${process.pid} ${await startOf(process.pid)} ${randomUUID()}`;
  await writeFile(claim, owner);
  try {
    for (;;) {
      if (await linked(claim, path)) return () => removeIf(path, owner);
      const holder = await ownerOf(path);
      if (holder === undefined) continue; // let go just now
      if (await isAlive(holder)) throw unavailable(path, holder);
      await removeDead(path, holder);
    }
  } finally {
    await rm(claim, { force: true });
  }
}

async function removeDead(path: string, holder: string): Promise<void> {
  const unlock = await lock(`${path}.${holder.split(' ').at(-1)}`);
  await removeIf(path, holder).finally(unlock);
}

/** Removes a lock that is still its owner's: by the owner itself, or by the one that may remove it. */
async function removeIf(path: string, owner: string): Promise<void> {
  if ((await ownerOf(path)) === owner) await rm(path, { force: true });
}

async function linked(claim: string, path: string): Promise<boolean> {
  try {
    await link(claim, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function ownerOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Whether a process with this number, begun at this time, runs. An owner that cannot be read counts as alive. */
async function isAlive(owner: string): Promise<boolean> {
  const [, pid, start] = /^(\d+) (\d+|unknown) \S+$/.exec(owner) ?? [];
  if (pid === undefined) return true;
  const now = await startOf(Number(pid));
  if (now !== 'unknown' && start !== 'unknown') return now === start; // its number may be another's by now
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'; // alive, but somebody else's
  }
}

/** When a process began, in ticks since the machine started; unknown where the system does not tell, or it has ended. */
async function startOf(pid: number): Promise<string> {
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    // "pid (name) state …": the name may hold anything. The 22nd value is the start, the 20th after the name.
    const [state, ...values] = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return state === 'Z' || state === 'X' ? 'ended' : (values[18] ?? 'unknown');
  } catch {
    return 'unknown';
  }
}

function unavailable(path: string, holder: string): DealError {
  const problem = `process ${holder.split(' ')[0] || 'unknown'} has it open`;
  return new DealError('unavailable', `${path}: ${problem}.`, { problem });
}
