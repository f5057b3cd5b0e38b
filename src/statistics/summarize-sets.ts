import {
  countsOfGroups,
  emptyHistogram,
  type Histogram,
  isKeptIn,
  keepIn,
  keptOfGroups,
  sumOfGroups,
} from './histogram.ts';
import { manySizes } from './number-sizes.ts';
import { soughtSizes, statisticsAmong } from './order-statistics.ts';
import { quantileRanks, quantilesBetween } from './quantile.ts';
import { type Summary, summaryOf, summaryOfNothing, summaryProbabilities } from './summarize.ts';

/** Whole numbers in groups, from many sources, that can be told again. */
export interface ToldNumbers {
  readonly groups: number;
  readonly sources: number;
  /** Puts the numbers of every so many-th source into a histogram. */
  readonly tell: (histogram: Histogram, every: number) => void;
}

/** Some of the groups, by their numbers. */
type Groups = readonly number[];

const few = 8_192;
const sampled = 65_536;
const probabilities: readonly number[] = [0, ...summaryProbabilities, 1];

/**
 * The summaries of sets, each of the numbers of some groups, as `summarize` gives them. The numbers of many sources are not
 * written out, but counted by size while they are told; those are kept that have a size in which the quantiles are likely to
 * lie, as a sample of the sources shows. (Bucket selection in one pass, with brackets from a sample as in Floyd and Rivest's
 * selection: of 7.2 M numbers 0.8 M are kept.) Only where the sample misleads they are told once more.
 */
export function summarizeSets(
  told: ToldNumbers,
  sets: readonly Groups[],
  inUnit: (whole: number) => number,
): Summary[] {
  const histogram = told.sources < few ? everything(told) : likelyPart(told, sets);
  return sets.map((groups) => summaryOfGroups(histogram, groups, inUnit));
}

function everything({ groups, tell }: ToldNumbers): Histogram {
  const histogram = emptyHistogram(groups, 1);
  for (let group = 0; group < groups; group++) keepIn(histogram, [group], 0);
  tell(histogram, 1);
  return histogram;
}

function likelyPart({ groups, sources, tell }: ToldNumbers, sets: readonly Groups[]): Histogram {
  const sample = emptyHistogram(groups, manySizes);
  tell(sample, Math.ceil(sources / sampled));
  const likely = emptyHistogram(groups, manySizes);
  for (const set of sets) keepLikely(likely, set, countsOfGroups(sample, set));
  tell(likely, 1);
  const sure = emptyHistogram(groups, manySizes);
  let isComplete = true;
  for (const set of sets) {
    const counts = countsOfGroups(likely, set);
    for (const { size } of soughtSizes(counts, quantileRanks(sumOf(counts), probabilities))) {
      isComplete &&= isKeptIn(likely, set, size);
      keepIn(sure, set, size);
    }
  }
  if (isComplete) return likely;
  tell(sure, 1);
  return sure;
}

/** Keeps the numbers of a set around its quantiles, by the counts of a sample: wide enough but for one time in thousands. */
function keepLikely(histogram: Histogram, set: Groups, counts: Int32Array): void {
  const count = sumOf(counts);
  const ranges = probabilities.map((p): Range => {
    const middle = p * (count - 1);
    const reach = 4 * Math.sqrt(p * (1 - p) * count) + 2;
    return { from: middle - reach, to: middle + reach };
  });
  let below = 0;
  let next = 0;
  for (let size = 0; size < counts.length; size++) {
    const upTo = below + (counts[size] as number);
    while (next < ranges.length - 1 && (ranges[next] as Range).to < below) next++;
    if ((ranges[next] as Range).from <= upTo) keepIn(histogram, set, size);
    below = upTo;
  }
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function sumOf(counts: Int32Array): number {
  let sum = 0;
  for (let size = 0; size < counts.length; size++) sum += counts[size] as number;
  return sum;
}

function summaryOfGroups(histogram: Histogram, set: Groups, inUnit: (whole: number) => number): Summary {
  const counts = countsOfGroups(histogram, set);
  const count = sumOf(counts);
  if (count === 0) return summaryOfNothing();
  const ranks = quantileRanks(count, probabilities);
  const found = statisticsAmong(keptOfGroups(histogram, set), histogram.sizes, soughtSizes(counts, ranks));
  const [min, ...others] = quantilesBetween(count, probabilities, ranks, found) as [number, ...number[]];
  const max = others.pop() as number;
  return summaryOf(count, Number(sumOfGroups(histogram, set)) / count, { min, max }, others, inUnit);
}
