import { checkReport, type DealBook } from '../../book/book.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { competitors } from '../../book/readers/loss-details.ts';
import { rowsInPipeline, stageColumn } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import { countByKey, type KeyCount, keysByColumn, keysByField } from '../../book/selection/count-by-key.ts';
import { crossed, type KeyColumn } from '../../book/selection/group-keys.ts';
import {
  type Population,
  type PopulationOptions,
  populationOptions,
  populationRows,
  readPopulation,
} from '../../book/selection/population.ts';
import { firstInOrder } from '../../columns/first-in-order.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, text, wholeNumber } from '../../options.ts';
import { type MoneyRate, moneyRate } from '../../statistics/money-rate.ts';
import { type CountRate, rate } from '../../statistics/rate.ts';
import { countOfDeals, type DealCount } from '../deal-count.ts';
import { withoutUndefined } from '../given.ts';
import { namedBeside, withNamed } from './named-beside.ts';

export type LossReasonsOptions = Parameters<typeof lossReasons>[1];

/** The options it takes. */
export const lossReasonsOptions: OptionsOf<LossReasonsOptions> = {
  pipelineId: text,
  ...populationOptions,
  top: wholeNumber,
};

type Losses = Pick<LossReasons, 'lost' | 'potential'>;
type LossReason = LossReasons['reasons'][number];

/** Why deals were lost, and where. */
export interface LossReasons extends Population {
  readonly kind: 'lossReasons';
  readonly pipelineId?: string;
  readonly top: number;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly lost: number;
  /** Their potential. */
  readonly potential: Money;
  /** Lost deals without a potential in the management currency. */
  readonly unpriced: number;
  /** The deals lost for one reason, or, none, where it was only named beside others. */
  readonly reasons: readonly {
    /** Null where none was given. */
    readonly reason: string | null;
    /** Deals lost for it / all lost deals. */
    readonly lost: CountRate;
    /** Deals lost for another reason, or none, that named it beside. */
    readonly alsoNamed: number;
    /** Potential lost for it / all potential lost; null where that is no share of it. */
    readonly potential: MoneyRate;
    readonly unpriced: number;
    /** To whom, where that was said. */
    readonly competitors: readonly { readonly competitorId: string; readonly lost: number }[];
    /** Where they were when they were lost; `stageId` is null in a pipeline without stages. */
    readonly stages: readonly (Pick<LossReasons, 'lost' | 'potential'> & {
      readonly pipelineId: string;
      readonly stageId: string | null;
    })[];
    /** By the owner at the loss; null without one. */
    readonly owners: readonly (Pick<LossReasons, 'lost' | 'potential'> & {
      readonly ownerId: string | null;
    })[];
    readonly customers: readonly (Pick<LossReasons, 'lost' | 'potential'> & {
      readonly customerId: string | null;
    })[];
  }[];
  /** The owners and stages with the most losses, whatever the reason. */
  readonly worst: readonly (Pick<LossReasons, 'lost' | 'potential'> & {
    readonly ownerId: string | null;
    readonly pipelineId: string;
    readonly stageId: string | null;
  })[];
}

/**
 * Why are deals lost, in which stage, by whom, to whom, and where are the most mistakes made?
 *
 * The lost deals of the population, as of the book, by the reason given last; each in the stage it was in when it was lost,
 * with its owner then. `lost` = deals lost for the reason / all lost deals; `potential` = their potential / that of
 * all. A deal counts once, for its one reason; `alsoNamed` = how many name this one beside another. `worst` lists the owner-and-stage pairs with the most losses: most deals first, then the greatest potential, then by
 * owner, pipeline and stage. Lists are in code-point order, stages in that of their pipeline, a missing reason, owner or customer last.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * const { reasons, worst } = lossReasons(book)
 * reasons.map(({ reason, lost, potential }) => [reason, lost.count, potential.value]) // => [['no need', 1, 0.4], ['price', 1, 0.6]]
 * worst // => [{ ownerId: 'kari', pipelineId: 'sales', stageId: 'offer', lost: 1, potential: { amount: '60', currency: 'NOK' } }, { ownerId: 'ola', pipelineId: 'sales', stageId: 'contact', lost: 1, potential: { amount: '40', currency: 'NOK' } }]
 * ```
 */
export function lossReasons(
  book: DealBook,
  options: PopulationOptions & {
    /** Default all pipelines. */
    readonly pipelineId?: string | undefined;
    /** How many of the worst owner-and-stage pairs to list; default 10. */
    readonly top?: number | undefined;
  } = {},
): LossReasons {
  checkReport(book, options, lossReasonsOptions);
  const { pipelineId, top = 10 } = options;
  const population = readPopulation(book, options);
  const here = rowsInPipeline(book, populationRows(book, population), pipelineId);
  const rows = rowsWithStatus(book, here, 'lost');
  const prices = potentialsOf(book);
  const reasons = keysByField(book, rows, 'lossReason');
  const [owners, stages] = [keysByField(book, rows, 'closedBy'), stageColumn(book, rows)];
  const counted = (column: KeyColumn) => countByKey(prices, rows, column);
  const by = (part: KeyColumn) => counted(crossed(reasons, part));
  const counts: LossCounts = {
    all: countOfDeals(book, prices, rows),
    reasons: counted(reasons),
    stages: by(stages),
    owners: by(owners),
    customers: by(keysByField(book, rows, 'customerId')),
    competitors: by(keysByColumn(rows, competitors(book))),
    places: counted(crossed(owners, stages)),
    alsoNamed: namedBeside(book, rows),
  };
  const { asOf, currency } = book;
  return lossReasonsOf(counts, { pipelineId, population, top, asOf, currency });
}

/** Lost deals, counted by what is told of them. Keys ascend. */
export interface LossCounts {
  readonly all: DealCount;
  readonly reasons: readonly KeyCount[];
  /** By reason, pipeline and stage. */
  readonly stages: readonly KeyCount[];
  /** By reason and owner, customer or competitor. */
  readonly owners: readonly KeyCount[];
  readonly customers: readonly KeyCount[];
  readonly competitors: readonly KeyCount[];
  /** By owner, pipeline and stage. */
  readonly places: readonly KeyCount[];
  /** How many of the deals name a reason beside the one they count for. */
  readonly alsoNamed: ReadonlyMap<string, number>;
}

/** Why deals were lost that were counted. */
export function lossReasonsOf(
  counts: LossCounts,
  about: Pick<LossReasons, 'top' | 'asOf' | 'currency'> & {
    readonly pipelineId: string | undefined;
    readonly population: Population;
  },
): LossReasons {
  const { pipelineId, population, top, asOf, currency } = about;
  const { deals, unpriced, amount } = counts.all;
  return {
    kind: 'lossReasons',
    ...withoutUndefined({ pipelineId }),
    ...population,
    top,
    asOf,
    currency,
    lost: deals,
    potential: { amount, currency },
    unpriced,
    reasons: reasonsOf(counts, currency),
    worst: worstOf(counts, currency, top),
  };
}

function reasonsOf(counts: LossCounts, currency: string): LossReason[] {
  const { alsoNamed } = counts;
  const all: Money = { amount: counts.all.amount, currency };
  const byReason = (parts: readonly KeyCount[]) => groupedBy(parts, ({ key }) => key[0]);
  const [stages, owners] = [byReason(counts.stages), byReason(counts.owners)];
  const [customers, rivals] = [byReason(counts.customers), byReason(counts.competitors)];
  return withNamed(counts.reasons, alsoNamed).map(({ key, deals, unpriced, amount }) => {
    const reason = key[0] as string | null;
    return {
      reason,
      lost: rate(deals, counts.all.deals),
      alsoNamed: reason === null ? 0 : (alsoNamed.get(reason) ?? 0),
      potential: moneyRate({ amount, currency }, all),
      unpriced,
      competitors: of(rivals, reason).flatMap(({ key: [, competitorId], deals: lost }) =>
        competitorId === null ? [] : [{ competitorId: competitorId as string, lost }],
      ),
      stages: of(stages, reason).map((counted) => ({
        pipelineId: counted.key[1] as string,
        stageId: counted.key[2] as string | null,
        ...lossesOf(counted, currency),
      })),
      owners: of(owners, reason).map((counted) => ({
        ownerId: counted.key[1] as string | null,
        ...lossesOf(counted, currency),
      })),
      customers: of(customers, reason).map((counted) => ({
        customerId: counted.key[1] as string | null,
        ...lossesOf(counted, currency),
      })),
    };
  });
}

function worstOf({ places }: LossCounts, currency: string, top: number): LossReasons['worst'] {
  const at = (index: number): KeyCount => places[index] as KeyCount;
  const moreLost = (a: number, b: number): number =>
    at(b).deals - at(a).deals || at(b).amount.comparedTo(at(a).amount) || a - b; // the keys ascend
  return [...firstInOrder(Int32Array.from(places.keys()), moreLost, top)].map((index) => ({
    ownerId: at(index).key[0] as string | null,
    pipelineId: at(index).key[1] as string,
    stageId: at(index).key[2] as string | null,
    ...lossesOf(at(index), currency),
  }));
}

function lossesOf({ deals, amount }: KeyCount, currency: string): Losses {
  return { lost: deals, potential: { amount, currency } };
}

function of(parts: ReadonlyMap<unknown, KeyCount[]>, reason: string | null): readonly KeyCount[] {
  return parts.get(reason) ?? [];
}
