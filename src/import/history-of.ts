import { checkHistory } from '../deal/check-history.ts';
import { type DescriptionOf, describedFields, forDescription } from '../deal/description.ts';
import type { DealEvent, DealHistory, DealMoved, DealOpened, Fields } from '../deal/event.ts';
import { invalidValue } from '../deal/event-values.ts';
import { isSorted } from '../deal/ordered-events.ts';
import { DealError } from '../errors.ts';
import { copied } from '../money/copied.ts';
import { type Money, ownMoney } from '../money/money.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { preview } from '../text.ts';
import { checkDate } from '../time/period.ts';
import { checkRow, rowNames } from './rows/check-row.ts';
import type { OutcomeRow } from './rows/deal-row.ts';

/** A deal as a CRM keeps it that has its stays beside it; all times are Dates. */
export interface VisitedDeal extends Partial<DescriptionOf<string | undefined>> {
  readonly id: string;
  readonly pipelineId: string;
  /** The owner at the opening. */
  readonly ownerId: string;
  readonly potential: Money | null;
  /** When it was opened; null where that is not known: the deal is then `undated`. */
  readonly openedAt: Date | null;
  readonly outcome?: (Omit<OutcomeRow, 'at'> & { readonly at: Date }) | null | undefined;
  readonly name?: string | undefined;
  readonly expectedCloseAt?: Date | undefined;
  readonly fields?: Fields | undefined;
  /** The stays in stages, as far as the CRM keeps them, in any order. */
  readonly visits: readonly {
    readonly stageId: string;
    readonly enteredAt: Date;
    /** The owner from then on, where it changed. */
    readonly ownerId?: string | undefined;
    readonly by?: string | undefined;
  }[];
}

/** How a deal ended, dated with an instant. */
type Outcome = NonNullable<VisitedDeal['outcome']>;
type DealWithoutVisits = Omit<VisitedDeal, 'visits'>;

const dealNames = {
  ...{ id: true, pipelineId: true, ownerId: true, potential: true, openedAt: true, outcome: true },
  ...{ name: true, expectedCloseAt: true, fields: true },
  .../* @__PURE__ */ forDescription(() => true as const),
} as const;
const dealWithVisits = /* @__PURE__ */ rowNames<VisitedDeal>({
  ...dealNames,
  visits: true,
});
const outcomeRow = /* @__PURE__ */ rowNames<Omit<Outcome, 'ownerId'>>({
  ...{ status: true, at: true, amount: true, reason: true, competitorId: true, by: true },
});
const visitRow = /* @__PURE__ */ rowNames<VisitRow>({
  ...{ stageId: true, enteredAt: true, ownerId: true, by: true },
});

type VisitRow = VisitedDeal['visits'][number];

/**
 * The history of one deal from what a CRM has: the deal's row and the stages it entered, in any order.
 *
 * The first visit starts at `openedAt`: the deal opens in the stage it entered first, if that was at `openedAt` or
 * before, else in the first stage of its pipeline, for which `pipelines` are needed. Each further visit is a move,
 * and a change of owner where it names one; the outcome comes last. Visits dated before the opening or after the
 * outcome stay as they are: the folds say how they count, `validateHistory` lists them.
 *
 * @throws DealError `unknown-pipeline` (where `pipelines` are given), `invalid-date`, `invalid-text`,
 * `invalid-amount`, `invalid-outcome`, `invalid-value` (a field that is no value, a property that no row has).
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
export function historyOf(deal: VisitedDeal, pipelines?: Iterable<Pipeline>): DealHistory {
  const firstStages = pipelines === undefined ? undefined : firstStagesOf(pipelinesById(pipelines).values());
  checkRow(deal, dealWithVisits, 'deal');
  const { visits, ...row } = deal;
  if (!Array.isArray(visits)) throw invalidValue('visits', 'not a list', visits);
  const entries = visits.map((visit: VisitRow, index) => {
    checkRow(visit, visitRow, `visits[${index}]`);
    const { stageId, enteredAt: at, ownerId, by } = visit;
    checkDate(at, 'enteredAt', deal.id);
    return { stageId, at, ownerId: ownerId ?? undefined, by: by ?? undefined };
  });
  return historyOfRows(row, entries, firstStages);
}

/** The first stage of each pipeline, by the pipeline's id. */
function firstStagesOf(pipelines: Iterable<Pipeline>): ReadonlyMap<string, string | undefined> {
  return new Map(Array.from(pipelines, ({ id, stages }) => [id, stages[0]?.id]));
}

/** A deal entered a stage. */
interface Entry {
  readonly stageId: string;
  readonly at: Date;
  readonly ownerId?: string | undefined;
  readonly by?: string | undefined;
}

/** As {@link historyOf}, with the first stage of each pipeline at hand and the dates of the entries checked; sorts them. */
function historyOfRows(
  deal: DealWithoutVisits,
  entries: Entry[],
  firstStages: ReadonlyMap<string, string | undefined> | undefined,
): DealHistory {
  const { id, pipelineId, outcome } = deal;
  if (firstStages !== undefined && !firstStages.has(pipelineId)) {
    throw new DealError(
      'unknown-pipeline',
      `Deal ${preview(id)} is of pipeline ${preview(pipelineId)}, which is not among those given.`,
      {
        pipelineId: preview(pipelineId),
        dealId: preview(id),
      },
    );
  }
  if (!isSorted(entries)) entries.sort((a, b) => a.at.getTime() - b.at.getTime());
  if (deal.openedAt !== null) checkDate(deal.openedAt, 'openedAt', id);
  const openedAt = deal.openedAt ?? entries[0]?.at ?? outcome?.at ?? new Date(0);
  const opensEntry = entries[0] !== undefined && entries[0].at.getTime() <= openedAt.getTime();
  const first = opensEntry ? entries[0] : undefined;
  const opening = openingOf(deal, openedAt, first, first?.stageId ?? firstStages?.get(pipelineId));
  const events: [DealOpened, ...DealEvent[]] = [opening];
  let { ownerId, stageId } = opening;
  for (let i = opensEntry ? 1 : 0; i < entries.length; i++) {
    const { stageId: to, at, ownerId: newOwnerId, by } = entries[i] as Entry;
    if (newOwnerId !== undefined && newOwnerId !== ownerId) {
      ownerId = newOwnerId;
      events.push({ type: 'DealReassigned', dealId: id, at: new Date(at.getTime()), ...byOf(by), ownerId });
    }
    events.push(movedOf(id, new Date(at.getTime()), by, stageId ?? '', to));
    stageId = to;
  }
  if (outcome !== undefined && outcome !== null) {
    checkRow(outcome, outcomeRow, 'outcome');
    events.push(closingOf(id, outcome));
  }
  checkHistory(events);
  const last = events.length - 1;
  takeOver(opening);
  if (last > 0) takeOver(events[last] as DealEvent); // the outcome, if there is one
  return events.slice() as [DealOpened, ...DealEvent[]]; // without the room that lists keep for growing
}

/** Gives an event that was made here, and checked, values of its own for those of the row. */
function takeOver(event: { -readonly [Name in keyof DealOpened]?: unknown } & { amount?: unknown }): void {
  event.at = new Date((event.at as Date).getTime());
  if (event.potential) event.potential = ownMoney(event.potential as Money);
  if (event.amount) event.amount = ownMoney(event.amount as Money);
  if (event.expectedCloseAt) event.expectedCloseAt = copied(event.expectedCloseAt);
  if (event.fields) event.fields = copied(event.fields);
}

/** A literal each: for millions of moves a spread would take most of the time. */
function movedOf(dealId: string, at: Date, by: string | undefined, from: string, to: string): DealMoved {
  if (by === undefined) return { type: 'DealMoved', dealId, at, from, to };
  return { type: 'DealMoved', dealId, at, by, from, to };
}

function openingOf(
  deal: DealWithoutVisits,
  openedAt: Date,
  first: Entry | undefined,
  stageId: string | undefined,
): DealOpened {
  const { id, pipelineId, ownerId, potential, name, expectedCloseAt, fields } = deal;
  const opening: { -readonly [Name in keyof DealOpened]: DealOpened[Name] } = {
    type: 'DealOpened',
    dealId: id,
    at: openedAt,
    pipelineId,
    ownerId: first?.ownerId ?? ownerId,
    potential: potential ?? null,
  };
  if (stageId !== undefined) opening.stageId = stageId;
  if (first?.by !== undefined) opening.by = first.by;
  if (name !== undefined && name !== null) opening.name = name;
  for (const field of describedFields) {
    const text = deal[field];
    if (text !== undefined && text !== null) opening[field] = text;
  }
  if (expectedCloseAt !== undefined && expectedCloseAt !== null) opening.expectedCloseAt = expectedCloseAt;
  if (fields !== undefined && fields !== null) opening.fields = fields;
  if (deal.openedAt === null) opening.undated = true;
  return opening;
}

function byOf(by: string | undefined): { readonly by?: string } {
  return by === undefined ? {} : { by };
}

function closingOf(dealId: string, outcome: Outcome): DealEvent {
  const { status, at, reason = null } = outcome;
  const [amount, competitorId, by] = [
    outcome.amount ?? undefined,
    outcome.competitorId ?? undefined,
    outcome.by,
  ];
  const head = { dealId, at, ...byOf(by ?? undefined) };
  switch (status) {
    case 'won':
      return { type: 'DealWon', ...head, ...(amount === undefined ? {} : { amount }) };
    case 'lost':
      return { type: 'DealLost', ...head, reason, ...(competitorId === undefined ? {} : { competitorId }) };
    default:
      throw new DealError(
        'invalid-outcome',
        `Deal ${preview(dealId)} ended ${preview(status)}; an outcome is won or lost.`,
        {
          dealId: preview(dealId),
          status: preview(status),
        },
      );
  }
}
