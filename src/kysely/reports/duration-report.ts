import { sql } from 'kysely';
import { shownStages } from '../../reports/funnel/funnel-of-profiles.ts';
import { readReading } from '../../reports/funnel/funnel-reading.ts';
import { readPipelinePopulation } from '../../reports/funnel/pipeline-population.ts';
import { withoutUndefined } from '../../reports/given.ts';
import type { DaysPerDeal } from '../../reports/stages/days-per-deal.ts';
import {
  type StageDurations,
  stageDurations,
  stageDurationsOptions,
} from '../../reports/stages/stage-durations.ts';
import { summarize } from '../../statistics/summarize.ts';
import { daysOf } from '../../time/elapsed.ts';
import { keyOf } from '../schema/key.ts';
import { dealRows } from './deal-rows.ts';
import { countedPaths } from './path-reports.ts';
import { type OpenSource, pipelineById } from './source.ts';
import { type LengthQuery, stageLengths } from './stage-lengths.ts';
import { stageStays } from './stage-stays.ts';
import { firstGiven, type StoredReport } from './stored-report.ts';

type StageDurationsOptions = Parameters<typeof stageDurations>[1];

export const storedStageDurations: StoredReport<StageDurationsOptions, StageDurations> = {
  options: stageDurationsOptions,
  ofBook: stageDurations,
  unanswered(options) {
    if (options.returns === 'erase') return 'returns';
    return firstGiven(options, 'overlapping', 'enteredDuring', 'stageOwnerId', 'calendar');
  },
  async report(source, options) {
    const { pipelineId, strict } = options;
    const population = readPipelinePopulation(source.head, options);
    const pipeline = pipelineById(source, pipelineId);
    const { asOf, where, order, kept, isKept } = await countedPaths(source, pipeline, population, strict);
    const query = { pipeline, where, isKept, calendar: undefined };
    const lengths = await stageLengths(source, query);
    const perDeal = await lengthsPerDeal(source, query);
    const visited = new Set(kept.flatMap(({ path }) => path.stages));
    const positions = [...visited].map((stageId) => order.positionOf.get(stageId) as number);
    return {
      kind: 'stageDurations',
      pipelineId,
      ...population,
      ...readReading(options),
      ...withoutUndefined({ strict }),
      asOf,
      stages: shownStages(order, new Set(positions)).map((place) => {
        const stage = keyOf(place.stageId);
        const days = summarize(Float64Array.from(lengths.get(stage) ?? []), daysOf);
        const { lengths: sums, ...left } = perDeal.get(stage) ?? noLengths();
        return { ...place, days, perDeal: { days: summarize(Float64Array.from(sums), daysOf), ...left } };
      }),
    };
  },
};

/** How long deals stayed in a stage, all visits together, and how many are left out. */
interface Lengths extends Pick<DaysPerDeal, 'open' | 'undated'> {
  readonly lengths: number[];
}

function noLengths(): { -readonly [N in keyof Lengths]: Lengths[N] } {
  return { lengths: [], open: 0, undated: 0 };
}

/** The same by the key of the stage. A row comes back for each stage and length. */
async function lengthsPerDeal(
  source: OpenSource,
  { pipeline, where, isKept }: LengthQuery,
): Promise<Map<string, Lengths>> {
  const ofDeal = isKept === undefined ? [] : ['path'];
  const rows = await dealRows<LengthRow>(source, {
    columns: [sql`deal`, sql`path`],
    keys: ['stage', 'taken', 'unknown', ...ofDeal],
    told: [sql`count(*) as deals`],
    where,
    from: (deals, isPart) => {
      const names = [...ofDeal, ...(isPart ? ['group_key'] : [])];
      const grouped = [sql`v.deal`, sql`v.stage`, ...names.map((name) => sql.ref(`kept.${name}`))];
      return sql`
        select ${sql.join(grouped)}, max(v.undated) as unknown,
          case when max(v.undated) = 0 and count(v.left_at) = count(*) then sum(v.left_at - v.entered_at) end as taken
        from ${stageStays(source, pipeline)} as v join (${deals}) as kept on kept.deal = v.deal
        group by ${sql.join(grouped)}`;
    },
  });
  const stages = new Map<string, ReturnType<typeof noLengths>>();
  for (const { stage, taken, unknown, path, deals } of rows) {
    if (isKept?.(path as string) === false) continue;
    const here = stages.get(stage) ?? noLengths();
    stages.set(stage, here);
    const count = Number(deals);
    if (Number(unknown) === 1) here.undated += count;
    else if (taken === null) here.open += count;
    else for (let deal = 0; deal < count; deal++) here.lengths.push(Number(taken));
  }
  return stages;
}

interface LengthRow {
  readonly stage: string;
  /** Null of a deal that is there, or of which it is not known how long. */
  readonly taken: unknown;
  readonly unknown: unknown;
  readonly path?: string;
  readonly deals: unknown;
}
