import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where the programs of the latest PostgreSQL are; undefined where there are none. */
export function postgresqlPrograms(): string | undefined {
  const base = '/usr/lib/postgresql';
  try {
    const [latest] = readdirSync(base).sort((a, b) => Number(b) - Number(a));
    return latest && join(base, latest, 'bin');
  } catch {
    return undefined;
  }
}
