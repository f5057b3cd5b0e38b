import type { Facts } from '../facts/facts.ts';

/** How much is held, in facts; a row and a trie node take the memory of a few facts each. */
export function heldBy(facts: Facts): number {
  const { paths, steps, values, sales, attributes, payments, demand, interactions, activity } = facts;
  const dense = steps.length + values.length + sales.length + attributes.length;
  const few = payments.length + demand.length + interactions.length + activity.length;
  return 3 * steps.rows + 2 * paths.length + dense + few;
}

/** Allows a quarter more than is held. */
export function allowMore(facts: Facts): void {
  const held = heldBy(facts);
  facts.allowance = held + (held >> 2) + leastMore;
}

/** A few kilobytes, for small books: less is not worth a copy. */
const leastMore = 512;
