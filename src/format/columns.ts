import type { Money } from '../money/money.ts';
import { type OptionsOf, object, readLater } from '../options.ts';
import { dayText, localDays } from '../time/local-day.ts';
import { checkTimeZone } from '../time/time-zone.ts';
import type { Captions, OtherCaptions } from './captions/captions.ts';
import { captionsIn } from './captions/captions-in.ts';
import {
  type FormatOptions,
  formatMoney,
  formatNumber,
  formatOptions,
  formatRate,
  missing,
} from './figures.ts';
import type { Heading, ReportTable } from './table.ts';

export interface ReportTableOptions extends FormatOptions {
  /** Whose days are shown; default UTC. */
  readonly timeZone?: string | undefined;
  /** Captions in place of the language's own. */
  readonly captions?: OtherCaptions | undefined;
}

export const reportTableOptions: OptionsOf<ReportTableOptions> = {
  ...formatOptions,
  timeZone: readLater,
  captions: object,
};

/** How the figures of a table are written; one that does not exist is `–`. */
export interface Writer {
  readonly captions: Captions;
  number(value: number | null): string;
  money(value: Money | null): string;
  share(value: Parameters<typeof formatRate>[0]): string;
  /** A share without its numerator and denominator. */
  percent(value: number | null): string;
  day(value: Date | null): string;
}

export function writerIn({ timeZone = 'UTC', captions, ...options }: ReportTableOptions): Writer {
  const share: Writer['share'] = (value) => formatRate(value, options);
  const dayOf = localDays(checkTimeZone(timeZone));
  return {
    captions: captionsIn(options.locale, captions),
    number: (value) => formatNumber(value, options),
    money: (value) => (value === null ? missing : formatMoney(value, options)),
    share,
    percent: (value) => share({ value, count: 0, of: 0 }),
    day: (value) => (value === null ? missing : dayText(dayOf(+value))),
  };
}

/** A column of a table: its heading, and the cell of each row. */
export interface Column<R> extends Heading {
  readonly cellOf: (row: R) => string;
}

/** A column of names. */
export function label<R>(name: string, cellOf: Column<R>['cellOf']): Column<R> {
  return { name, align: 'left', cellOf };
}

/** A column of figures. */
export function figure<R>(name: string, cellOf: Column<R>['cellOf']): Column<R> {
  return { name, align: 'right', cellOf };
}

export function tableOf<R>(rows: readonly R[], columns: readonly Column<R>[]): ReportTable {
  return {
    columns: columns.map(({ name, align }) => ({ name, align })),
    rows: rows.map((row) => columns.map(({ cellOf }) => cellOf(row))),
  };
}
