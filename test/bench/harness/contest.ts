import type { Data } from '../data/deal.ts';
import type { Figures, Listed, Ran } from './engine.ts';
import { median } from './median.ts';
import { type Process, start } from './processes.ts';

/** How long one variant took over one question. */
export interface Measurement {
  readonly section: string;
  readonly question: string;
  readonly variant: string;
  readonly runs: number;
  /** In milliseconds. */
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The least processor time of a run, of all threads together: what else the machine does counts less in it. */
  readonly processor: number;
}

/** What it took to keep the data in one engine. */
export interface Footprint {
  readonly section: string;
  readonly engine: string;
  readonly prepareSeconds: number;
  readonly peakMegabytes: number;
}

export interface ContestOptions {
  readonly section: string;
  readonly engines: readonly string[];
  readonly data: Data;
  /** Which questions are asked. */
  readonly wanted: (question: string) => boolean;
  /** How many seconds each variant gets for one question, three runs at the least. */
  readonly seconds: number;
  readonly log: (line: string) => void;
}

interface Contestant extends Listed {
  readonly process: Process;
  readonly times: number[];
  processor: number;
  /** How often it is to run. */
  runs: number;
}

/**
 * Asks several engines the same questions: first once each, and whoever answers a question must give the same figures;
 * then again and again in turn, each round another question of its kind, with the clock running.
 */
export async function contest(
  options: ContestOptions,
): Promise<{ measurements: Measurement[]; footprints: Footprint[] }> {
  const { section, log } = options;
  const { contestants, processes } = await started(options);
  const footprints: Footprint[] = [];
  try {
    for (const { engine, process } of processes) {
      const before = performance.now();
      await process.ask({ ask: 'prepare', data: options.data });
      const prepareSeconds = (performance.now() - before) / 1000;
      footprints.push({ section, engine, prepareSeconds, peakMegabytes: 0 });
      log(`${section}: ${engine} has laid out its data in ${prepareSeconds.toFixed(1)} s`);
    }
    for (const question of new Set(contestants.map((each) => each.question))) {
      await agree(contestants.filter((each) => each.question === question));
      log(`${section}: ${question}: same figures`);
    }
    for (const each of contestants) await warmUp(each, options.seconds);
    await rounds(contestants);
    const peaks = await Promise.all(processes.map(({ process }) => process.ask<number>({ ask: 'memory' })));
    return {
      measurements: contestants.map((each) => measured(section, each)),
      footprints: footprints.map((each, index) => ({
        ...each,
        peakMegabytes: Math.round((peaks[index] as number) / 2 ** 20),
      })),
    };
  } finally {
    for (const { process } of processes) process.stop();
  }
}

/** Starts the engines that have something to answer. */
async function started({ engines, wanted }: ContestOptions): Promise<{
  contestants: Contestant[];
  processes: { engine: string; process: Process }[];
}> {
  const contestants: Contestant[] = [];
  const processes: { engine: string; process: Process }[] = [];
  for (const engine of engines) {
    const process = start(`engines/${engine}`);
    const works = (await process.ask<Listed[]>({ ask: 'works' })).filter(({ question }) => wanted(question));
    if (works.length === 0) process.stop();
    else processes.push({ engine, process });
    contestants.push(
      ...works.map((each) => ({ ...each, process, times: [], processor: Number.POSITIVE_INFINITY, runs: 0 })),
    );
  }
  return { contestants, processes };
}

/** Lets everybody answer a question once and compares what they say. */
async function agree(contestants: readonly Contestant[]): Promise<void> {
  let first: { readonly by: Contestant; readonly figures: Figures } | undefined;
  for (const each of contestants) {
    const { figures, milliseconds } = await ask(each, 0, true);
    each.times.push(milliseconds);
    if (figures === null || figures.size === 0) continue;
    if (first === undefined) first = { by: each, figures };
    else {
      const tolerance = each.inexact || first.by.inexact ? 1e-9 : 0;
      const difference = differenceOf(first.figures, figures, tolerance);
      if (difference !== null)
        throw new Error(`${each.question}: ${first.by.variant} and ${each.variant} differ: ${difference}`);
    }
  }
}

function differenceOf(a: Figures, b: Figures, tolerance: number): string | null {
  for (const name of new Set([...a.keys(), ...b.keys()])) {
    const [left = [], right = []] = [a.get(name), b.get(name)];
    const same =
      left.length === right.length &&
      left.every((value, index) => {
        const other = right[index] as number;
        return (
          value === other || Math.abs(value - other) <= tolerance * Math.max(Math.abs(value), Math.abs(other))
        );
      });
    if (!same) return `${name}: [${left}] and [${right}]`;
  }
  return null;
}

/** Lets somebody run until its code is likely to be compiled, and says how often it is to run for the time it gets. */
async function warmUp(each: Contestant, seconds: number): Promise<void> {
  const warming = Math.min(10, 10 * seconds);
  for (let round = 1, spent = 0; round <= warming && spent < Math.min(300, 300 * seconds); round++) {
    const { milliseconds } = await ask(each, 1000 + round, false);
    each.times.push(milliseconds);
    spent += milliseconds;
  }
  const fitting = Math.floor((1000 * seconds) / Math.min(...each.times));
  each.runs = Math.max(3, Math.min(fitting, 21, 25 * seconds)); // no more, as the clean-up before each takes longer than many
}

/** Everybody in turn, those with fewer runs in evenly spread rounds. */
async function rounds(contestants: readonly Contestant[]): Promise<void> {
  for (const each of contestants) each.times.length = 0;
  const last = Math.max(...contestants.map(({ runs }) => runs));
  for (let round = 1; round <= last; round++) {
    for (const each of contestants) {
      const isDue = Math.floor((round * each.runs) / last) > Math.floor(((round - 1) * each.runs) / last);
      if (!isDue) continue;
      const { milliseconds, processor } = await ask(each, round, false);
      each.times.push(milliseconds);
      each.processor = Math.min(each.processor, processor);
    }
  }
}

function ask({ process, variant, question }: Contestant, round: number, figures: boolean): Promise<Ran> {
  return process.ask<Ran>({ ask: 'run', variant, question, round, figures });
}

function measured(section: string, { question, variant, times, processor }: Contestant): Measurement {
  const [runs, min, max] = [times.length, Math.min(...times), Math.max(...times)];
  return { section, question, variant, runs, median: median(times), min, max, processor };
}
