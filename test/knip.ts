import type { KnipConfig } from 'knip';
import { entryPoints } from '../tsup.config.ts';

export default {
  entry: [
    ...Object.values(entryPoints),
    'examples/*.ts',
    'examples/crm-service/main.ts',
    'examples/dashboard/{vite.config,main}.ts',
    'examples/dashboard/worker/worker.ts', // a thread of its own
    'examples/homes/*/main.{ts,cjs}',
    'examples/homes/worker/worker.ts', // a thread of its own
    'test/million/*.ts',
    'test/endurance/{endurance,writer}.ts', // the writer is a process of its own
    'test/support/file-{opener,writer}.ts', // processes of their own
    'test/bench/*.ts',
    'test/bench/{engines,probes}/*.ts', // bundled and run in processes of their own
    'test/bench/harness/serve.ts',
  ],
  project: ['src/**/*.ts', 'test/**/*.ts', 'examples/**/*.{ts,cjs}'],
  tsup: false, // its entries are all modules, so no export would ever count as unused
  vitest: { config: 'test/vitest.config.ts', entry: 'test/{unit,package,browser}/**/*.test.ts' },
} satisfies KnipConfig;
