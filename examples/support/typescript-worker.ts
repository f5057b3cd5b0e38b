import { Worker } from 'node:worker_threads';

/**
 * A worker that runs a module of the examples. These are TypeScript, which `tsx` runs, and a worker of Node 20 has to be told;
 * a program that was built says `new Worker(url, { workerData })`.
 */
export function typescriptWorker(url: string, workerData: unknown): Worker {
  const start = `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(url)}); })`;
  return new Worker(start, { eval: true, workerData });
}
