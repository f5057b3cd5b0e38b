import type { DealEvent } from '../../../src/deal/event.ts';
import type { NaiveOpening } from './naive-import-opening.ts';
import type { NaiveDealRow } from './naive-import-rows.ts';
import { given, type Placed } from './naive-import-walk.ts';

const msOf = ({ event }: Placed): number => event.at.getTime();

/** The opening and, as it has no probability, an estimate right after it. */
export function openingEvents(row: NaiveDealRow, opening: NaiveOpening): [Placed, ...Placed[]] {
  const { ownerId, potential, expectedCloseAt, probability, ...place } = opening.values;
  const { name, customerId, channel, fields } = row;
  const head = { dealId: row.id, at: new Date(opening.ms) };
  const told = Object.entries({ name, customerId, channel, fields, by: opening.by }).filter(
    ([, value]) => value !== undefined,
  );
  const first = {
    ...head,
    type: 'DealOpened',
    ...given('pipelineId', place.pipelineId),
    ...given('stageId', place.stageId),
    ...(opening.stageUndated && place.stageId !== undefined ? { stageUndated: true } : {}),
    ownerId: ownerId ?? null,
    potential: potential ?? null,
    ...given('expectedCloseAt', expectedCloseAt ?? undefined),
    ...(row.openedAt === null ? { undated: true } : {}),
    ...Object.fromEntries(told),
  } as unknown as DealEvent;
  const isEstimated = (probability ?? null) !== null;
  const estimate = { ...head, type: 'DealEstimated', probability } as DealEvent;
  return [{ event: first }, ...(isEstimated ? [{ event: estimate }] : [])];
}

/**
 * By `recordedAt ?? at`. What does not say when it was recorded was so with those of its instant, after or before which it
 * stands, where these were recorded at another time.
 */
export function inRecordingOrder(events: readonly Placed[]): Placed[] {
  const recorded = ({ event }: Placed): number => (event.recordedAt ?? event.at).getTime();
  if (
    events.every((placed, place) => place === 0 || recorded(events[place - 1] as Placed) <= recorded(placed))
  ) {
    return [...events];
  }
  const told = events.toSorted((a, b) => msOf(a) - msOf(b));
  const withNeighbour = (placed: Placed, neighbour: Placed | undefined, sign: 1 | -1): Placed => {
    const recordedAt = neighbour?.event.recordedAt;
    const isOfInstant = neighbour !== undefined && msOf(neighbour) === msOf(placed);
    if (recordedAt === undefined || placed.event.recordedAt !== undefined || !isOfInstant) return placed;
    const isApart = sign * (recordedAt.getTime() - recorded(placed)) > 0;
    return isApart ? { ...placed, event: { ...placed.event, recordedAt } } : placed;
  };
  const forward: Placed[] = [];
  for (const placed of told) forward.push(withNeighbour(placed, forward.at(-1), 1));
  const backward: Placed[] = [];
  for (const placed of forward.toReversed()) backward.unshift(withNeighbour(placed, backward[0], -1));
  return backward.sort((a, b) => recorded(a) - recorded(b));
}
