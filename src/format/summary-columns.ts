import type { Summary } from '../statistics/summarize.ts';
import { type Column, figure, type Writer } from './columns.ts';

const figures = [
  ['Count', ({ count }) => count],
  ['Mean', ({ mean }) => mean],
  ['Min', ({ min }) => min],
  ['25 %', ({ p25 }) => p25],
  ['Median', ({ median }) => median],
  ['75 %', ({ p75 }) => p75],
  ['90 %', ({ p90 }) => p90],
  ['Max', ({ max }) => max],
] as const satisfies readonly (readonly [string, (summary: Summary) => number | null])[];

/** The columns of a summary that each row has. */
export function summaryColumns<R>(summaryOf: (row: R) => Summary, write: Writer): Column<R>[] {
  return figures.map(([name, of]) => figure(name, (row) => write.number(of(summaryOf(row)))));
}
