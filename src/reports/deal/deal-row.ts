import type { DealBook } from '../../book/book.ts';
import { priceOf } from '../../book/prices/prices.ts';
import { potentialsOf, recordedPotentialReader, salesOf } from '../../book/readers/amounts.ts';
import { attributeReader } from '../../book/readers/attribute.ts';
import { dealIdReader } from '../../book/readers/deal-id.ts';
import { expectedCloseReader } from '../../book/readers/expected-close.ts';
import { openedAtReader } from '../../book/readers/opened-at.ts';
import { ownerReader } from '../../book/readers/owner.ts';
import { lastEntryReader, stageReader } from '../../book/readers/stage.ts';
import { closedAtReader, statusReader } from '../../book/readers/status.ts';
import type { Money } from '../../money/money.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { clockOf } from '../../time/clock.ts';

/** A deal as a line of a list, as of the book. */
export interface DealLine {
  readonly dealId: string;
  readonly name: string | null;
  readonly ownerId: string | null;
  readonly customerId: string | null;
  readonly pipelineId: string;
  /** The stage it is in, or was closed in; null in a pipeline without stages. */
  readonly stageId: string | null;
  /** What the pipeline calls the stage; its id where the pipeline does not know it. */
  readonly stageName: string | null;
  readonly status: 'open' | 'won' | 'lost';
  /** In the management currency; null without one, or without a rate. */
  readonly potential: Money | null;
  /** The potential as it was recorded, in its own currency. */
  readonly potentialAsEntered: Money | null;
  /** What a won deal was sold for, in the management currency. */
  readonly wonAmount: Money | null;
  /** Null where the date is not known. */
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly expectedCloseAt: Date | null;
  /** Days from the opening to the date of the book, of a closed deal to its closing; null where it is not known when it was opened. */
  readonly age: number | null;
  /** Days in the stage, up to the date of the book or the closing; null without a stage, and where it is not known since when. */
  readonly daysInStage: number | null;
}

/** For how many days a deal has been open, and in its stage; NaN where that is not known. */
export interface DealAge {
  readonly ageOf: (row: number) => number;
  readonly daysInStageOf: (row: number) => number;
}

/** Tells how old deals are. */
export function dealAge(book: DealBook, calendar: BusinessCalendar | undefined): DealAge {
  const { read, toDays } = clockOf(calendar);
  const [openedAt, enteredAt, closedAt] = [openedAtReader(book), lastEntryReader(book), closedAtReader(book)];
  const stageOf = stageReader(book);
  const now = Number(book.asOf);
  const daysSince = (start: number, row: number): number => {
    if (Number.isNaN(start)) return Number.NaN;
    const end = closedAt(row);
    return toDays(read(Number.isNaN(end) ? now : end) - read(start));
  };
  return {
    ageOf: (row) => daysSince(openedAt(row), row),
    daysInStageOf: (row) => (stageOf(row).stageId === null ? Number.NaN : daysSince(enteredAt(row), row)),
  };
}

/** Tells the line of a deal. */
export function dealLineReader(
  book: DealBook,
  calendar: BusinessCalendar | undefined,
): (row: number) => DealLine {
  const [idOf, ownerOf, stageOf, statusOf] = [
    dealIdReader(book),
    ownerReader(book),
    stageReader(book),
    statusReader(book),
  ];
  const [nameOf, customerOf] = [attributeReader(book, 'name'), attributeReader(book, 'customerId')];
  const [openedAt, closedAt, expectedCloseAt] = [
    openedAtReader(book),
    closedAtReader(book),
    expectedCloseReader(book),
  ];
  const [potentials, sales, recorded] = [potentialsOf(book), salesOf(book), recordedPotentialReader(book)];
  const { ageOf, daysInStageOf } = dealAge(book, calendar);
  const { currency } = book;
  const names = new Map(
    book.pipelines.map(({ id, stages }) => [id, new Map(stages.map((stage) => [stage.id, stage.name]))]),
  );
  return (row) => {
    const { pipelineId, stageId } = stageOf(row);
    const status = statusOf(row);
    const [price, sold] = [priceOf(potentials, row), status === 'won' ? priceOf(sales, row) : null];
    return {
      dealId: idOf(row),
      name: nameOf(row) as string | null,
      ownerId: ownerOf(row),
      customerId: customerOf(row) as string | null,
      pipelineId,
      stageId,
      stageName: stageId === null ? null : (names.get(pipelineId)?.get(stageId) ?? stageId),
      status,
      potential: price && { amount: price, currency },
      potentialAsEntered: recorded(row),
      wonAmount: sold && { amount: sold, currency },
      openedAt: dateOrNull(openedAt(row)),
      closedAt: dateOrNull(closedAt(row)),
      expectedCloseAt: dateOrNull(expectedCloseAt(row)),
      age: numberOrNone(ageOf(row)),
      daysInStage: numberOrNone(daysInStageOf(row)),
    };
  };
}

function dateOrNull(instant: number): Date | null {
  return Number.isNaN(instant) ? null : new Date(instant);
}

function numberOrNone(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
