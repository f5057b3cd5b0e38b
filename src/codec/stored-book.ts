import type { StoredBook } from '../book/bytes/book-parts.ts';
import type { DealEvent } from '../deal/event.ts';
import type { StoredValue } from './json.ts';
import { anyValue } from './value.ts';

/** All of a book that is no column, as JSON beside the columns. */
export interface BookRecord {
  readonly currency: string;
  readonly timeZone: string;
  readonly fiscalYearStart: number;
  readonly pipelines: readonly StoredValue[];
  readonly book: StoredBook;
}

/** Events that a row of a book keeps, as text. They were checked when they were taken in. */
export function keptText(events: readonly DealEvent[]): string {
  return JSON.stringify(anyValue.encode(events));
}

/** The events that {@link keptText} made a text of. */
export function keptEventsOf(text: string): DealEvent[] {
  return anyValue.decode(JSON.parse(text)) as DealEvent[];
}
