import {
  activeFunnel,
  bookAsOf,
  type DealBook,
  dealList,
  dealsIn,
  type FigureKind,
  type FigurePlaces,
  type ReportVariant,
  reportTable,
  selectDeals,
} from 'dealbook';
import type { DealPage, DealsAsked, Place } from '../messages.ts';
import { reportOf, selectedBy } from './reports.ts';

/** How many deals a page of a list has. */
const limit = 25;

/** The deals behind a figure, those of most potential first. */
export function dealsBehind(book: DealBook, asked: DealsAsked, locale: string): DealPage {
  const { variant, place, after, isWhole = false } = asked;
  const { book: then, ids } = figureDeals(book, variant, place);
  const list = dealList(selectDeals(then, { field: 'id', is: 'in', value: ids }), {
    ...{ sort: { by: 'potential', order: 'descending' }, limit: isWhole ? undefined : limit, after },
  });
  const { deals, next } = list;
  return { deals, next, table: reportTable(list, { locale, timeZone: book.timeZone }) };
}

interface FigureDeals {
  readonly book: DealBook;
  readonly ids: readonly string[];
}

function figureDeals(whole: DealBook, variant: ReportVariant, place: Place): FigureDeals {
  if ('closedDuring' in place) {
    const { closedDuring, cell } = place;
    return figureDeals(whole, { ...variant, options: { ...variant.options, closedDuring } }, { cell });
  }
  const book = selectedBy(whole, variant);
  const report = reportOf(whole, variant);
  if (report.kind === 'forecast') {
    const active = activeFunnel(book, { pipelineId: report.pipelineId });
    return { book, ids: dealsIn(book, active, place as FigurePlaces['activeFunnel']) };
  }
  const ids = dealsIn<FigureKind>(book, report, place as FigurePlaces[FigureKind]);
  if (report.kind !== 'pipelineMovements') return { book, ids };
  // As they were then: those it began with just before the period, all others just before its end.
  const { start, end } = report.during;
  const at = 'line' in place && place.line === 'begin' ? start : end;
  return { book: bookAsOf(book, new Date(+at - 1)), ids };
}
