import { DealError } from '../errors.ts';
import type { Money } from '../money/money.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDate } from '../time/period.ts';
import { checkHistory } from './check-history.ts';
import type { DealEvent, DealHistory, DealOpened, Fields } from './event.ts';

/** How a deal ended, as a CRM keeps it. */
export interface OutcomeRow {
  readonly status: 'won' | 'lost';
  readonly at: Date;
  /** What was sold; default the potential. */
  readonly amount?: Money | undefined;
  /** Why it was lost. */
  readonly reason?: string | null | undefined;
  readonly competitorId?: string | undefined;
  readonly by?: string | undefined;
}

/** A deal as a CRM keeps it: one row. */
export interface DealRow {
  readonly id: string;
  readonly pipelineId: string;
  readonly ownerId: string;
  readonly potential: Money | null;
  /** When it was opened; null where that is not known: the deal is then `undated`. */
  readonly openedAt: Date | null;
  readonly outcome?: OutcomeRow | null | undefined;
  readonly name?: string | undefined;
  readonly customerId?: string | undefined;
  readonly channel?: string | undefined;
  readonly expectedCloseAt?: Date | undefined;
  readonly fields?: Fields | undefined;
}

/** One stay in one stage, as far as a CRM keeps it. */
export interface VisitRow {
  readonly stageId: string;
  readonly enteredAt: Date;
  /** The owner from then on, where it changed. */
  readonly ownerId?: string | undefined;
  readonly by?: string | undefined;
}

/**
 * The history of one deal from what a CRM has: the deal's row and the stages it entered, in any order.
 *
 * The first visit starts at `openedAt`: the deal opens in the stage it entered first, if that was at `openedAt` or
 * before, else in the first stage of its pipeline, for which `pipelines` are needed. Each further visit is a move,
 * and a change of owner where it names one; the outcome comes last. Visits dated before the opening or after the
 * outcome stay as they are: the folds say how they count, `validateHistory` lists them.
 *
 * @throws DealError `unknown-pipeline` (where `pipelines` are given), `invalid-date`, `invalid-text`,
 * `invalid-amount`, `invalid-outcome`.
 *
 * @example
 * ```ts
 * const history = historyOf({
 *   id: 'd1', pipelineId: 'sales', ownerId: 'kari', potential: money(100, 'NOK'), openedAt: new Date('2026-10-01'),
 *   visits: [{ stageId: 'offer', enteredAt: new Date('2026-10-05') }, { stageId: 'contact', enteredAt: new Date('2026-10-01') }],
 *   outcome: { status: 'won', at: new Date('2026-10-09') },
 * })
 * history.map((event) => event.type) // => ['DealOpened', 'DealMoved', 'DealWon']
 * ```
 */
export function historyOf(
  deal: DealRow & { readonly visits: readonly VisitRow[] },
  pipelines?: Iterable<Pipeline>,
): DealHistory {
  const firstStages =
    pipelines === undefined ? undefined : new Map(Array.from(pipelines, (p) => [p.id, p.stages[0]?.id]));
  return historyOfRows(deal, deal.visits, firstStages);
}

/** As {@link historyOf}, with the first stage of each pipeline at hand. */
export function historyOfRows(
  deal: DealRow,
  visitRows: readonly VisitRow[],
  firstStages: ReadonlyMap<string, string | undefined> | undefined,
): DealHistory {
  const { id, pipelineId, outcome } = deal;
  if (firstStages !== undefined && !firstStages.has(pipelineId)) {
    throw new DealError(
      'unknown-pipeline',
      `Deal ${id} is of pipeline ${pipelineId}, which is not among those given.`,
      {
        pipelineId,
        dealId: id,
      },
    );
  }
  for (const visit of visitRows) checkDate(visit.enteredAt, 'enteredAt', id);
  const visits = [...visitRows].sort((a, b) => +a.enteredAt - +b.enteredAt);
  if (deal.openedAt !== null) checkDate(deal.openedAt, 'openedAt', id);
  const openedAt = deal.openedAt ?? visits[0]?.enteredAt ?? outcome?.at ?? new Date(0);
  const opensVisit = visits[0] !== undefined && +visits[0].enteredAt <= +openedAt;
  const first = opensVisit ? visits.shift() : undefined;
  const opening = openingOf(deal, openedAt, first, first?.stageId ?? firstStages?.get(pipelineId));
  const events: [DealOpened, ...DealEvent[]] = [opening];
  let { ownerId, stageId } = opening;
  for (const visit of visits) {
    const recorded = { dealId: id, at: visit.enteredAt, ...(visit.by === undefined ? {} : { by: visit.by }) };
    if (visit.ownerId !== undefined && visit.ownerId !== ownerId) {
      ownerId = visit.ownerId;
      events.push({ type: 'DealReassigned', ...recorded, ownerId });
    }
    events.push({ type: 'DealMoved', ...recorded, from: stageId ?? '', to: visit.stageId });
    stageId = visit.stageId;
  }
  if (outcome !== undefined && outcome !== null) events.push(closingOf(id, outcome));
  checkHistory(events);
  return events;
}

function openingOf(
  deal: DealRow,
  openedAt: Date,
  first: VisitRow | undefined,
  stageId: string | undefined,
): DealOpened {
  const { id, pipelineId, ownerId, potential, name, customerId, channel, expectedCloseAt, fields } = deal;
  return {
    type: 'DealOpened',
    dealId: id,
    at: openedAt,
    pipelineId,
    ownerId: first?.ownerId ?? ownerId,
    potential: potential ?? null,
    ...(stageId === undefined ? {} : { stageId }),
    ...(first?.by === undefined ? {} : { by: first.by }),
    ...(name === undefined ? {} : { name }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(channel === undefined ? {} : { channel }),
    ...(expectedCloseAt === undefined ? {} : { expectedCloseAt }),
    ...(fields === undefined ? {} : { fields }),
    ...(deal.openedAt === null ? { undated: true } : {}),
  };
}

function closingOf(dealId: string, outcome: OutcomeRow): DealEvent {
  const { status, at, amount, reason, competitorId, by } = outcome;
  const recorded = { dealId, at, ...(by === undefined ? {} : { by }) };
  switch (status) {
    case 'won':
      return { type: 'DealWon', ...recorded, ...(amount === undefined ? {} : { amount }) };
    case 'lost':
      return {
        type: 'DealLost',
        ...recorded,
        reason: reason ?? null,
        ...(competitorId === undefined ? {} : { competitorId }),
      };
    default:
      throw new DealError(
        'invalid-outcome',
        `Deal ${dealId} ended ${String(status)}; an outcome is won or lost.`,
        {
          dealId,
          status: String(status),
        },
      );
  }
}
