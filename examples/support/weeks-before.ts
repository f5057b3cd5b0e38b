import {
  describeDeal,
  loseDeal,
  lostToCompetitor,
  money,
  moveDeal,
  openDeal,
  openDealFromInteraction,
  type Pipeline,
  typicalSale,
} from 'dealbook';
import type { SmallCrm } from './small-crm.ts';

const on = (day: number): Date => new Date(Date.UTC(2026, 9, day, 9));

/** What Kari and Ola had done in the first weeks of October, before the day of the example. */
export async function weeksBefore(crm: SmallCrm, projects: Pipeline): Promise<void> {
  // Kari's big one came by phone, and went all the way to the delivery.
  await crm.open(
    openDealFromInteraction(typicalSale, {
      id: 'hotel',
      ownerId: 'kari',
      potential: money(480_000, 'NOK'),
      interaction: { id: 'call-1', kind: 'call', at: on(1), contactId: 'hotel-nord' },
      contacts: [{ id: 'eva', role: 'decision-maker' }],
      at: on(1),
    }),
  );
  const steps = [
    { day: 2, task: 'Record the initial contact', fields: {} },
    { day: 5, task: 'Qualify the client', fields: { agreement: 'F-12' } },
    { day: 7, task: 'Prepare the proposal', fields: { proposal: 'P-31' } },
    { day: 9, task: 'Give the presentation', fields: {} },
    { day: 13, task: 'Agree the terms of sale', fields: {} },
    { day: 14, task: 'Place the order', fields: { counterparty: 'Hotel Nord AS', order: 'O-77' } },
    { day: 16, task: 'Confirm the obligations', fields: { obligations: 'signed' } },
  ];
  for (const { day, task, fields } of steps) {
    await crm.change('hotel', describeDeal, { fields, at: on(day) });
    await crm.complete('hotel', task, { at: on(day) });
  }

  // Ola's two had their first contact; one of them has its proposal to be written.
  for (const [id, potential] of [
    ['clinic', 150_000],
    ['school', 90_000],
  ] as const) {
    await crm.open(
      openDealFromInteraction(typicalSale, {
        id,
        ownerId: 'ola',
        potential: money(potential, 'NOK'),
        interaction: { id: `visit-${id}`, kind: 'meeting', at: on(15) },
        at: on(16),
      }),
    );
    await crm.complete(id, 'Record the initial contact', { at: on(17) });
  }
  await crm.change('school', describeDeal, {
    customerId: 'hill-school',
    fields: { agreement: 'F-18' },
    at: on(20),
  });
  await crm.complete('school', 'Qualify the client', { at: on(20) });

  // Of the projects, which go to any stage by hand, Kari has lost one.
  await crm.open(
    openDeal(projects, { id: 'library', ownerId: 'kari', potential: money(260_000, 'NOK'), at: on(2) }),
  );
  await crm.change('library', moveDeal, { to: 'offer', at: on(8) });
  await crm.change('library', loseDeal, {
    reason: lostToCompetitor,
    competitorId: 'shelves-inc',
    at: on(12),
  });
  await crm.open(
    openDeal(projects, { id: 'studio', ownerId: 'ola', potential: money(75_000, 'NOK'), at: on(19) }),
  );
  await crm.change('studio', moveDeal, { to: 'offer', at: on(21) });
}
