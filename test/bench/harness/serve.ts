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
      return run(engine.works[request.variant]?.[request.question] as Work, request);
  }
}

function listed({ works, inexact = [] }: Engine): Listed[] {
  return Object.entries(works).flatMap(([variant, questions]) =>
    Object.keys(questions).map((question) => ({ variant, question, inexact: inexact.includes(variant) })),
  );
}

async function run(
  work: Work,
  { round, figures }: { readonly round: number; readonly figures: boolean },
): Promise<Ran> {
  const input = await work.input(round);
  globalThis.gc?.(); // what earlier runs left behind is not this one's to collect
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
