import { bookRows, type DealBook } from '../../book/book.ts';
import { type Prices, priceKinds } from '../../book/prices/prices.ts';
import { potentialsOf, salesOf } from '../../book/readers/amounts.ts';
import { expectedCloseReader } from '../../book/readers/expected-close.ts';
import { competitors } from '../../book/readers/loss-details.ts';
import { closedByReader } from '../../book/readers/owner.ts';
import { type StageRef, stageReader } from '../../book/readers/stage.ts';
import { closedAtReader, rowsWithStatus } from '../../book/readers/status.ts';
import { selectDeals } from '../../book/select-deals.ts';
import type { Population } from '../../book/selection/population.ts';
import { invalidOption } from '../../errors.ts';
import { type OptionsOf, oneOf, text, textOrNull, wholeNumber } from '../../options.ts';
import { preview } from '../../text.ts';
import { localDays } from '../../time/local-day.ts';
import type { Period } from '../../time/period.ts';
import { withoutUndefined } from '../given.ts';
import { type MovementLine, movementLines } from '../movements/movements.ts';
import { rowsInLine } from '../movements/pipeline-movements.ts';
import type { FigureKind, FigurePlaces } from './figure-place.ts';

/** What is read of a report to find the deals behind its figures. */
export interface FigureReport extends Population {
  readonly kind: FigureKind;
  readonly asOf: Date | null;
  readonly pipelineId?: string;
  readonly during?: Period;
  readonly ownerId?: string | null;
  readonly expectedDuring?: Period;
  readonly credit?: string;
  readonly deals: readonly { readonly dealId: string; readonly stageId: string }[];
  readonly plans: readonly { readonly during: Period; readonly ownerId: string | null }[];
  readonly periods: readonly NamedPeriod[];
  readonly company: { readonly periods: readonly NamedPeriod[] };
}

type Places = { readonly [K in FigureKind]: OptionsOf<FigurePlaces[K]> };

const byStage = { stageId: text, cell: oneOf('open', 'unpriced') };

/** What the place of a figure may say, by the kind of report. */
export const placeOptions: Places = {
  salesFunnel: { stageId: text, cell: text },
  stageEffectiveness: { stageId: text, cell: oneOf('entered', 'passed', 'lost') },
  activeFunnel: byStage,
  dealBoard: byStage,
  staleDeals: { stageId: text },
  weightedPipeline: { period: text, cell: oneOf('overdue', 'unscheduled') },
  winRate: { cell: oneOf('won', 'lost', 'open', 'unpriced', 'unpricedWon') },
  dealStatus: { status: oneOf('open', 'won', 'lost'), cell: oneOf('deals', 'unpriced') },
  salesByPeriod: { ownerId: textOrNull, period: text, cell: oneOf('won', 'unpriced') },
  lossReasons: {
    ...{ reason: textOrNull, competitorId: text, pipelineId: text, stageId: textOrNull },
    ...{ ownerId: textOrNull, customerId: textOrNull, cell: oneOf('lost', 'unpriced') },
  },
  ownerScorecard: {
    ownerId: textOrNull,
    stageId: text,
    cell: oneOf('deals', 'won', 'lost', 'open', 'entered'),
  },
  pipelineMovements: { line: oneOf(...movementLines) },
  planAttainment: { plan: wholeNumber },
};

interface NamedPeriod {
  readonly name: string;
  readonly period: Period;
}

/** Those of the rows, which are of the report's population and pipeline, that a figure counts. */
type RowsOf<K extends FigureKind> = (
  book: DealBook,
  rows: Int32Array,
  report: FigureReport,
  place: FigurePlaces[K],
) => Int32Array;

/** The kinds whose figures count rows of one population; those of stages are cells of funnels. */
export type RowKind = Exclude<FigureKind, 'salesFunnel' | 'stageEffectiveness' | 'ownerScorecard'>;

export const figureRows: { readonly [K in RowKind]: RowsOf<K> } = {
  activeFunnel: openInStage,
  dealBoard: openInStage,
  staleDeals(book, rows, { deals }, { stageId }) {
    const listed = deals.filter((deal) => stageId === undefined || deal.stageId === stageId);
    const ids = new Set(listed.map(({ dealId }) => dealId));
    const found = selectDeals(book, { field: 'id', is: 'in', value: [...ids] });
    return among(rows, found);
  },
  weightedPipeline(book, rows, { periods }, { period, cell }) {
    const open = rowsWithStatus(book, rows, 'open');
    const expectedAt = expectedCloseReader(book);
    const dayOf = localDays(book.timeZone);
    const today = dayOf(Number(book.asOf));
    const isOver = (row: number): boolean => dayOf(expectedAt(row)) < today;
    if (cell === 'unscheduled') return open.filter((row) => Number.isNaN(expectedAt(row)));
    if (cell === 'overdue') return open.filter((row) => !Number.isNaN(expectedAt(row)) && isOver(row));
    if (period === undefined) return open;
    const named = periodOf(periods, period);
    return open.filter((row) => isWithin(expectedAt(row), named) && !isOver(row));
  },
  winRate(book, rows, _report, { cell }) {
    switch (cell) {
      case 'unpriced':
        return unpricedOf(potentialsOf(book), rowsWithStatus(book, rows, 'won', 'lost'));
      case 'unpricedWon':
        return unpricedOf(salesOf(book), rowsWithStatus(book, rows, 'won'));
      default:
        return rowsWithStatus(book, rows, cell);
    }
  },
  dealStatus(book, rows, _report, { status, cell }) {
    const some = status === undefined ? rows : rowsWithStatus(book, rows, status);
    return cell === 'unpriced' ? unpricedOf(potentialsOf(book), some) : some;
  },
  salesByPeriod(book, rows, { during, company }, { ownerId, period, cell }) {
    const when = period === undefined ? (during as Period) : periodOf(company.periods, period);
    const won = wonDuring(book, rows, when, ownerId);
    return cell === 'unpriced' ? unpricedOf(salesOf(book), won) : won;
  },
  lossReasons(book, rows, _report, place) {
    const { reason, competitorId, pipelineId, stageId, ownerId, customerId } = place;
    const asked = { lossReason: reason, closedBy: ownerId, customerId } as const;
    const filters = Object.entries(asked).flatMap(([field, value]) =>
      value === undefined ? [] : [{ field: field as keyof typeof asked, value }],
    );
    const rivals = competitors(book);
    const stageOf = stageReader(book);
    const isHere = (stage: StageRef): boolean =>
      (pipelineId === undefined || stage.pipelineId === pipelineId) &&
      (stageId === undefined || stage.stageId === stageId);
    const lost = among(rowsWithStatus(book, rows, 'lost'), selectDeals(book, { and: filters }))
      .filter((row) => isHere(stageOf(row)))
      .filter(
        (row) => competitorId === undefined || rivals.valueAt(rivals.codes[row] as number) === competitorId,
      );
    return place.cell === 'unpriced' ? unpricedOf(potentialsOf(book), lost) : lost;
  },
  // Those it began with may be closed, elsewhere or deleted now: of all rows, not of those of a population.
  pipelineMovements(book, _rows, report, { line }) {
    const { during, pipelineId, ownerId, expectedDuring } = report;
    const scope = withoutUndefined({ pipelineId, ownerId, expectedDuring });
    const asked =
      (line as MovementLine | undefined) ?? refuse('line', 'a line of the waterfall is to be told');
    return rowsInLine(book, { during: during as Period, ...scope }, asked);
  },
  planAttainment(book, rows, { plans }, { plan }) {
    const asked = plans[plan] ?? refuse('plan', `the report has no plan ${plan}`);
    return wonDuring(book, rows, asked.during, asked.ownerId ?? undefined);
  },
};

function openInStage(
  book: DealBook,
  rows: Int32Array,
  _report: FigureReport,
  { stageId, cell }: FigurePlaces['activeFunnel'],
): Int32Array {
  const stageOf = stageReader(book);
  const open = rowsWithStatus(book, rows, 'open').filter(
    (row) => stageId === undefined || stageOf(row).stageId === stageId,
  );
  return cell === 'unpriced' ? unpricedOf(potentialsOf(book), open) : open;
}

function wonDuring(
  book: DealBook,
  rows: Int32Array,
  when: Period,
  ownerId: string | null | undefined,
): Int32Array {
  const [closedAt, closedBy] = [closedAtReader(book), closedByReader(book)];
  return rowsWithStatus(book, rows, 'won').filter(
    (row) => isWithin(closedAt(row), when) && (ownerId === undefined || closedBy(row) === ownerId),
  );
}

function unpricedOf({ kind }: Prices, rows: Int32Array): Int32Array {
  return rows.filter((row) => kind[row] === priceKinds.missing);
}

function among(rows: Int32Array, part: DealBook): Int32Array {
  const wanted = new Set(bookRows(part));
  return rows.filter((row) => wanted.has(row));
}

function isWithin(at: number, { start, end }: Period): boolean {
  return +start <= at && at < +end;
}

function periodOf(periods: readonly NamedPeriod[], name: string): Period {
  const found = periods.find((each) => each.name === name);
  return found?.period ?? refuse('period', `the report has no period ${preview(name)}`);
}

function refuse(option: string, problem: string): never {
  throw invalidOption(option, problem);
}
