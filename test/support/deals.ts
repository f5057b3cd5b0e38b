import { definePipeline, type Money, money, type Pipeline, type VisitedDeal } from '../../src/index.ts';

/** A small manual pipeline of three stages. */
export const sales: Pipeline<'contact' | 'offer' | 'terms'> = definePipeline({
  id: 'sales',
  name: 'Typical sale',
  progression: 'manual',
  stages: [
    { id: 'contact', name: 'First contact', probability: 0.1 },
    { id: 'offer', name: 'Offer', probability: 0.5 },
    { id: 'terms', name: 'Terms' },
  ],
});

/** A pipeline without stages. */
export const simple: Pipeline = definePipeline({
  id: 'simple',
  name: 'Simple sale',
  progression: 'none',
  stages: [],
});

/** Noon of a day of October 2026, or any instant written out. */
export function on(day: number | string): Date {
  return typeof day === 'string' ? new Date(day) : new Date(Date.UTC(2026, 9, day, 12));
}

/** Norwegian kroner. */
export function nok(amount: number | string): Money<'NOK'> {
  return money(amount, 'NOK');
}

/** A deal's row in which every time is a Date. */
export type PlainDealRow = Omit<VisitedDeal, 'visits'>;

/** A row of a CRM: a sale of 100 NOK by Kari, opened on the first of October. */
export function dealRow(id: string, changes: Partial<PlainDealRow> = {}): PlainDealRow {
  return { id, pipelineId: 'sales', ownerId: 'kari', potential: nok(100), openedAt: on(1), ...changes };
}

/** A sale that was won or lost, for want of price, on a day of October. */
export function closedRow(
  id: string,
  status: 'won' | 'lost',
  day: number | string,
  changes: Partial<PlainDealRow> = {},
): PlainDealRow {
  return dealRow(id, { outcome: { status, at: on(day), reason: 'price' }, ...changes });
}
