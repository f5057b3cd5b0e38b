import { periodOf } from '../data/questions.ts';
import type { Figures } from '../harness/engine.ts';

/** What a database answers, row by row. */
export type Rows = readonly (readonly unknown[])[];

/** A report as a question to the database. */
export interface Question {
  /** The statement of a round. */
  readonly ask: (round: number) => string;
  readonly figures: (rows: Rows) => Figures;
}

/** A question about a year, in each round another one. */
export function ofYear(
  ask: (start: number, end: number) => string,
  figures: (rows: Rows) => Figures,
): Question {
  return {
    ask(round) {
      const { from, to } = periodOf(round);
      return ask(from, to);
    },
    figures,
  };
}

/** A condition on an instant. */
export function within(column: string, start: number, end: number): string {
  return `${column} >= ${start} and ${column} < ${end}`;
}

/** The figures of rows that name themselves by what comes first. */
export function lineByLine(nameOf: (row: readonly unknown[]) => string, named = 1): Question['figures'] {
  return (rows) => new Map(rows.map((row) => [nameOf(row), row.slice(named).map(Number)]));
}
