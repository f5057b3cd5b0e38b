import type { Data } from '../data/deal.ts';

/** What one process found out by itself. */
export type Findings = Readonly<Record<string, number>>;

/** Measures something of the data named on the command line, and tells the process that started this one. */
export function probe(measure: (data: Data) => Findings | Promise<Findings>): void {
  void tell(measure);
}

async function tell(measure: (data: Data) => Findings | Promise<Findings>): Promise<void> {
  const [kind, deals] = process.argv.slice(2);
  const found = await measure({ kind: kind as Data['kind'], deals: Number(deals) });
  process.send?.(found, () => process.disconnect());
}

/** The median time of work that is done again and again, each time with another number, for a second or so. */
export function timeOf(work: (round: number) => unknown, { seconds = 1, runs = 3, most = 200 } = {}): number {
  const times: number[] = [];
  for (let round = 0, spent = 0; round < runs || (spent < 1000 * seconds && round < most); round++) {
    globalThis.gc?.();
    const before = performance.now();
    work(round);
    const time = performance.now() - before;
    times.push(time);
    spent += time;
  }
  times.sort((a, b) => a - b);
  return times[Math.floor(times.length / 2)] as number;
}
