import { sql } from 'kysely';
import { tooLate } from '../../book/book-as-of.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { type ActiveFigures, figuresOfLots, type OpenLot } from '../../reports/open-deals/active-figures.ts';
import {
  type ActiveFunnel,
  type activeFunnel,
  activeFunnelOf,
  activeFunnelOptions,
  type OpenInStage,
} from '../../reports/open-deals/active-funnel.ts';
import {
  type WeightedPipeline,
  type WeightedPipelineOptions,
  weightedPipelineOf,
  weightedPipelineOptions,
} from '../../reports/open-deals/weighted-pipeline.ts';
import { type Clock, clockOf } from '../../time/clock.ts';
import { checkDate } from '../../time/period.ts';
import { keyOf } from '../schema/key.ts';
import { type CountedGroup, countedGroups, type Extent, extentOf, isThere } from './counted-groups.ts';
import { localDayColumn } from './local-day-column.ts';
import { type Condition, inPipeline } from './population-conditions.ts';
import { type OpenSource, pipelineById } from './source.ts';
import { hasFormerStages } from './stage-keys.ts';
import { type PlaceKeys, type StagePlace, stagePlaces } from './stage-places.ts';
import { dateOrNull, everything, type StoredReport } from './stored-report.ts';

type ActiveFunnelOptions = Parameters<typeof activeFunnel>[1];

export const storedActiveFunnel: StoredReport<ActiveFunnelOptions, ActiveFunnel> = {
  options: activeFunnelOptions,
  unanswered({ pipelineId }, { pipelines }) {
    // Since when a deal is in a stage that was merged, its row does not tell.
    const pipeline = pipelines.get(pipelineId);
    return pipeline !== undefined && hasFormerStages(pipeline) ? 'pipelineId' : undefined;
  },
  async report(now, { pipelineId, asOf, calendar }) {
    const source = sourceAsOf(now, asOf);
    const pipeline = pipelineById(source, pipelineId);
    const clock = clockOf(calendar);
    const where = [...inPipeline(pipelineId), isOpen];
    const extent = await extentOf(source);
    const lots = await countedGroups(source, extent, { keys: openKeys, amount: 'potential', where });
    const placeOf = await stagePlaces(
      source,
      lots.map(({ key }) => key),
    );
    const ages = await agesByStage(source, extent, where, clock);
    const { currency } = source.head;
    const byStage = Array.from(
      groupedBy(lots, ({ key }) => key.stage),
      ([stage, here]): [string | null, OpenInStage] => {
        const { stageId } = placeOf({ pipeline: keyOf(pipelineId), stage });
        const figures = figuresOfLots(here.map(openLot(placeOf)), currency);
        return [stageId, { figures, ages: ages.get(stage) ?? [] }];
      },
    );
    return activeFunnelOf(pipeline, new Map(byStage), clock, { asOf: dateOrNull(extent.asOf), currency });
  },
};

export const storedWeightedPipeline: StoredReport<NonNullable<WeightedPipelineOptions>, WeightedPipeline> = {
  options: weightedPipelineOptions,
  unanswered: everything,
  async report(now, { pipelineId, asOf, unit = 'month' }) {
    const source = sourceAsOf(now, asOf);
    const { head } = source;
    if (pipelineId !== undefined) pipelineById(source, pipelineId);
    const extent = await extentOf(source);
    const { expected } = extent;
    const lots = await countedGroups(source, extent, {
      keys: {
        ...openKeys,
        category: sql`category`,
        day: expected === null ? sql`null` : localDayColumn(sql`expected_close_at`, head.timeZone, expected),
      },
      amount: 'potential',
      where: [...inPipeline(pipelineId), isOpen],
      instant: sql`expected_close_at`,
    });
    const placeOf = await stagePlaces(
      source,
      lots.map(({ key }) => key),
    );
    const figuresOf = (some: readonly OpenGroup[]): ActiveFigures =>
      figuresOfLots(some.map(openLot(placeOf)), head.currency);
    return weightedPipelineOf({ ...head, asOf: dateOrNull(extent.asOf) }, { pipelineId, unit }, lots, {
      expectedOf: ({ instants }) => instants,
      categoryOf: ({ key }) => key.category,
      figuresOf,
    });
  },
};

const isOpen: Condition = sql`status = 'open'`;
const openKeys = { pipeline: sql`pipeline`, stage: sql`stage`, probability: sql`probability` };
type OpenGroup = CountedGroup<keyof typeof openKeys>;

/** Open deals that share a key, with how likely they are: their own estimate goes before their stage's. */
function openLot(placeOf: (keys: PlaceKeys) => StagePlace): (group: OpenGroup) => OpenLot {
  return (group) => {
    const { probability } = group.key;
    if (probability !== null) return [Number(probability), group];
    const { pipeline, stageId } = placeOf(group.key);
    return [pipeline.stages.find(({ id }) => id === stageId)?.probability ?? null, group];
  };
}

/**
 * The same source as of a date that a report asks for.
 *
 * @throws DealError `invalid-date`, `as-of-too-late`.
 */
function sourceAsOf(source: OpenSource, asOf: Date | undefined): OpenSource {
  if (asOf === undefined) return source;
  checkDate(asOf, 'asOf');
  if (source.asOf !== undefined && +asOf > +source.asOf) throw tooLate(+asOf, +source.asOf);
  return { ...source, asOf: new Date(+asOf) };
}

/** How long open deals have been in their stages, by the key of the stage; of those of which that is known. */
async function agesByStage(
  { db, store }: OpenSource,
  { asOf }: Extent,
  where: readonly Condition[],
  { read }: Clock,
): Promise<Map<string | null, number[]>> {
  const conditions = [sql`tenant = ${store.tenant}`, ...isThere, ...where, sql`stage_undated = 0`];
  const { rows } = await sql<{ stage: string | null; since: unknown; deals: unknown }>`
    select stage, stage_entered_at as since, count(*) as deals from dealbook_deal
    where ${sql.join(conditions, sql` and `)}
    group by stage, stage_entered_at`.execute(db);
  const now = read(Number(asOf));
  const ages = new Map<string | null, number[]>();
  for (const { stage, since, deals } of rows) {
    const age = now - read(Number(since));
    const all = ages.get(stage) ?? [];
    ages.set(stage, all);
    for (let deal = 0; deal < Number(deals); deal++) all.push(age);
  }
  return ages;
}
