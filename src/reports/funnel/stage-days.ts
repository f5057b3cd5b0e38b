import type { DealBook } from '../../book/book.ts';
import { type StayLengths, stayLengths } from '../../book/readers/stay-lengths.ts';
import { stepDates } from '../../book/readers/stays.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { Clock } from '../../time/clock.ts';
import type { FunnelDeals } from './funnel-deals.ts';
import { pathParts, stayParts, visitParts } from './path-visits.ts';
import { bitIn } from './shown/looking.ts';

/**
 * How long the completed real visits to each stage took, by position. A visit of which it is not known when it began has
 * no length.
 */
export function stageDays(book: DealBook, deals: FunnelDeals, clock: Clock): Summary[] {
  return [...visitLengths(book, deals, clock, false).stays];
}

/** How long the real visits of a funnel's deals took, visit by visit and deal by deal. */
export function visitLengths(book: DealBook, deals: FunnelDeals, clock: Clock, perDeal = true): StayLengths {
  const { rows, pipelineId, order, reading, shown } = deals;
  const everyStayCounts = reading.returns === 'keep' && shown === null;
  return everyStayCounts
    ? stayLengths(book, rows, pipelineId, order, clock, perDeal)
    : lengthsShown(book, deals, clock);
}

/** Only the visits of the reading that are shown count. */
function lengthsShown(
  book: DealBook,
  { rows, order, visits, shown }: FunnelDeals,
  { read, toDays }: Clock,
): StayLengths {
  const { lists, listOf } = visits;
  const { first, at, isUndated } = stepDates(book);
  const stays: number[][] = order.places.map(() => []);
  const deals: number[][] = order.places.map(() => []);
  const [open, undated] = [new Int32Array(stays.length), new Int32Array(stays.length)];
  /** By position, how long all visits of a deal took: -1 for none, -Infinity where it is there now, else where one is not known Infinity or NaN. */
  const together = new Float64Array(stays.length).fill(-1);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    shown?.look(rows, i, i + 1);
    if (shown?.records[0] === -1) continue;
    const base = first[row] as number;
    const list = listOf(row);
    const { numbers } = lists;
    const steps = numbers[list + pathParts.steps] as number;
    const start = list + pathParts.count + visitParts.count * (numbers[list + pathParts.visits] as number);
    const end = start + stayParts.count * (numbers[list + pathParts.stays] as number);
    for (let from = start; from < end; from += stayParts.count) {
      const position = numbers[from + stayParts.position] as number;
      if (shown !== null && bitIn(shown.records, 1, position) === 0) continue;
      const began = numbers[from + stayParts.began] as number;
      const ended = numbers[from + stayParts.ended] as number;
      const length =
        began === 0 && isUndated(row)
          ? Number.POSITIVE_INFINITY
          : ended === steps
            ? Number.NEGATIVE_INFINITY
            : read(at[base + ended] as number) - read(at[base + began] as number);
      if (Number.isFinite(length)) (stays[position] as number[]).push(length);
      together[position] = Math.max(together[position] as number, 0) + length;
    }
    for (let from = start; from < end; from += stayParts.count) {
      const position = numbers[from + stayParts.position] as number;
      const length = together[position] as number;
      if (length === -1) continue;
      together[position] = -1;
      if (Number.isFinite(length)) (deals[position] as number[]).push(length);
      else {
        const others = length < 0 ? open : undated;
        others[position] = (others[position] as number) + 1;
      }
    }
  }
  const summaries = (lengths: readonly number[][]): Summary[] =>
    lengths.map((each) => summarize(Float64Array.from(each), toDays));
  return { stays: summaries(stays), deals: summaries(deals), open, undated };
}
