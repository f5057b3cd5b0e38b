import type { CountRate } from '../../statistics/rate.ts';

/** Owners by one rate. */
export interface Ranking {
  /** 1 for the highest; equal rates share a rank, and the next one is as if they did not. */
  readonly rankOf: ReadonlyMap<string | null, number>;
  readonly lowest: number | null;
  readonly highest: number | null;
  /** The owners with the highest rate, in the order given. */
  readonly best: readonly string[];
}

/** Ranks those owners whose rate is of so many at least; who is no owner has no rank. */
export function ranked(
  owners: readonly { readonly ownerId: string | null; readonly rate: CountRate }[],
  atLeast: number,
): Ranking {
  const rated = owners
    .flatMap(({ ownerId, rate: { value, of } }) =>
      ownerId === null || value === null || of < atLeast ? [] : [{ ownerId, value }],
    )
    .sort((a, b) => b.value - a.value);
  const rankOf = new Map<string | null, number>();
  let rank = 0;
  for (const [index, { ownerId, value }] of rated.entries()) {
    if (index === 0 || value !== rated[index - 1]?.value) rank = index + 1;
    rankOf.set(ownerId, rank);
  }
  const highest = rated[0]?.value ?? null;
  return {
    rankOf,
    lowest: rated.at(-1)?.value ?? null,
    highest,
    best: rated.filter(({ value }) => value === highest).map(({ ownerId }) => ownerId),
  };
}
