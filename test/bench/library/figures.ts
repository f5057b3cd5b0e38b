import type { Money, SalesFunnel, StageDurations, Summary } from '../../../src/index.ts';
import { outcomes } from '../data/cells.ts';
import { unit } from '../data/read-deal.ts';
import { day } from '../data/sales.ts';
import type { Tallies } from '../data/tallies.ts';
import type { Figures } from '../harness/engine.ts';

/** The figures of a funnel, as all engines tell them. */
export function addFunnel(tallies: Tallies, { stages }: SalesFunnel, prefix = ''): void {
  for (const row of stages) {
    if (row.entered === 0) continue;
    const line = `${prefix}${row.stageId}`;
    for (const cell of ['entered', ...outcomes] as const) {
      tallies.set(line, cell, row[cell]);
      tallies.set(line, `${cell} units`, unitsOf(row.potential[cell]));
    }
    tallies.set(line, 'visits', row.visits);
    tallies.set(line, 'skipped', row.skipped);
  }
}

export function unitsOf({ amount }: Money): number {
  return amount.times(unit).toNumber();
}

export function durationFigures({ stages }: StageDurations): Figures {
  return new Map(stages.map(({ stageId, days }) => [stageId, summaryFigures(days)]));
}

/** The count, then mean, extremes and quantiles in microseconds. */
export function summaryFigures({ count, mean, min, p25, median, p75, p90, max }: Summary): number[] {
  if (count === 0) return [0];
  const lengths = [mean, min, p25, median, p75, p90, max];
  return [count, ...lengths.map((length) => Math.round(Number(length) * day * 1000))];
}
