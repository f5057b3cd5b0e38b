import { elapsedTime, type NaiveClock } from './naive-clock.ts';

export interface NaiveSummary {
  readonly count: number;
  readonly mean: number | null;
  readonly min: number | null;
  readonly p25: number | null;
  readonly median: number | null;
  readonly p75: number | null;
  readonly p90: number | null;
  readonly max: number | null;
}

/** Durations in milliseconds, summarized in days of the clock; "Milliseconds are summed as integers". */
export function naiveSummary(
  durations: readonly number[],
  { msPerDay }: NaiveClock = elapsedTime,
): NaiveSummary {
  const sorted = durations.toSorted((a, b) => a - b);
  const days = (ms: number | null): number | null => (ms === null ? null : ms / msPerDay);
  const sum = sorted.reduce((total, ms) => total + ms, 0);
  return {
    count: sorted.length,
    mean: days(sorted.length === 0 ? null : sum / sorted.length),
    min: days(quantile(sorted, 0)),
    p25: days(quantile(sorted, 0.25)),
    median: days(quantile(sorted, 0.5)),
    p75: days(quantile(sorted, 0.75)),
    p90: days(quantile(sorted, 0.9)),
    max: days(quantile(sorted, 1)),
  };
}

/** "quantiles by R's type 7": on the line through the points (i / (n - 1), the i-th smallest). */
function quantile(sorted: readonly number[], p: number): number | null {
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return null;
  return below + (place - Math.floor(place)) * (above - below);
}
