import { type Amount, sumOf } from './exact.ts';
import { naiveActiveFunnel } from './naive-active-funnel.ts';
import { headOfStage, type NaiveBook, pipelineOf, stagesOnTheWay } from './naive-book.ts';
import type { NaiveHistory } from './naive-deal.ts';
import {
  amountOf,
  amountOrNull,
  fraction,
  fractionOf,
  type NaiveFraction,
  numberOf,
  numberOrNull,
  plus,
  times,
} from './naive-fraction.ts';
import { naiveFunnel } from './naive-funnel.ts';
import type { NaiveFunnelOptions } from './naive-shown.ts';

interface NaiveOpen {
  readonly open: number;
  readonly potential: string;
}

interface NaiveForecast {
  readonly stages: readonly (NaiveOpen & {
    readonly stageId: string;
    readonly name: string;
    readonly unmapped: boolean;
    readonly probability: number | null;
    readonly from: number | null;
    readonly few: boolean;
    readonly expectedWins: number | null;
    readonly expectedPotential: Amount;
  })[];
  readonly total: NaiveOpen & {
    readonly unpriced: number;
    readonly expectedWins: number;
    readonly expectedPotential: string;
    readonly notForecast: NaiveOpen;
  };
}

/** "of the open deals in each stage, how many and how much will be won if they go on as the closed ones did". */
export function naiveForecast(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaiveFunnelOptions & { readonly asOf?: Date },
): NaiveForecast {
  const { asOf, ...closedOptions } = options;
  const { pipelineId } = options;
  const all = [...histories];
  const active = naiveActiveFunnel(all, book, { pipelineId, ...(asOf === undefined ? {} : { asOf }) });
  const closed = naiveFunnel(all, book, closedOptions);
  const pipeline = pipelineOf(book, pipelineId);

  /** "p_i = product of settledRate_k for k >= i […], a stage whose rate or a later one is null: not forecast". */
  function chanceIn(stageId: string): { readonly chance: NaiveFraction; readonly from: number } | null {
    const through = stagesOnTheWay(pipeline);
    const from = through.indexOf(stageId);
    if (from < 0) return null;
    const rates = through
      .slice(from)
      .map((id) => closed.stages.find((row) => row.stageId === id)?.settledRate);
    if (rates.some((rate) => rate === undefined || rate.of === 0)) return null;
    return {
      chance: times(...rates.map((rate) => fraction(rate?.count ?? 0, rate?.of))),
      from: Math.min(...rates.map((rate) => rate?.of ?? 0)),
    };
  }

  const rows = active.stages.map((row) => {
    const { chance = null, from = null } = chanceIn(row.stageId) ?? {};
    return {
      row,
      from,
      chance,
      wins: chance && times(fraction(row.open), chance),
      worth: chance && times(fractionOf(row.potential), chance),
    };
  });
  const forecast = rows.filter(({ chance }) => chance !== null);
  const sum = (parts: readonly (NaiveFraction | null)[]): NaiveFraction =>
    plus(...parts.filter((part) => part !== null));
  return {
    stages: rows.map(({ row, from, chance, wins, worth }) => ({
      ...headOfStage(pipeline, row.stageId),
      open: row.open,
      potential: row.potential,
      probability: numberOrNull(chance),
      from,
      few: from !== null && from < 10,
      expectedWins: numberOrNull(wins),
      expectedPotential: amountOrNull(worth),
    })),
    total: {
      open: active.total.open,
      potential: active.total.potential,
      unpriced: active.total.unpriced,
      expectedWins: numberOf(sum(forecast.map(({ wins }) => wins))),
      expectedPotential: amountOf(sum(forecast.map(({ worth }) => worth))),
      // Also those that are in no stage.
      notForecast: {
        open: active.total.open - forecast.reduce((open, { row }) => open + row.open, 0),
        potential: sumOf([active.total.potential, ...forecast.map(({ row }) => `-${row.potential}`)]),
      },
    },
  };
}
