import type { Engine, Listed, Ran, Request, Work } from './engine.ts';

/** Answers the requests of the process that started this one. */
export function serve(engine: Engine): void {
  process.on('message', (request: Request) => {
    answer(engine, request).then(
      (answered) => process.send?.({ answered }),
      (error: unknown) => process.send?.({ failed: error instanceof Error ? error.stack : String(error) }),
    );
  });
}

async function answer(engine: Engine, request: Request): Promise<unknown> {
  switch (request.ask) {
    case 'works':
      return listed(engine);
    case 'prepare':
      return engine.prepare(request.data);
    case 'memory':
      return process.resourceUsage().maxRSS * 1024;
    case 'run':
      return run(engine, request);
  }
}

function listed({ works, inexact = [] }: Engine): Listed[] {
  return Object.entries(works).flatMap(([variant, questions]) =>
    Object.keys(questions).map((question) => ({ variant, question, inexact: inexact.includes(variant) })),
  );
}

async function run(
  { works, leavesMuch = false }: Engine,
  { variant, question, round, figures }: Request & { readonly ask: 'run' },
): Promise<Ran> {
  const work = works[variant]?.[question] as Work;
  const input = await work.input(round);
  // What earlier runs left behind is not this one's to collect. But a collection of everything also throws compiled code
  // away: sales by month of 100,000 deals then take 92 ms of processor time in place of 22, movements 31 in place of 12.
  globalThis.gc?.({ type: leavesMuch ? 'major' : 'minor' });
  const used = process.cpuUsage();
  const before = performance.now();
  const result = await work.run(input);
  const milliseconds = performance.now() - before;
  const { user, system } = process.cpuUsage(used);
  return {
    milliseconds,
    processor: (user + system) / 1000,
    figures: figures ? work.figures(result, round) : null,
  };
}
