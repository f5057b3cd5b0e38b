import { owners, start } from './sales.ts';

/** What is asked in each round: never the same twice in a row, so that nothing remembered from an earlier call helps. */

/** A year of closings. */
export function periodOf(round: number): { readonly from: number; readonly to: number } {
  const month = (round * 7) % 24;
  return { from: monthAt(month), to: monthAt(month + 12) };
}

/** An owner. */
export function ownerOf(round: number): number {
  return (round * 37) % owners;
}

/** Half of the owners, and a date from which on deals were opened. */
export function segmentOf(round: number): { readonly owners: number[]; readonly since: number } {
  const first = (round * 31) % owners;
  return {
    owners: Array.from({ length: owners / 2 }, (_, index) => (first + index) % owners),
    since: monthAt((round * 5) % 12),
  };
}

/** An amount in krone that about half of the deals reach. */
export function thresholdOf(round: number): number {
  return 1_000 + 37 * (round % 50);
}

/** A moment in the last year. */
export function momentOf(round: number): number {
  return monthAt(24 + ((round * 5) % 12)) + round;
}

function monthAt(month: number): number {
  const first = new Date(start);
  return Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + month, 1);
}
