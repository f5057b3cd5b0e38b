import { type DealHistory, historyOf, money } from 'dealbook';
import { reached, sale } from './three-managers.ts';

const inMay = (day: number): Date => new Date(Date.UTC(2026, 4, day, 9));

/** Why clients stopped at each stage. */
const reasons = ['no need', 'no budget', 'price', 'did not pay'];

/**
 * May of the three managers day by day: clients are called in the first twelve days, and come to the next stage four days
 * after the one before. Of those who came no further every fourth has not decided yet; the others are lost two days later.
 */
export function monthOfSales(): DealHistory[] {
  return Object.entries(reached).flatMap(([ownerId, [calls, ...further]]) =>
    Array.from({ length: calls }, (_, index) => {
      const steps = further.filter((count) => index < count).length; // 4: paid
      const isPaid = steps === sale.stages.length;
      const enteredAt = (stage: number): Date => inMay(1 + (index % 12) + 4 * stage);
      const lostAt = new Date(+enteredAt(steps) + 2 * 24 * 60 * 60 * 1000);
      const lost = { status: 'lost' as const, at: lostAt, reason: reasons[steps] ?? null };
      const visits = sale.stages.slice(0, steps + 1);
      return historyOf({
        id: `${ownerId}, client ${index + 1}`,
        pipelineId: sale.id,
        ownerId,
        potential: money(10_000, 'NOK'),
        openedAt: enteredAt(0),
        visits: visits.map(({ id }, stage) => ({ stageId: id, enteredAt: enteredAt(stage) })),
        ...(isPaid
          ? { outcome: { status: 'won', at: enteredAt(steps) } }
          : index % 4 > 0
            ? { outcome: lost }
            : {}),
      });
    }),
  );
}
