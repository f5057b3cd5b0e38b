import type { DealEvent, DealHistory } from '../deal/event.ts';
import { money } from '../money/money.ts';
import type { DealQuery } from '../repository/deal-query.ts';
import { period } from '../time/period.ts';
import { october, opening, takeover } from './sample-deals.ts';

/** Draws one of some values. */
export type Draw = <T>(values: readonly T[]) => T;

/** A drawer of values: the same draws for the same seed, everywhere. */
export function drawFrom(seed: number): Draw {
  let state = seed;
  return (values) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return values[Math.floor((state / 2 ** 32) * values.length)] as (typeof values)[number];
  };
}

// Few of each, so that queries meet deals at their very borders.
const days = [1, 2, 3, 4, 5];
const owners = ['kari', 'ola', 'KARI', '', null];
const pipelines = ['sales', 'big', 'Sales'];
const stages = ['contact', 'offer', 'Contact'];
const customers = ['c1', 'c2', 'C1', ''];
const channels = ['web', 'fair', 'Web'];

/** A first event of a deal. */
export function randomOpening(dealId: string, draw: Draw): DealHistory {
  return [
    opening(dealId, {
      at: october(draw(days)),
      ...(draw([true, false, false]) ? { recordedAt: october(draw(days)) } : {}),
      ...(draw([true, false, false, false, false]) ? { undated: true } : {}),
      ...(draw([true, false, false, false, false]) ? { stageUndated: true } : {}),
      pipelineId: draw(pipelines),
      stageId: draw(stages),
      ownerId: draw(owners),
      ...(draw([true, false]) ? { customerId: draw(customers), channel: draw(channels) } : {}),
      ...(draw([true, false]) ? { expectedCloseAt: october(draw(days)) } : {}),
    }),
  ];
}

/** One more event of a deal, possible or not, in any order of dates. */
export function randomEvent(dealId: string, draw: Draw): DealEvent {
  const facts = draw<() => object>([
    () => ({ type: 'DealReassigned', ownerId: draw(owners) }),
    () => ({ type: 'DealTransferred', pipelineId: draw(pipelines), stageId: draw(stages) }),
    () => ({ type: 'DealMoved', from: 'contact', to: draw(stages) }),
    () => ({ type: 'DealRescheduled', expectedCloseAt: draw([null, october(draw(days))]) }),
    () => ({
      type: 'DealDescribed',
      ...draw([{ customerId: draw(customers) }, { channel: draw(channels) }]),
    }),
    () => ({ type: 'DealRevalued', potential: money(draw([0, 1, 100]), 'NOK') }),
    () => ({ type: 'DealWon' }),
    () => ({ type: 'DealLost', reason: 'price' }),
    () => ({ type: 'DealReopened', stageId: 'contact' }),
    () => ({
      type: 'EventCorrected',
      version: draw([1, 2, 3, 4]),
      instead: draw([
        null,
        opening(dealId, { at: october(draw(days)), ownerId: draw(owners) }),
        takeover(dealId, 'ola'),
      ]),
    }),
    () => ({ type: draw(['DealDeleted', 'ManualControlTaken', 'ManualControlTaken']) }),
  ])();
  const late = draw([true, false, false]) ? { recordedAt: october(draw(days)) } : {};
  return { dealId, at: october(draw(days), draw([0, 0, 1])), ...late, ...facts } as DealEvent;
}

/** Of eleven properties mostly one to three. */
const asked = [true, false, false, false, false];

/** A query of none, one or several properties. */
export function randomQuery(ids: readonly string[], draw: Draw): DealQuery {
  const during = () => {
    const [start, end] = [draw(days), draw(days)].sort((a, b) => a - b) as [number, number];
    return period(october(start, draw([0, 0, 1])), october(end + 1, draw([0, 0, 1])));
  };
  const placed = () => ({
    pipelineId: draw(pipelines),
    ...(draw([true, false]) ? { stageIds: [draw(stages), draw(stages)] } : {}),
  });
  const some = <T>(value: () => T, name: string) => (draw(asked) ? { [name]: value() } : {});
  return {
    ...some(() => [draw(ids), draw(ids), 'nobody'], 'ids'),
    ...some(() => draw(pipelines), 'pipelineId'),
    ...some(() => draw(['open', 'won', 'lost']), 'status'),
    ...some(() => draw(owners), 'ownerId'),
    ...some(placed, 'place'),
    ...some(() => draw([...customers, null]), 'customerId'),
    ...some(() => draw([...channels, null]), 'channel'),
    ...some(during, 'expectedDuring'),
    ...some(during, 'openedDuring'),
    ...some(during, 'closedDuring'),
    ...some(during, 'changedDuring'),
  };
}
