import {
  type ChangeRow,
  type DealBookOptions,
  type DealEvent,
  type DealRow,
  definePipeline,
  type Money,
  money,
  rateTable,
} from '../../../src/index.ts';
import { type Data, type Deal, drawn, type Step } from '../data/deal.ts';
import type { Details } from '../data/details.ts';
import { centsOf, closedAtOf, openedAtOf, statusOf } from '../data/read-deal.ts';
import { lossReasons, publishedRates, stageIds, staleAfterDays } from '../data/sales.ts';

/** The drawn deals as users of the library have them: events or rows, with Date and Decimal. */

export const pipelineId = 'sales';

export const sales = definePipeline({
  id: pipelineId,
  name: 'Sales',
  progression: 'manual',
  stages: stageIds.map((id) => ({ id, name: id, staleAfterDays })),
});

export const bookOptions: DealBookOptions = {
  pipelines: [sales],
  currency: 'NOK',
  rates: rateTable(
    publishedRates.map(({ date, rate }) => ({ date, currency: 'NOK', rate: (rate / 10_000).toFixed(4) })),
    { base: 'EUR' },
  ),
};

export function ownerId(owner: number): string {
  return `o${owner}`;
}

export function* histories(data: Data): Generator<DealEvent[]> {
  for (const deal of drawn(data)) yield historyOf(deal);
}

export function historyOf(deal: Deal): DealEvent[] {
  const [opening, ...later] = deal.steps as [Step, ...Step[]];
  const events: DealEvent[] = [
    {
      type: 'DealOpened',
      dealId: deal.id,
      at: new Date(opening.at),
      pipelineId,
      stageId: stageIdOf(opening),
      ownerId: ownerId(deal.owner),
      potential: moneyOf(deal.cents, deal),
      ...expectationOf(deal.details),
    },
  ];
  if (deal.revalued !== null) {
    const { at, cents } = deal.revalued;
    events.push({ type: 'DealRevalued', dealId: deal.id, at: new Date(at), potential: moneyOf(cents, deal) });
  }
  let before = opening;
  for (const step of later) {
    events.push(eventOf(deal, before, step));
    before = step;
  }
  return deal.details === null ? events : withDates(events, deal.details);
}

/** New dates of expected closings come in where they belong. */
function withDates(events: DealEvent[], { rescheduled }: Details): DealEvent[] {
  const [{ dealId }] = events as [DealEvent];
  for (const { at, to } of rescheduled)
    events.push({
      type: 'DealRescheduled',
      dealId,
      at: new Date(at),
      expectedCloseAt: to === null ? null : new Date(to),
    });
  return events.sort((a, b) => +a.at - +b.at);
}

function eventOf({ id: dealId, details }: Deal, before: Step, step: Step): DealEvent {
  const at = new Date(step.at);
  switch (step.type) {
    case 'opened':
    case 'moved':
      return { type: 'DealMoved', dealId, at, from: stageIdOf(before), to: stageIdOf(step) };
    case 'won':
      return { type: 'DealWon', dealId, at };
    case 'lost':
      return { type: 'DealLost', dealId, at, reason: reasonOf(details) };
    case 'reopened':
      return { type: 'DealReopened', dealId, at, stageId: stageIdOf(step) };
  }
}

function expectationOf(details: Details | null): { readonly expectedCloseAt?: Date } {
  const at = details?.expectedAt ?? null;
  return at === null ? {} : { expectedCloseAt: new Date(at) };
}

function reasonOf(details: Details | null): string | null {
  const reason = details === null ? 0 : details.reason;
  return reason === null ? null : (lossReasons[reason] as string);
}

export function dealRowOf(deal: Deal): DealRow {
  const status = statusOf(deal);
  return {
    id: deal.id,
    pipelineId,
    ownerId: ownerId(deal.owner),
    potential: moneyOf(centsOf(deal), deal),
    openedAt: new Date(openedAtOf(deal)),
    outcome: status === 'open' ? null : { status, at: new Date(closedAtOf(deal) as number), reason: 'price' },
  };
}

export function changeRowsOf({ id, steps }: Deal): ChangeRow[] {
  return steps
    .filter(({ type }) => type === 'moved' || type === 'reopened')
    .map((step) => ({ dealId: id, stageId: stageIdOf(step), at: new Date(step.at) }));
}

function stageIdOf({ stage }: Step): string {
  return stageIds[stage] as string;
}

function moneyOf(cents: number | null, { currency }: Deal): Money | null {
  return cents === null ? null : money(cents / 100, currency);
}
