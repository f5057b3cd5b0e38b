import { sql } from 'kysely';
import type { KeyCount } from '../../book/selection/count-by-key.ts';
import { compareValues } from '../../book/selection/group-keys.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { addCounts, type DealCount, noDeals } from '../../reports/deal-count.ts';
import {
  type LossCounts,
  type LossReasons,
  type LossReasonsOptions,
  lossReasons,
  lossReasonsOf,
  lossReasonsOptions,
} from '../../reports/outcomes/loss-reasons.ts';
import { stageOrder } from '../../timeline/stage-order.ts';
import { countedGroups } from './counted-groups.ts';
import { fullTexts } from './full-texts.ts';
import { type DealsAsked, dealsAsked } from './outcome-reports.ts';
import type { OpenSource } from './source.ts';
import { type StagePlace, stagePlaces } from './stage-places.ts';
import { everything, type StoredReport } from './stored-report.ts';

export const storedLossReasons: StoredReport<NonNullable<LossReasonsOptions>, LossReasons> = {
  options: lossReasonsOptions,
  ofBook: lossReasons,
  unanswered: everything,
  async report(source, { top = 10, ...options }) {
    const asked = await dealsAsked(source, options);
    const losses = await lossesOf(source, asked);
    const customers = await lossesByCustomer(source, asked);
    const rankOf = ranksOf(losses);
    const by = (...parts: readonly (keyof LossTexts)[]) =>
      countedBy(losses, (loss) => parts.map((part) => loss[part]));
    const byPlace = (part: 'reason' | 'owner') =>
      countedBy(
        losses,
        (loss) => [loss[part], loss.place.pipeline.id, loss.place.stageId],
        (loss) => [loss[part], loss.place.pipeline.id, rankOf(loss.place)],
      );
    const counts: LossCounts = {
      all: losses.reduce<DealCount>(addCounts, noDeals()),
      reasons: by('reason'),
      stages: byPlace('reason'),
      owners: by('reason', 'owner'),
      customers: countedBy(customers, ({ reason, customer }) => [reason, customer]),
      competitors: by('reason', 'competitor'),
      places: byPlace('owner'),
      alsoNamed: namedBeside(losses),
    };
    return lossReasonsOf(counts, { ...asked.about, top });
  },
};

interface LossTexts {
  readonly reason: string | null;
  readonly owner: string | null;
  readonly competitor: string | null;
}

/** Lost deals of which the same is told. */
interface Losses extends DealCount, LossTexts {
  readonly place: StagePlace;
  /** The reasons that were named beside. */
  readonly others: readonly string[];
}

/** The lost deals by all that is told of them but the customer. */
async function lossesOf(source: OpenSource, { extent, where }: DealsAsked): Promise<Losses[]> {
  const groups = await countedGroups(source, extent, {
    keys: {
      reason: sql`loss_reason`,
      pipeline: sql`pipeline`,
      stage: sql`stage`,
      owner: sql`closed_by`,
      competitor: sql`competitor`,
      others: sql`other_reasons`,
    },
    amount: 'potential',
    where: [...where, sql`status = 'lost'`],
  });
  const keys = groups.map(({ key }) => key);
  const placeOf = await stagePlaces(source, keys);
  const reasonOf = await fullTexts(
    source,
    'loss_reason',
    keys.map(({ reason }) => reason),
  );
  const ownerOf = await fullTexts(
    source,
    'closed_by',
    keys.map(({ owner }) => owner),
  );
  const competitorOf = await fullTexts(
    source,
    'competitor',
    keys.map(({ competitor }) => competitor),
  );
  return groups.map(({ key, deals, unpriced, amount }) => ({
    ...{ deals, unpriced, amount, place: placeOf(key) },
    reason: reasonOf(key.reason),
    owner: ownerOf(key.owner),
    competitor: competitorOf(key.competitor),
    others: key.others === null ? [] : (JSON.parse(key.others) as string[]),
  }));
}

async function lossesByCustomer(source: OpenSource, { extent, where }: DealsAsked) {
  const groups = await countedGroups(source, extent, {
    keys: { reason: sql`loss_reason`, customer: sql`customer` },
    amount: 'potential',
    where: [...where, sql`status = 'lost'`],
  });
  const reasonOf = await fullTexts(
    source,
    'loss_reason',
    groups.map(({ key }) => key.reason),
  );
  const customerOf = await fullTexts(
    source,
    'customer',
    groups.map(({ key }) => key.customer),
  );
  return groups.map(({ key, ...counted }) => ({
    ...counted,
    reason: reasonOf(key.reason),
    customer: customerOf(key.customer),
  }));
}

type KeyPart = string | number | null;

/** Lots counted by keys, ascending by them or by what is to order them. */
function countedBy<T extends DealCount>(
  lots: readonly T[],
  keyOf: (lot: T) => readonly (string | null)[],
  orderOf: (lot: T) => readonly KeyPart[] = keyOf,
): KeyCount[] {
  const found = new Map<string, KeyCount & { readonly order: readonly KeyPart[] }>();
  for (const lot of lots) {
    const key = keyOf(lot);
    const identity = JSON.stringify(key);
    const known = found.get(identity) ?? { key, order: orderOf(lot), ...noDeals() };
    found.set(identity, { ...known, ...addCounts(known, lot) });
  }
  return [...found.values()]
    .sort((a, b) => compareKeys(a.order, b.order))
    .map(({ order: _, ...counted }) => counted);
}

function compareKeys(a: readonly KeyPart[], b: readonly KeyPart[]): number {
  for (const [index, part] of a.entries()) {
    const order = compareValues(part, b[index] ?? null);
    if (order !== 0) return order;
  }
  return 0;
}

/** Tells which place in its pipeline a stage has among those that deals were lost in. */
function ranksOf(losses: readonly Losses[]): (place: StagePlace) => number {
  const byPipeline = groupedBy(losses, ({ place }) => place.pipeline);
  const orders = new Map(
    Array.from(byPipeline, ([pipeline, here]) => {
      const visited = here.flatMap(({ place }) => place.stageId ?? []);
      return [pipeline, stageOrder(pipeline, visited).positionOf] as const;
    }),
  );
  return ({ pipeline, stageId }) => (stageId === null ? -1 : (orders.get(pipeline)?.get(stageId) as number));
}

/** How many of the deals name a reason beside the one they count for. */
function namedBeside(losses: readonly Losses[]): ReadonlyMap<string, number> {
  const named = new Map<string, number>();
  for (const { reason, others, deals } of losses)
    for (const other of new Set(others))
      if (other !== reason) named.set(other, (named.get(other) ?? 0) + deals);
  return named;
}
