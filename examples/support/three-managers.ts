import { type DealHistory, definePipeline, historyOf, money } from 'dealbook';

/** What three managers of a wholesaler did in a month: all have the same duties. */
export const sale = definePipeline({
  id: 'sale',
  name: 'Wholesale',
  progression: 'manual',
  stages: [
    { id: 'call', name: 'Call', staleAfterDays: 21 },
    { id: 'meeting', name: 'Meeting', staleAfterDays: 10 },
    { id: 'offer', name: 'Offer', staleAfterDays: 10 },
    { id: 'contract', name: 'Contract', staleAfterDays: 10 },
  ],
});

/** Of how many clients they called how many came to a meeting, got an offer, a contract and paid. */
export const reached = {
  'Manager 1': [300, 60, 36, 25, 15],
  'Manager 2': [500, 45, 35, 25, 17],
  'Manager 3': [350, 77, 46, 30, 19],
} as const;

const inMay = (day: number): Date => new Date(Date.UTC(2026, 4, day, 9));

/** Each call as a deal, that went as far as the figures say. Who paid has won; the others are lost where they stopped. */
export function threeManagers(): DealHistory[] {
  return Object.entries(reached).flatMap(([ownerId, [calls, ...further]]) =>
    Array.from({ length: calls }, (_, index) => {
      const steps = further.filter((count) => index < count).length; // 4: paid
      const { stages } = sale;
      return historyOf({
        id: `${ownerId} ${index + 1}`,
        pipelineId: sale.id,
        ownerId,
        potential: money(10_000, 'NOK'),
        openedAt: inMay(4),
        visits: stages
          .slice(0, steps + 1)
          .map(({ id }, stage) => ({ stageId: id, enteredAt: inMay(4 + 5 * stage) })),
        outcome: { status: steps === stages.length ? 'won' : 'lost', at: inMay(28) },
      });
    }),
  );
}
