import { parseArgs } from 'node:util';

/** What the benchmark was asked for. */
export interface Options {
  readonly deals: number;
  /** Only sections and questions whose name has this in it. */
  readonly only: string;
  /** How long each variant gets for each question, in seconds. */
  readonly seconds: number;
  /** A first look: without the probes that take long. */
  readonly quick: boolean;
  /** Where to write the results as JSON. */
  readonly json: string | undefined;
}

const usage = `npm run bench -- [options]
  --deals N     how many deals, up to 5000000; default 100000; comparisons take at most a million
  --only NAME   only sections and questions with NAME in their name
  --quick       10,000 deals unless said otherwise, few runs, and no long probes
  --json FILE   writes the results there as well`;

export function readOptions(parameters: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      deals: { type: 'string' },
      only: { type: 'string', default: '' },
      quick: { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    process.exit();
  }
  const deals = Number(values.deals ?? (values.quick ? 10_000 : 100_000));
  if (!Number.isInteger(deals) || deals < 1000)
    throw new Error(`--deals ${values.deals}: 1000 at the least.`);
  const { only, quick, json } = values;
  return { deals, only, quick, seconds: quick ? 0.2 : 3, json };
}
