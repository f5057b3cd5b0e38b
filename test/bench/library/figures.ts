import type { Money, SalesFunnel, StageDurations } from '../../../src/index.ts';
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

function unitsOf({ amount }: Money): number {
  return amount.times(unit).toNumber();
}

/** Count, mean, extremes and quantiles of stays, in microseconds. */
export function durationFigures({ stages }: StageDurations): Figures {
  return new Map(
    stages.map(({ stageId, days }) => {
      const { count, mean, min, p25, median, p75, p90, max } = days;
      const lengths = [mean, min, p25, median, p75, p90, max].map((length) =>
        Math.round(Number(length) * day * 1000),
      );
      return [stageId, [count, ...lengths]];
    }),
  );
}
