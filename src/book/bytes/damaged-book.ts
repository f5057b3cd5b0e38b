import { DealError, isDealError } from '../../errors.ts';
import { preview } from '../../text.ts';

/** What to throw for bytes that are no whole book: why not. */
export function damagedBook(problem: string): DealError<'damaged-book'> {
  return new DealError('damaged-book', `These bytes are no whole book: ${problem}.`, { problem });
}

/** Reads what somebody sealed who may know nothing of books: what cannot be read is damage, whatever happens. */
export function readingBook<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw isDealError(error, 'damaged-book') ? error : damagedBook(preview(error));
  }
}
