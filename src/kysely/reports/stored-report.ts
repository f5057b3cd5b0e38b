import type { DealBook } from '../../book/book.ts';
import type { OptionKind } from '../../options.ts';
import type { OpenSource } from './source.ts';

/** A report that is computed from rows. */
export interface StoredReport<O extends object, R> {
  /** The options that the report of a book takes. */
  readonly options: Readonly<Record<string, OptionKind>>;
  /** The name of an option that the rows cannot answer to; undefined where they answer. */
  readonly unanswered: (options: O) => string | undefined;
  readonly report: (source: OpenSource, options: O) => Promise<R>;
  /** The same report of a book. */
  readonly ofBook: (book: DealBook, options: O) => R;
}

/** The first of some options that were given. */
export function firstGiven<O extends object>(
  options: O,
  ...names: readonly (keyof O & string)[]
): string | undefined {
  return names.find((name) => options[name] !== undefined);
}

/** Nothing is left unanswered. */
export function everything(): undefined {
  return undefined;
}

/** A date that a report tells. */
export function dateOrNull(instant: number | null): Date | null {
  return instant === null ? null : new Date(instant);
}
