import { execFileSync } from 'node:child_process';

/** As whom a server is to be run: root may not run it, the server's own user does. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

export function serverUser(name: 'postgres' | 'mysql'): ServerUser {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
