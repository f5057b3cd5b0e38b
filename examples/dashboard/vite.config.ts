import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { entryPoints } from '../../tsup.config.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(here, '../..');

export default defineConfig({
  root: here,
  base: './', // it may be served from any folder
  resolve: {
    alias: [
      ...Object.entries(entryPoints).map(([name, file]) => ({
        find: new RegExp(`^${name}$`),
        replacement: resolve(root, file),
      })),
      { find: 'csv-parse/sync', replacement: 'csv-parse/browser/esm/sync' },
    ],
  },
  build: {
    outDir: resolve(root, 'node_modules/.cache/dashboard'),
    emptyOutDir: true,
    target: 'es2022',
    chunkSizeWarningLimit: 2_000,
  },
  worker: { format: 'es' },
  preview: { port: 4173 },
});
