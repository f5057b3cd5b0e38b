import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Facts } from './facts.ts';
import type { State } from './state.ts';

/** Something about a book that a reader of its reports should know. */
export interface BookWarning {
  /** Deals were in a stage that their pipeline does not know; funnels give it a row of its own. */
  readonly code: 'unmapped-stage';
  readonly pipelineId: string;
  readonly stageId: string;
}

/**
 * Many deals, as of a date, with one management currency: what every report is computed from. Made by `dealBook`,
 * narrowed by `selectDeals` and `groupDeals`, moved to an earlier date by `bookAsOf`; never changed.
 */
export interface DealBook {
  /** How many deals it holds: those opened by `asOf` and not deleted. */
  readonly deals: number;
  /** Everything up to this instant, inclusive, counts; null in a book without events. */
  readonly asOf: Date | null;
  /** The management currency: the one in which reports give money. */
  readonly currency: string;
  /** The time zone in which reports read days, months and years. */
  readonly timeZone: string;
  readonly pipelines: readonly Pipeline[];
  readonly warnings: readonly BookWarning[];
  /** The columns; of no concern to callers. */
  readonly [columns]: Columns;
}

export const columns: unique symbol = Symbol('columns');

export interface Columns {
  readonly facts: Facts;
  readonly state: State;
  /** The rows of the deals in the book, ascending. */
  readonly rows: Int32Array;
  /** The rows that may be in the book at another date: `rows`, and deals not opened yet or deleted by then. */
  readonly scope: Int32Array;
  /** The latest instant the facts know everything up to. */
  readonly horizon: number;
}

/** The same book with other deals. */
export function withRows(book: DealBook, rows: Int32Array): DealBook {
  return { ...book, deals: rows.length, [columns]: { ...book[columns], rows, scope: rows } };
}
