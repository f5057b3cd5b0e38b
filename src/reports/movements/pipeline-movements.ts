import { checkReport, type DealBook } from '../../book/book.ts';
import { checkReach } from '../../book/book-as-of.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import type { PeriodInput } from '../../book/selection/population.ts';
import { DealError } from '../../errors.ts';
import { D } from '../../money/decimal.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, readLater, text } from '../../options.ts';
import { checkText } from '../../text.ts';
import { periodOption, readPeriod } from '../../time/calendar/read-period.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';
import { movedRows } from './moved-rows.ts';
import { countUnpricedAround, linesOf, pricesAround, rowsIn } from './movement-prices.ts';
import { ins, type MovementLine, outs, type PipelineScope } from './movements.ts';

export interface PipelineMovementsOptions {
  readonly during: PeriodInput;
  /** Default all pipelines. */
  readonly pipelineId?: string | undefined;
  /** Default all owners; null is the deals without one. */
  readonly ownerId?: string | null | undefined;
  /** Only deals expected to close in this period; deals that come into it or leave it by a new date are pushed or pulled. */
  readonly expectedDuring?: PeriodInput | undefined;
}

/** The options it takes. */
export const pipelineMovementsOptions: OptionsOf<PipelineMovementsOptions> = {
  during: periodOption,
  pipelineId: text,
  ownerId: readLater,
  expectedDuring: periodOption,
};

/** How the open pipeline at the begin of a period became that at its end: all of it, or as far as it is of a pipeline, of an owner, expected to close in a period. */
export interface PipelineMovements {
  readonly kind: 'pipelineMovements';
  readonly pipelineId?: string;
  readonly ownerId?: string | null;
  readonly expectedDuring?: Period;
  readonly during: Period;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly lines: Readonly<Record<MovementLine, { readonly deals: number; readonly potential: Money }>>;
  /** Deals in one of the lines that have no potential in the management currency, at the begin or at the end. */
  readonly unpriced: number;
  /** What the lines leave unexplained: always zero. */
  readonly residual: Money;
}

/**
 * How did the open pipeline change in a period: what came, what grew, what went, and by what?
 *
 * A deal is in scope while it is open, and in the pipeline, of the owner and expected to close in the period asked for. `begin`
 * and `end` are the deals in scope just before the start and just before the end, with the potentials and rates of then. A deal
 * that comes into the scope or leaves it in between is in the line of what did it, each time, with its potential at the
 * end. Of one in scope at the begin, `fx` is what other rates than then make of its potential, `increased` or `decreased` what it
 * was changed by since. `merged` are those deleted because another deal goes on in their place, `deleted` all
 * others. Several new dates of one deal count as the one they come to; one out and back again is none.
 *
 * begin + created + reopened + transferredIn + reassignedIn + pulledIn + pushedIn + increased + fx = decreased + won + lost +
 * transferredOut + reassignedOut + pulledOut + pushedOut + merged + deleted + end, to the last digit; that is checked, and so the
 * report either reconciles or throws. Over all owners, or all pipelines, the lines add up to those of the whole, what
 * passes between them being as much in as out. Deals change hands within the period, so ask with `ownerId`, not a
 * grouped book. Potentials that are missing count as nothing.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `invalid-period`, `invalid-date`, `invalid-text`, `as-of-too-late` for a period that
 * ends after the date of a book that has one.
 *
 * @example
 * ```ts
 * const { begin, created, won, lost, end } = pipelineMovements(book, { during: '2026-10' }).lines
 * const amounts = [begin, created, won, lost, end].map(({ potential }) => potential.amount) // => ['0', '400', '100', '100', '200']
 * ```
 */
export function pipelineMovements(book: DealBook, options: PipelineMovementsOptions): PipelineMovements {
  checkReport(book, options, pipelineMovementsOptions);
  const scope = readScope(book, options);
  const during = readPeriod(options.during, book);
  checkReach(book, +during.end - 1);
  const { currency } = book;
  const rows = movedRows(book, scope, during);
  const prices = pricesAround(book, rows, during);
  const lines = linesOf(rows, prices, currency);
  return {
    kind: 'pipelineMovements',
    during,
    ...scope,
    asOf: book.asOf,
    currency,
    lines,
    unpriced: countUnpricedAround(rows, prices),
    residual: checkResidual(lines, currency),
  };
}

/** The rows of the deals in a line of a waterfall, as often as they moved so. */
export function rowsInLine(
  book: DealBook,
  { during, ...scope }: PipelineScope & { readonly during: Period },
  line: MovementLine,
): Int32Array {
  const moved = movedRows(book, scope, during);
  return rowsIn(line, moved, pricesAround(book, moved, during));
}

/**
 * What the lines leave unexplained, which is nothing.
 *
 * @throws DealError `not-reconciled`.
 */
export function checkResidual(lines: PipelineMovements['lines'], currency: string): Money {
  const sum = (names: readonly MovementLine[]) =>
    names.reduce((total, name) => total.plus(lines[name].potential.amount), new D(0));
  const amount = sum(['begin', ...ins, 'increased', 'fx']).minus(sum(['decreased', ...outs, 'end']));
  if (amount.isZero()) return { amount, currency };
  const residual = amount.toFixed();
  throw new DealError('not-reconciled', `The movements leave ${residual} ${currency} unexplained.`, {
    residual,
  });
}

function readScope(
  book: DealBook,
  { pipelineId, ownerId, expectedDuring }: PipelineMovementsOptions,
): PipelineScope {
  if (pipelineId !== undefined) pipelineIn(book, pipelineId);
  if (ownerId !== undefined && ownerId !== null) checkText(ownerId, 'ownerId');
  const expected = expectedDuring === undefined ? undefined : readPeriod(expectedDuring, book);
  return withoutUndefined({ pipelineId, ownerId, expectedDuring: expected });
}
