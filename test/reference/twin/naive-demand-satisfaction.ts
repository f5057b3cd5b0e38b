import type { DemandLine } from '../../../src/deal/event.ts';
import { compareCodePoints } from './code-points.ts';
import { difference, product, sumOf } from './exact.ts';
import type { NaiveBook, PricedDeal } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import { isOfPipeline, type NaivePopulation, populationOf } from './naive-population.ts';
import { priceOn } from './naive-price.ts';
import { moneyRate, type NaiveMoneyRate } from './naive-rate.ts';

interface NaiveLine extends DemandLine {
  /** In the management currency; null without a rate. */
  readonly asked: string | null;
}

interface NaiveDemandSatisfaction {
  readonly deals: number;
  readonly lines: number;
  readonly unpriced: number;
  readonly demanded: string;
  readonly satisfied: string;
  readonly rate: NaiveMoneyRate;
  readonly demands: readonly {
    readonly text: string;
    readonly lines: number;
    readonly demanded: string;
    readonly rate: NaiveMoneyRate;
  }[];
  readonly reasons: readonly {
    readonly reason: string | null;
    readonly lines: number;
    readonly missed: string;
  }[];
}

/** "the demand lines as of the book (the latest recorded list of each deal)". */
export function naiveDemandSatisfaction(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaivePopulation & { readonly pipelineId?: string },
): NaiveDemandSatisfaction {
  const { pipelineId, ...population } = options;
  const all = [...histories];
  const deals = populationOf(all, book, population).filter(isOfPipeline(pipelineId));
  const lists = deals.map((deal) => linesOf(deal, book));
  const lines = lists.flat();
  const short = lines.filter(({ percentSatisfied }) => percentSatisfied < 100);
  const texts = [...new Set(lines.map(({ text }) => text))].toSorted(compareCodePoints);
  const given = [...new Set(short.flatMap(({ reason }) => reason ?? []))].toSorted(compareCodePoints);
  const isWithout = short.some(({ reason }) => reason === undefined);
  return {
    deals: lists.filter((list) => list.length > 0).length,
    lines: lines.length,
    unpriced: lines.filter(({ asked }) => asked === null).length,
    demanded: demandedIn(lines),
    satisfied: satisfiedIn(lines),
    rate: moneyRate(satisfiedIn(lines), demandedIn(lines)),
    demands: texts.map((text) => {
      const same = lines.filter((line) => line.text === text);
      return {
        text,
        lines: same.length,
        demanded: demandedIn(same),
        rate: moneyRate(satisfiedIn(same), demandedIn(same)),
      };
    }),
    // "lines under 100 %"
    reasons: [...given, ...(isWithout ? [null] : [])].map((reason) => {
      const same = short.filter((line) => (line.reason ?? null) === reason);
      return { reason, lines: same.length, missed: difference(demandedIn(same), satisfiedIn(same)) };
    }),
  };
}

/** "amounts converted on the day of their event". */
function linesOf({ counted }: PricedDeal, book: NaiveBook): NaiveLine[] {
  let lines: NaiveLine[] = [];
  for (const { event, at } of counted) {
    if (event.type !== 'DealOpened' && event.type !== 'DemandRecorded') continue;
    if (event.demand === undefined) continue;
    lines = event.demand.map((line) => ({ ...line, asked: priceOn(at, line.amount, book) }));
  }
  return lines;
}

function demandedIn(lines: readonly NaiveLine[]): string {
  return sumOf(lines.map(({ asked }) => asked));
}

/** "Σ amount x percent / 100" */
function satisfiedIn(lines: readonly NaiveLine[]): string {
  return sumOf(
    lines.map(({ asked, percentSatisfied }) =>
      asked === null ? null : product(product(asked, percentSatisfied), '0.01'),
    ),
  );
}
