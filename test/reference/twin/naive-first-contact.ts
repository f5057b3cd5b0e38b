import type { NaiveDeal } from './naive-deal.ts';

/** When the linked meetings, calls and letters were, as far as they had been by then. */
function contactsOf({ counted }: NaiveDeal, asOf: Date): Date[] {
  return counted
    .flatMap(({ event }) => (event.type === 'InteractionLinked' ? [event.interaction.at] : []))
    .filter((at) => at.getTime() <= asOf.getTime());
}

/** "A deal opened from an interaction has that contact": once, also where it is linked. */
export function contactCountOf(deal: NaiveDeal, asOf: Date): number {
  const { event: opening } = deal.counted[0] ?? {};
  const from = opening?.type === 'DealOpened' ? opening.interactionId : undefined;
  const others = deal.counted.filter(
    ({ event }) => event.type !== 'InteractionLinked' || event.interaction.id !== from,
  );
  return contactsOf({ ...deal, counted: others }, asOf).length + (from === undefined ? 0 : 1);
}

/** "the earlier of opening and first linked interaction's own `at`"; null: not known. */
export function firstContactOf(deal: NaiveDeal, asOf: Date): Date | null {
  const opening = deal.undated ? [] : [deal.openedAt];
  return earliest([...opening, ...contactsOf(deal, asOf)]);
}

export function firstPaymentOf({ counted }: NaiveDeal): Date | null {
  const isPayment = ({ event }: NaiveDeal['counted'][number]): boolean =>
    event.type === 'PaymentReceived' && !event.amount.amount.isNegative();
  return earliest(counted.filter(isPayment).map(({ at }) => at));
}

function earliest(dates: readonly Date[]): Date | null {
  return dates.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}
