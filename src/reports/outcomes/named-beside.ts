import type { DealBook } from '../../book/book.ts';
import { attributeReader } from '../../book/readers/attribute.ts';
import { otherReasonsReader } from '../../book/readers/loss-details.ts';
import type { KeyCount } from '../../book/selection/count-by-key.ts';
import { compareText } from '../../text.ts';
import { noDeals } from '../deal-count.ts';

/** How many of the deals name a reason beside the one they count for. */
export function namedBeside(book: DealBook, rows: Int32Array): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  const [reasonOf, othersOf] = [attributeReader(book, 'lossReason'), otherReasonsReader(book)];
  for (const row of rows) {
    const others = othersOf(row);
    if (others.length === 0) continue;
    const reason = reasonOf(row);
    for (const other of new Set(others)) if (other !== reason) named.set(other, (named.get(other) ?? 0) + 1);
  }
  return named;
}

/** The counts of reasons, with those that no deal counts for in their places. */
export function withNamed(
  counted: readonly KeyCount[],
  named: ReadonlyMap<string, number>,
): readonly KeyCount[] {
  const known = new Set(counted.map(({ key }) => key[0]));
  const more = [...named.keys()].filter((reason) => !known.has(reason));
  if (more.length === 0) return counted;
  const none = more.map((reason): KeyCount => ({ key: [reason], ...noDeals() }));
  const [last] = counted.filter(({ key }) => key[0] === null);
  const given = [...counted, ...none].filter((each) => each !== last);
  given.sort((a, b) => compareText(a.key[0] as string, b.key[0] as string));
  return last === undefined ? given : [...given, last];
}
