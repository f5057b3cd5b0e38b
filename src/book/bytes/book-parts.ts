import { absent, idIndex, reserveIds, setRow } from '../../columns/id-index.ts';
import { type PackedColumn, unpacked } from '../../columns/packed-column.ts';
import { type PackedTexts, unpackedTexts } from '../../columns/packed-texts.ts';
import type { Bytes, Room } from '../../columns/planes.ts';
import { textFrom, textList, textsOf } from '../../columns/texts.ts';
import type { DealEvent } from '../../deal/event.ts';
import { pipelinesById } from '../../pipeline/pipelines-by-id.ts';
import type { RateTable } from '../../rates/rate-table.ts';
import type { Facts } from '../facts/facts.ts';
import { firstRows, type RowSet, rowSetOf, rowsInSet } from '../facts/row-set.ts';
import type { RateDate } from '../prices/pricing.ts';
import {
  type BookHead,
  bookLater,
  type Columns,
  columnsOf,
  type DealBook,
  type RowIndex,
} from '../view/book.ts';
import { readingBook } from './damaged-book.ts';
import { layOutFacts } from './facts-layout.ts';
import { type Layout, planColumn, planTexts } from './lay-out.ts';
import { ownFacts } from './own-facts.ts';
import { readFacts } from './read-facts.ts';
import type { StoredFacts } from './stored-facts.ts';

/** How events that a row keeps become text, and back. */
export interface EventTexts {
  readonly textOf: (events: readonly DealEvent[]) => string;
  readonly eventsOf: (text: string) => DealEvent[];
}

/** All of a book but its head, and where its columns lie in bytes: plain data, as JSON has it. */
export interface StoredBook {
  readonly deals: number;
  /** Instants; null for none. */
  readonly asOf: number | null;
  readonly hasFixedDate: boolean;
  readonly knownUntil: number | null;
  readonly limits: { readonly asOf: number | null; readonly knownAt: number | null };
  readonly rates: RateTable | null;
  readonly rateDate: RateDate;
  /** The rows selected; null for all. */
  readonly selected: PackedColumn | null;
  /** The rows of the deals in the book, at its date or another; null for all. */
  readonly scope: PackedColumn | null;
  /** Deals that were given, and of which nothing is known yet. */
  readonly absent: PackedTexts;
  readonly facts: StoredFacts;
}

/** A plan of a book in bytes. */
export interface BookLayout {
  readonly stored: StoredBook;
  /** How many bytes its columns take. */
  readonly length: number;
  readonly write: (bytes: Bytes) => void;
}

/** Plans how a book lies in bytes: packed, or, to be `viewed`, as in memory. */
export function layOutBook(book: DealBook, isViewed: boolean, events: EventTexts): BookLayout {
  const { view, selected } = columnsOf(book);
  const { facts, allRows, scope, asOf, hasFixedDate, knownUntil, recordedLimits, pricing } = view;
  const rows = rowsInSet(allRows);
  const room: Room = { taken: 0 };
  const layout: Layout = { room, viewed: isViewed, writes: [], scratch: new Int32Array(0) };
  const placed = (some: Int32Array): PackedColumn => planColumn(layout, placesAmong(rows, some));
  const stored: StoredBook = {
    deals: book.deals,
    asOf: Number.isFinite(asOf) ? asOf : null,
    hasFixedDate,
    knownUntil: Number.isFinite(knownUntil) ? knownUntil : null,
    limits: { asOf: instantOrNull(recordedLimits.asOf), knownAt: instantOrNull(recordedLimits.knownAt) },
    rates: pricing.rates ?? null,
    rateDate: pricing.rateDate,
    selected: selected === null ? null : placed(selected),
    scope: scope === allRows ? null : placed(rowsInSet(scope)),
    absent: planTexts(layout, textsOf(absentIds(view.rowIndex))),
    facts: layOutFacts(layout, ownFacts(facts, rows), events.textOf),
  };
  return {
    stored,
    length: room.taken,
    write: (bytes) => {
      for (const write of layout.writes) write(bytes);
    },
  };
}

/** The book that lies in bytes. Its columns are read when it is first asked something. */
export function bookOfBytes(
  bytes: Bytes,
  stored: StoredBook,
  head: BookHead,
  eventsOf: EventTexts['eventsOf'],
): DealBook {
  const asOf = stored.asOf ?? Number.NEGATIVE_INFINITY;
  return bookLater(head, stored.deals, asOf, () =>
    readingBook(() => readColumns(bytes, stored, head, eventsOf)),
  );
}

function readColumns(
  bytes: Bytes,
  stored: StoredBook,
  head: BookHead,
  eventsOf: EventTexts['eventsOf'],
): Columns {
  const { rates, rateDate, limits } = stored;
  const { currency, timeZone } = head;
  const pipelines = pipelinesById(head.pipelines);
  const facts = readFacts(bytes, stored.facts, { pipelines, currency }, eventsOf);
  const rowsOf = (packed: PackedColumn): Int32Array => Int32Array.from(unpacked(bytes, packed));
  const allRows = rowSetOf(firstRows(facts.steps.rows));
  const owner = {};
  const scope: RowSet = stored.scope === null ? allRows : rowSetOf(rowsOf(stored.scope));
  return {
    view: {
      facts,
      asOf: stored.asOf ?? Number.NEGATIVE_INFINITY,
      hasFixedDate: stored.hasFixedDate,
      knownUntil: stored.knownUntil ?? Number.POSITIVE_INFINITY,
      recordedLimits: { asOf: dateOrNone(limits.asOf), knownAt: dateOrNone(limits.knownAt) },
      pricing: { rates: rates ?? undefined, rateDate, timeZone },
      scope,
      allRows,
      rowIndex: indexLater(facts, facts.steps.rows, textList(unpackedTexts(bytes, stored.absent)), owner),
      indexOwner: owner,
      derived: {},
    },
    selected: stored.selected === null ? null : rowsOf(stored.selected),
  };
}

/** The index of the first rows, made when it is first needed. */
function indexLater(
  facts: Pick<Facts, 'dealIds'>,
  count: number,
  absentDeals: readonly string[],
  owner: object,
): RowIndex {
  let known: RowIndex['rows'] | undefined;
  const made = (): RowIndex['rows'] => {
    const { dealIds } = facts;
    const index = idIndex(dealIds);
    reserveIds(index, count);
    for (let row = 0; row < count; row++) setRow(index, textFrom(dealIds, row), row);
    for (const id of absentDeals) setRow(index, id, absent);
    return index;
  };
  return {
    get rows() {
      known ??= made();
      return known;
    },
    owner,
  };
}

function absentIds({ rows }: RowIndex): string[] {
  const ids = [...rows.overflow].flatMap(([id, row]) => (row === absent ? [id] : []));
  return ids.sort();
}

/** The places of some rows among all; both ascend. */
function placesAmong(rows: Int32Array, some: Int32Array): Int32Array {
  let place = 0;
  return some.map((row) => {
    while ((rows[place] as number) < row) place++;
    return place;
  });
}

function instantOrNull(date: Date | undefined): number | null {
  return date === undefined ? null : +date;
}

function dateOrNone(instant: number | null): Date | undefined {
  return instant === null ? undefined : new Date(instant);
}
