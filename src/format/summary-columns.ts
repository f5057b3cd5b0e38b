import type { Summary } from '../statistics/summarize.ts';
import { type Column, figure, type Writer } from './columns.ts';

const figures = [
  'count',
  'mean',
  'min',
  'p25',
  'median',
  'p75',
  'p90',
  'max',
] as const satisfies readonly (keyof Summary)[];

/** The columns of a summary that each row has. */
export function summaryColumns<R>(summaryOf: (row: R) => Summary, write: Writer): Column<R>[] {
  return figures.map((name) => figure(write.captions[name], (row) => write.number(summaryOf(row)[name])));
}
