import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../shared');
let told = false;

/**
 * The path of a file in the folder `shared` beside the checkout: data too large, or not ours, to publish.
 * Without it the tests that read it are skipped, with one message; in CI its absence is an error.
 *
 * @example
 * ```ts
 * const path = sharedPath('oracles/golden-funnels.json');
 * describe.skipIf(path === undefined)('golden funnels', …)
 * ```
 */
export function sharedPath(relative: string): string | undefined {
  const path = resolve(folder, relative);
  if (existsSync(path)) return path;
  if (process.env['CI'] === 'true') throw new Error(`${path} is missing: in CI no test may be skipped`);
  if (!told) console.warn(`Skipping the tests against shared data: there is no ${path}`);
  told = true;
  return undefined;
}
