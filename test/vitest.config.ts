import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { entryPoints } from '../tsup.config.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    alias: Object.entries(entryPoints).map(([name, file]) => ({
      find: new RegExp(`^${name}$`),
      replacement: resolve(root, file),
    })),
  },
  test: {
    pool: 'forks', // TZ is not obeyed in worker threads
    maxWorkers: '100%',
    isolate: false, // no test leaves anything behind, so that files can share what they import
    // Far from UTC, unless told otherwise: code that reads the host's zone by mistake fails.
    env: { TZ: process.env['TEST_TZ'] ?? 'Pacific/Auckland' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/{unit,laws,reference,published,examples}/**/*.test.ts'],
          setupFiles: 'test/support/setup.ts',
          testTimeout: process.env['THOROUGH'] ? 3_600_000 : 120_000, // properties make many books
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: 'test/browser/support/serve.ts',
          isolate: true, // each file is connected to the browser by itself
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'package',
          include: ['test/package/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text', 'json-summary'],
      reportsDirectory: 'node_modules/.cache/coverage',
      thresholds: { lines: 95, functions: 95, branches: 90, statements: 95 },
    },
  },
});
