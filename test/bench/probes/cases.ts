import { probe } from '../harness/probe.ts';
import { growthCases } from './growth-cases.ts';

const runs = 5;

/** How much more work each case takes for twice the size: about twice as much where the cost grows with it. */
probe(() => {
  const found: Record<string, number> = {};
  for (const { name, size, make } of growthCases) {
    const [small, middle, large] = [size, 2 * size, 4 * size].map((each) => workOf(make(each))) as [
      number,
      number,
      number,
    ];
    found[`${name}: ${2 * size} / ${size}`] = middle / small;
    found[`${name}: ${4 * size} / ${2 * size}`] = large / middle;
    found[`${name}: ms of ${4 * size}`] = large;
  }
  return found;
});

/** The least processor time of a few runs: what else the machine does counts in no other way. */
function workOf(work: () => unknown): number {
  work();
  const times = Array.from({ length: runs }, () => {
    globalThis.gc?.();
    let spent = 0;
    let rounds = 0;
    // Short work is done again and again: the clock of a processor has steps.
    for (const before = process.cpuUsage(); spent < 20_000; rounds++) {
      work();
      const { user, system } = process.cpuUsage(before);
      spent = user + system;
    }
    return spent / rounds / 1000;
  });
  return Math.min(...times);
}
