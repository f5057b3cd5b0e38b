import { sql } from 'kysely';
import { type Population, type PopulationOptions, readPopulation } from '../../book/selection/population.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { addCounts, type DealCount, noDeals } from '../../reports/deal-count.ts';
import {
  type DealStatus,
  dealStatus,
  dealStatusOf,
  dealStatusOptions,
} from '../../reports/outcomes/deal-status.ts';
import {
  type SalesByPeriod,
  type SalesByPeriodOptions,
  salesByPeriod,
  salesByPeriodOf,
  salesByPeriodOptions,
  salesPeriods,
} from '../../reports/outcomes/sales-by-period.ts';
import { type WinRate, winRate, winRateOf, winRateOptions } from '../../reports/outcomes/win-rate.ts';
import { type CountedGroup, countedGroups, type Extent, extentOf } from './counted-groups.ts';
import { fullTexts } from './full-texts.ts';
import { localDayColumn } from './local-day-column.ts';
import { type Condition, inPipeline, populationConditions } from './population-conditions.ts';
import { type OpenSource, pipelineById } from './source.ts';
import { dateOrNull, everything, type StoredReport } from './stored-report.ts';

/** What a report of deals is asked for. */
export type DealsOptions = PopulationOptions & { readonly pipelineId?: string | undefined };

export const storedWinRate: StoredReport<DealsOptions, WinRate> = {
  options: winRateOptions,
  ofBook: winRate,
  unanswered: everything,
  async report(source, options) {
    const asked = await dealsAsked(source, options);
    const countedWith = await byStatus(source, asked);
    const [won, lost] = [countedWith('won'), countedWith('lost')];
    const [sold = noDeals()] = await countedGroups(source, asked.extent, {
      keys: { status: sql`status` },
      amount: 'won_amount',
      where: [...asked.where, sql`status = 'won'`],
    });
    const sums = { won, closed: addCounts(won, lost), open: countedWith('open').deals, sold };
    return winRateOf(sums, asked.about);
  },
};

export const storedDealStatus: StoredReport<DealsOptions, DealStatus> = {
  options: dealStatusOptions,
  ofBook: dealStatus,
  unanswered: everything,
  async report(source, options) {
    const asked = await dealsAsked(source, options);
    return dealStatusOf(await byStatus(source, asked), asked.about);
  },
};

export const storedSalesByPeriod: StoredReport<SalesByPeriodOptions, SalesByPeriod> = {
  options: salesByPeriodOptions,
  ofBook: salesByPeriod,
  unanswered: everything,
  async report(source, options) {
    const { head } = source;
    const times = salesPeriods(head, options);
    const where = pipelineConditionsOf(source, options.pipelineId);
    const extent = await extentOf(source);
    const sold = await soldIn(source, extent, [
      ...where,
      ...populationConditions({ closedDuring: times.during }),
    ]);
    const before = times.lastYear && [
      ...where,
      ...populationConditions({ closedDuring: times.lastYear.during }),
    ];
    const soldLastYear = before === undefined ? [] : await soldIn(source, extent, before);
    const keys = [...sold, ...soldLastYear].map(({ key }) => key.owner);
    const ownerOf = await fullTexts(source, 'closed_by', keys);
    const byOwner = (sales: readonly Sales[]) => groupedBy(sales, ({ key }) => ownerOf(key.owner));
    return salesByPeriodOf({ ...head, asOf: dateOrNull(extent.asOf) }, options, times, {
      won: byOwner(sold),
      wonLastYear: byOwner(soldLastYear),
      instantOf: ({ instants }) => instants?.[0] ?? Number.NaN,
      countedOf: (sales) => sales.reduce<DealCount>(addCounts, noDeals()),
    });
  },
};

/** The sales of an owner on a local day. */
type Sales = CountedGroup<'owner' | 'day'>;

async function soldIn(
  source: OpenSource,
  extent: Extent,
  where: readonly Condition[],
): Promise<readonly Sales[]> {
  if (extent.closings === null) return [];
  const day = localDayColumn(sql`closed_at`, source.head.timeZone, extent.closings);
  return countedGroups(source, extent, {
    keys: { owner: sql`closed_by`, day },
    amount: 'won_amount',
    where: [...where, sql`status = 'won'`],
    instant: sql`closed_at`,
  });
}

/** What a report of deals is asked for, read. */
export interface DealsAsked {
  readonly extent: Extent;
  readonly where: readonly Condition[];
  readonly about: {
    readonly pipelineId: string | undefined;
    readonly population: Population;
    readonly asOf: Date | null;
    readonly currency: string;
  };
}

/** Reads what a report of deals is asked for. */
export async function dealsAsked(source: OpenSource, options: DealsOptions): Promise<DealsAsked> {
  const population = readPopulation(source.head, options);
  const { pipelineId } = options;
  const where = [...pipelineConditionsOf(source, pipelineId), ...populationConditions(population)];
  const extent = await extentOf(source);
  const about = { pipelineId, population, asOf: dateOrNull(extent.asOf), currency: source.head.currency };
  return { extent, where, about };
}

/** The conditions that a deal is in the pipeline that is asked for, if one is, which is refused if it is not known. */
function pipelineConditionsOf(source: OpenSource, pipelineId: string | undefined): Condition[] {
  if (pipelineId !== undefined) pipelineById(source, pipelineId);
  return inPipeline(pipelineId);
}

/** Deals counted by how they stand, with their potential. */
async function byStatus(
  source: OpenSource,
  { extent, where }: DealsAsked,
): Promise<(status: string) => DealCount> {
  const groups = await countedGroups(source, extent, {
    keys: { status: sql`status` },
    amount: 'potential',
    where,
  });
  return (status) => groups.find(({ key }) => key.status === status) ?? noDeals();
}
