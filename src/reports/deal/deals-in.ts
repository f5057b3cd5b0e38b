import { checkReport, type DealBook, withRows } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { dealIdReader } from '../../book/readers/deal-id.ts';
import { accountReader } from '../../book/readers/owner.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { rowsInPipeline } from '../../book/readers/stage.ts';
import { populationRows } from '../../book/selection/population.ts';
import { invalidOption } from '../../errors.ts';
import { checkOption, object, reading } from '../../options.ts';
import { stageById } from '../../pipeline/stage-by-id.ts';
import { compareText, preview } from '../../text.ts';
import { dealsInCell, type FunnelCell } from '../funnel/deals-in-cell.ts';
import { type SalesFunnelOptions, salesFunnelOptions } from '../funnel/sales-funnel.ts';
import type { FigureKind, FigurePlaces } from './figure-place.ts';
import { type FigureReport, figureRows, placeOptions } from './figure-rows.ts';

/**
 * Which deals are behind a figure of a report?
 *
 * Given the options of a `salesFunnel`, or a report as it was computed of this book, and where the figure stands in it: as
 * many ids as the figure counts, in code-point order. Of a funnel: a stage and a cell of its row (`entered`, `passed`, `lost`,
 * `open`, `returned`, `transferred`, `skipped`), or without a stage a cell of the total (`deals`, `won`, `lost`, `open`,
 * `transferred`, `unpriced`). Of the others what `FigurePlaces` says of each: a period's name, an owner, a reason, a line of a
 * waterfall, in which a deal that moved so twice is twice. The report's own date and options count. Refused by their names are the reports whose figures count no deals or more than one list of them:
 * `compareFunnels`, `contactToPayment`, `dealJourney`, `dealList`, `dealPaths`, `demandSatisfaction`, `forecast`,
 * `reschedules`, `salesCycle`, `salesVelocity`, `stageDurations`, `transitions` and those of planning.
 *
 * @throws DealError `invalid-option` for a kind of report, a place, a stage or a cell there is not, a population it cannot tell,
 * and for what is no report; `unknown-pipeline`, `invalid-period`, `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * dealsIn(book, { pipelineId: 'sales' }, { stageId: 'contact', cell: 'passed' }) // => ['d1', 'd2', 'd4']
 * dealsIn(book, lossReasons(book), { reason: 'price' }) // => ['d2']
 * dealsIn(book, salesByPeriod(book, { during: '2026-Q4' }), { ownerId: 'kari', period: '2026-10' }) // => ['d1']
 * ```
 */
export function dealsIn<K extends FigureKind>(
  book: DealBook,
  report: { readonly kind: K; readonly asOf: Date | null },
  place: FigurePlaces[NoInfer<K>],
): string[];
export function dealsIn(book: DealBook, options: SalesFunnelOptions, place: FunnelCell): string[];
export function dealsIn(book: DealBook, about: object, place: object): string[] {
  checkOption('options', about, object);
  if (!('kind' in about)) return dealsInCell(book, about as SalesFunnelOptions, place as FunnelCell);
  return reading('report', () => dealsInReport(book, about as FigureReport, place));
}

function dealsInReport(whole: DealBook, report: FigureReport, given: object): string[] {
  const { kind, asOf } = report;
  if (!Object.hasOwn(placeOptions, kind)) refuseKind(kind);
  checkReport(whole, given, placeOptions[kind]);
  const place = withStageNow(whole, report, given);
  const book = asOf === null || +asOf === Number(whole.asOf) ? whole : bookAsOf(whole, asOf);
  if (kind === 'salesFunnel' || kind === 'stageEffectiveness')
    return dealsInCell(book, funnelOptionsOf(report), place as FunnelCell);
  for (const name of ['overlapping', 'enteredDuring', 'cohort', 'credit'])
    if (name in report) throw invalidOption(name, `no deals are told of a ${kind} with it`);
  const rows = populationRows(book, report);
  if (kind === 'ownerScorecard')
    return dealsOfOwner(book, rows, report, place as FigurePlaces['ownerScorecard']);
  const rowsOf = figureRows[kind] as (typeof figureRows)['winRate'];
  const found = rowsOf(book, rowsInPipeline(book, rows, report.pipelineId), report, place as { cell: 'won' });
  return Array.from(found, dealIdReader(book)).sort(compareText);
}

/** A place in a report that may have been computed, and stored, when the stage had another id. */
function withStageNow(
  book: DealBook,
  report: FigureReport,
  place: { readonly stageId?: string | null; readonly pipelineId?: string },
): object {
  const pipelineId = place.pipelineId ?? report.pipelineId;
  if (pipelineId === undefined || typeof place.stageId !== 'string') return place;
  const stage = stageById(pipelineIn(book, pipelineId), place.stageId);
  return { ...place, stageId: stage?.id ?? place.stageId };
}

function dealsOfOwner(
  book: DealBook,
  rows: Int32Array,
  report: FigureReport,
  { ownerId, stageId, cell }: FigurePlaces['ownerScorecard'],
): string[] {
  if ((stageId === undefined) === (cell === 'entered'))
    throw invalidOption('cell', `${stageId === undefined ? 'in all' : 'a stage'} has no cell ${cell}`);
  const { pipelineId, skips, returns } = funnelOptionsOf(report);
  const accountOf = accountReader(book);
  const mine = ownerId === undefined ? rows : rows.filter((row) => accountOf(row) === ownerId);
  const place = { ...(stageId === undefined ? {} : { stageId }), cell } as FunnelCell;
  return dealsInCell(withRows(book, mine), { pipelineId, skips, returns }, place);
}

/** What a report of stages says of the funnel it was computed from. */
function funnelOptionsOf(report: object): SalesFunnelOptions {
  return Object.fromEntries(
    Object.entries(report).filter(([name]) => Object.hasOwn(salesFunnelOptions, name)),
  ) as unknown as SalesFunnelOptions;
}

function refuseKind(kind: unknown): never {
  const known = Object.keys(placeOptions).join(', ');
  throw invalidOption('report', `no deals are told behind the figures of ${preview(kind)}, only of ${known}`);
}
