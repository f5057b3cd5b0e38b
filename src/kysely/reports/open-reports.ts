import { sql } from 'kysely';
import { tooLate } from '../../book/book-as-of.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { type ActiveFigures, figuresOfLots, type OpenLot } from '../../reports/open-deals/active-figures.ts';
import {
  type ActiveFunnel,
  activeFunnel,
  activeFunnelOf,
  activeFunnelOptions,
  type OpenInStage,
} from '../../reports/open-deals/active-funnel.ts';
import {
  type WeightedPipeline,
  type WeightedPipelineOptions,
  weightedPipeline,
  weightedPipelineOf,
  weightedPipelineOptions,
} from '../../reports/open-deals/weighted-pipeline.ts';
import { type Clock, clockOf } from '../../time/clock.ts';
import { checkDate } from '../../time/period.ts';
import { keyOf } from '../schema/key.ts';
import { type CountedGroup, countedGroups, type Extent, extentOf } from './counted-groups.ts';
import { dealRows } from './deal-rows.ts';
import { localDayColumn } from './local-day-column.ts';
import { type Condition, inPipeline } from './population-conditions.ts';
import { type OpenSource, pipelineById } from './source.ts';
import { hasFormerStages } from './stage-keys.ts';
import { type PlaceKeys, type StagePlace, stagePlaces } from './stage-places.ts';
import { stageStays } from './stage-stays.ts';
import { dateOrNull, everything, type StoredReport } from './stored-report.ts';

type ActiveFunnelOptions = Parameters<typeof activeFunnel>[1];

export const storedActiveFunnel: StoredReport<ActiveFunnelOptions, ActiveFunnel> = {
  options: activeFunnelOptions,
  ofBook: activeFunnel,
  unanswered: everything,
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
    const ages = await agesByStage(source, extent, { pipeline, where, clock });
    const { currency } = source.head;
    const byStage = Array.from(
      groupedBy(lots, ({ key }) => placeOf(key).stageId),
      ([stageId, here]): [string | null, OpenInStage] => {
        const figures = figuresOfLots(here.map(openLot(placeOf)), currency);
        return [
          stageId,
          { figures, ages: Float64Array.from((stageId === null ? [] : ages.get(keyOf(stageId))) ?? []) },
        ];
      },
    );
    return activeFunnelOf(pipeline, new Map(byStage), clock, { asOf: dateOrNull(extent.asOf), currency });
  },
};

export const storedWeightedPipeline: StoredReport<NonNullable<WeightedPipelineOptions>, WeightedPipeline> = {
  options: weightedPipelineOptions,
  ofBook: weightedPipeline,
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
  source: OpenSource,
  { asOf }: Extent,
  query: { readonly pipeline: Pipeline; readonly where: readonly Condition[]; readonly clock: Clock },
): Promise<Map<string, number[]>> {
  const { pipeline, where, clock } = query;
  const { read } = clock;
  const columns = [sql`v.stage as stage`, sql`v.entered_at as since`];
  const isOfRow = !hasFormerStages(pipeline); // else the row tells when the deal came to one of the stages that are one by now
  const rows = await dealRows<{ stage: string | null; since: unknown; deals: unknown }>(source, {
    columns: isOfRow ? [sql`stage`, sql`stage_entered_at as since`] : [sql`deal`],
    keys: ['stage', 'since'],
    told: [sql`count(*) as deals`],
    where: isOfRow ? [...where, sql`stage_undated = 0`] : where,
    from: (deals, isPart) =>
      isOfRow
        ? deals
        : sql`
          select ${sql.join(isPart ? [...columns, sql`kept.group_key as group_key`] : columns)}
          from ${stageStays(source, pipeline)} as v join (${deals}) as kept on kept.deal = v.deal
          where v.undated = 0 and v.left_at is null`,
  });
  const now = read(Number(asOf));
  const ages = new Map<string, number[]>();
  for (const { stage, since, deals } of rows) {
    if (stage === null) continue;
    const age = now - read(Number(since));
    const all = ages.get(stage) ?? [];
    ages.set(stage, all);
    for (let deal = 0; deal < Number(deals); deal++) all.push(age);
  }
  return ages;
}
