import { describe, expect, test } from 'vitest';
import { bookRows, type DealBook } from '../../../src/book/book.ts';
import { openedAtReader } from '../../../src/book/readers/opened-at.ts';
import { accountReader, closedByReader, ownerReader } from '../../../src/book/readers/owner.ts';
import {
  enteredStageReader,
  openStageReader,
  rowsInPipeline,
  stageReader,
} from '../../../src/book/readers/stage.ts';
import { closedAtReader, rowsWithStatus, statusReader } from '../../../src/book/readers/status.ts';
import { timeOpenReader } from '../../../src/book/readers/time-open.ts';
import { bookAsOf, type DealEvent, dealBook } from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';

const hour = 3_600_000;

function opened(dealId: string, more: object = {}): DealEvent {
  const where = { pipelineId: 'sales', stageId: 'contact', ownerId: 'kari', potential: nok(100) };
  return { type: 'DealOpened', dealId, at: on(1), ...where, ...more } as DealEvent;
}

/** In rows 0 to 3: a deal that is open, two that are closed, and one opened on a date not known. */
const book: DealBook = dealBook(
  [
    [opened('open'), { type: 'DealMoved', dealId: 'open', at: on(3), from: 'contact', to: 'offer' }],
    [
      opened('won'),
      { type: 'DealWon', dealId: 'won', at: on(5) },
      { type: 'DealReopened', dealId: 'won', at: on(6), stageId: 'offer' },
      { type: 'DealWon', dealId: 'won', at: on(8) },
      { type: 'DealReassigned', dealId: 'won', at: on(9), ownerId: 'ola' },
    ] as DealEvent[],
    [
      opened('lost', { pipelineId: 'simple', stageId: undefined }),
      { type: 'DealLost', dealId: 'lost', at: on(7), reason: 'price' },
    ] as DealEvent[],
    [opened('undated', { undated: true })],
  ],
  { pipelines: [sales, simple], currency: 'NOK' },
);
const each = <T>(reader: (row: number) => T, of: DealBook = book): T[] => Array.from(bookRows(of), reader);

describe('a reader answers for a row, as of the book,', () => {
  test('whether the deal is open, won or lost', () => {
    expect(each(statusReader(book))).toEqual(['open', 'won', 'lost', 'open']);
    expect(each(statusReader(bookAsOf(book, on(6))))).toEqual(['open', 'open', 'open', 'open']);
    expect(Array.from(rowsWithStatus(book, bookRows(book), 'lost'))).toEqual([2]);
    expect(Array.from(rowsWithStatus(book, bookRows(book), 'won', 'lost'))).toEqual([1, 2]);
    expect(Array.from(rowsWithStatus(book, Int32Array.of(1, 3), 'open'))).toEqual([3]);
  });

  test('when it was closed last, not a number while it is open', () => {
    expect(each(closedAtReader(book))).toEqual([Number.NaN, +on(8), +on(7), Number.NaN]);
  });

  test('in which stage it is, or was when it was closed, and since when', () => {
    const stages = each(stageReader(book)).map(({ stageId }) => stageId);
    expect(stages).toEqual(['offer', 'offer', null, 'contact']);
    expect(Array.from(rowsInPipeline(book, bookRows(book), 'simple'))).toEqual([2]);
    const since = enteredStageReader(book);
    expect([since(0), since(3)]).toEqual([+on(3), Number.NaN]);
  });

  test('in which stage it was open at another instant', () => {
    const stages = each(openStageReader(book, +on(5))).map((stage) => stage?.stageId);
    expect(stages).toEqual(['offer', undefined, null, 'contact']);
  });

  test('whose it is, whose it was when it was closed, and to whose account it goes', () => {
    expect(each(ownerReader(book))).toEqual(['kari', 'ola', 'kari', 'kari']);
    expect(ownerReader(book, +on(8))(1)).toBe('kari');
    expect(closedByReader(book)(1)).toBe('kari');
    expect(each(accountReader(book))).toEqual(['kari', 'kari', 'kari', 'kari']);
  });

  test('when it was opened and how long it was open, not a number where that is not known', () => {
    expect(each(openedAtReader(book))).toEqual([+on(1), +on(1), +on(1), Number.NaN]);
    const timeOpen = timeOpenReader(book, (instant) => instant);
    expect([timeOpen(1), timeOpen(2)]).toEqual([6 * 24 * hour, 6 * 24 * hour]); // less a day that it was won
  });
});
