import { groupedBy } from '../columns/grouped-by.ts';
import { type AsOf, asOfOptions, checkLimits } from '../deal/as-of.ts';
import { checkHistory } from '../deal/check-history.ts';
import type { DealHistory } from '../deal/event.ts';
import { orderedEvents } from '../deal/ordered-events.ts';
import type { Standing } from '../deal/standing.ts';
import { checkOptions } from '../options.ts';
import { checkStage } from '../pipeline/check-stage.ts';
import { formerStages } from '../pipeline/former-stages.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { type Ending, type Exit, readPath } from './read-path.ts';
import { stageOrder } from './stage-order.ts';
import { type RealStay, staysOfEvents } from './stays-of-events.ts';

export type StageVisit = DealTimeline['visits'][number];

/** A deal as its stays in stages, one after the other. */
export interface DealTimeline {
  readonly dealId: string;
  /** The pipeline it is in, or was closed in. */
  readonly pipelineId: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** One stay of a deal in one stage. */
  readonly visits: readonly {
    readonly pipelineId: string;
    readonly stageId: string;
    readonly enteredAt: Date;
    /** True where it is not known when it began: at an `undated` or `stageUndated` opening, which `enteredAt` then is. */
    readonly undated?: boolean;
    /** Null while the deal is there. */
    readonly leftAt: Date | null;
    /**
     * How it ended; null while the deal is there. Only the deal's last visit in a pipeline can end `won`, `lost` or
     * `transferred`; an earlier one was followed by a visit to the same stage or a later one (`advanced`) or to an
     * earlier one (`returned`), also across a reopening or a return from another pipeline.
     */
    readonly exit: 'advanced' | 'returned' | 'won' | 'lost' | 'transferred' | null;
  }[];
}

/**
 * The stays of a deal in its stages, as they really happened: no visit for a stage that was jumped over, every
 * visit of a stage entered twice. A closing ends the visit; a reopening starts a new one. Undefined where the deal
 * had not been opened by `asOf`. A stage has the visits of those it was `formerly`, too.
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `missing-stage`, and as `replay`.
 *
 * @example
 * ```ts
 * timelineOf(histories[0], [sales])?.visits.map(({ stageId, exit }) => [stageId, exit]) // => [['contact', 'advanced'], ['offer', 'advanced'], ['terms', 'won']]
 * ```
 */
export function timelineOf(
  history: DealHistory,
  pipelines: Iterable<Pipeline>,
  limits: AsOf = {},
): DealTimeline | undefined {
  checkHistory(history);
  checkOptions(limits, asOfOptions);
  checkLimits(limits);
  const byId = pipelinesById(pipelines);
  const events = orderedEvents(history, limits);
  const [opening] = events;
  if (opening === undefined) return undefined;
  const { stays, standing } = staysOfEvents(events as DealHistory, formerStages(byId.values()));
  for (const { pipelineId, stageId, event } of stays)
    checkStage(pipelineOf(byId, pipelineId, event.dealId), stageId, event.dealId);
  const { pipelineId, status } = standing;
  const closedAt = status === 'open' ? null : new Date(stays.at(-1)?.leftAt as number);
  const isUndated = opening.undated === true || opening.stageUndated === true;
  const visits = withExits(stays, standing, byId, isUndated);
  return { dealId: opening.dealId, pipelineId, status, openedAt: new Date(+opening.at), closedAt, visits };
}

function withExits(
  stays: readonly RealStay[],
  standing: Standing,
  byId: ReadonlyMap<string, Pipeline>,
  isFirstUndated: boolean,
): StageVisit[] {
  const staged = stays.filter((stay): stay is RealStay & { stageId: string } => stay.stageId !== null);
  const exits = new Map<RealStay, Exit>();
  for (const [pipelineId, here] of groupedBy(staged, (stay) => stay.pipelineId)) {
    const stages = here.map((stay) => stay.stageId);
    const ending: Ending = standing.pipelineId === pipelineId ? standing.status : 'transferred';
    const order = stageOrder(pipelineOf(byId, pipelineId), stages);
    const visits = readPath({ stages, ending }, order, { skips: 'ignore', returns: 'keep' });
    visits.forEach((visit, index) => {
      exits.set(here[index] as RealStay, visit.exit);
    });
  }
  return staged.map((stay) => {
    const { pipelineId, stageId, enteredAt, leftAt } = stay;
    const exit = exits.get(stay) as Exit;
    const isUndated = isFirstUndated && stay === stays[0];
    return {
      pipelineId,
      stageId,
      enteredAt: new Date(enteredAt),
      ...(isUndated ? { undated: true } : {}),
      leftAt: leftAt === null ? null : new Date(leftAt),
      exit: exit === 'open' ? null : exit,
    };
  });
}
