import { describe, expect, test } from 'vitest';
import {
  completeTask,
  type DealHistory,
  dealBook,
  definePipeline,
  explainLoss,
  type LostDeal,
  loseDeal,
  lostToCompetitor,
  type Money,
  moveDeal,
  type OpenDeal,
  openDeal,
  openTasks,
  replay,
  revalueDeal,
  routeMap,
  salesFunnel,
  typicalSale,
} from '../../src/index.ts';
import { nok, on } from '../support/deals.ts';
import { refusal } from '../support/refusal.ts';

describe('a sale with seven stages by hand, read as 1C does', () => {
  const pipeline = definePipeline({
    id: 'seven',
    name: 'Seven stages',
    progression: 'manual',
    stages: ['s1', 's2', 's3', 's4', 's5', 's6', 's7'].map((id) => ({ id, name: id })),
  });
  const open = (history: DealHistory): OpenDeal => replay(history) as OpenDeal;
  const opening: DealHistory = openDeal(pipeline, {
    id: 'd1',
    ownerId: 'kari',
    potential: nok(100),
    at: on(1),
  });
  const jumped: DealHistory = [...opening, ...moveDeal(open(opening), pipeline, { to: 's4', at: on(2) })];
  const returned: DealHistory = [...jumped, ...moveDeal(open(jumped), pipeline, { to: 's2', at: on(3) })];
  const lost: DealHistory = [
    ...returned,
    ...loseDeal(open(returned), pipeline, { reason: 'price', at: on(5) }),
  ];

  const funnel = (history: DealHistory) =>
    salesFunnel(dealBook([history], { pipelines: [pipeline], currency: 'NOK' }), {
      pipelineId: 'seven',
      returns: 'erase',
      durations: true,
    });
  /** The stages the deal entered, and its cell there. */
  const cells = (history: DealHistory): string[] =>
    funnel(history).stages.flatMap(({ stageId, skipped, ...row }) =>
      (['passed', 'lost', 'open', 'returned'] as const)
        .filter((cell) => row[cell] > 0)
        .map((cell) => `${stageId} ${cell}${skipped > 0 ? ', skipped' : ''}`),
    );

  test('a jump from the first to the fourth passes the first three, two of them skipped', () => {
    expect(cells(jumped)).toEqual(['s1 passed', 's2 passed, skipped', 's3 passed, skipped', 's4 open']);
    expect(funnel(jumped).stages.map(({ days }) => days?.count)).toEqual([1, 0, 0, 0, 0, 0, 0]);
  });

  test('going back to the second takes the third and fourth away and reopens the second', () => {
    expect(cells(returned)).toEqual(['s1 passed', 's2 open']);
    expect(routeMap(returned, [pipeline]).stages.map(({ state }) => state)).toEqual([
      'passed',
      'current',
      ...['pending', 'pending', 'pending', 'pending', 'pending'],
    ]);
  });

  test('a loss at the second leaves the first passed and the second lost', () => {
    expect(cells(lost)).toEqual(['s1 passed', 's2 lost']);
  });

  test('another potential is that of all rows', () => {
    const revalued: DealHistory = [
      ...returned,
      ...revalueDeal(open(returned), pipeline, { potential: nok(250), at: on(4) }),
    ];
    const { stages } = funnel([
      ...revalued,
      ...loseDeal(open(revalued), pipeline, { reason: 'x', at: on(5) }),
    ]);
    const amounts = ({
      potential,
    }: {
      readonly potential: { readonly passed: Money; readonly lost: Money };
    }) => [potential.passed, potential.lost].map(({ amount }) => amount.toFixed());
    expect(stages.slice(0, 3).map(amounts)).toEqual([
      ['250', '0'],
      ['0', '250'],
      ['0', '0'],
    ]);
  });
});

describe('a typical sale', () => {
  const opening: DealHistory = openDeal(typicalSale, {
    id: 'd1',
    ownerId: 'kari',
    potential: null,
    at: on(1),
  });
  const open = replay(opening) as OpenDeal;
  const lost: DealHistory = [...opening, ...loseDeal(open, typicalSale, { at: on(3) })];
  const taskId = 'd1/typical-sale/initial-contact/1/lost';

  test('refuses to skip a stage and to go back', () => {
    expect(refusal(() => moveDeal(open, typicalSale, { to: 'proposal', at: on(2) }))).toEqual([
      'move-not-allowed',
      { dealId: 'd1', from: 'initial-contact', to: 'proposal' },
    ]);
    const later = { ...open, stageId: 'proposal' };
    expect(refusal(() => moveDeal(later, typicalSale, { to: 'qualification', at: on(2) }))).toEqual([
      'move-not-allowed',
      { dealId: 'd1', from: 'proposal', to: 'qualification' },
    ]);
  });

  test('creates one task by a loss', () => {
    expect(openTasks([lost], [typicalSale]).map(({ id, assigneeId }) => [id, assigneeId])).toEqual([
      [taskId, 'kari'],
    ]);
  });

  test('does not let that task be closed without a reason', () => {
    const deal = replay(lost) as LostDeal;
    expect(refusal(() => completeTask(deal, typicalSale, { taskId, at: on(4) }))).toEqual([
      'reason-required',
      { dealId: 'd1' },
    ]);
    expect(refusal(() => explainLoss(deal, typicalSale, { reason: '', at: on(4) }))).toEqual([
      'reason-required',
      { dealId: 'd1' },
    ]);
  });

  test('is lost to a competitor only by name', () => {
    const deal = replay(lost) as LostDeal;
    const why = { reason: lostToCompetitor, at: on(4) };
    expect(refusal(() => explainLoss(deal, typicalSale, why))).toEqual([
      'competitor-required',
      { dealId: 'd1' },
    ]);
    expect(refusal(() => loseDeal(open, typicalSale, why))).toEqual([
      'competitor-required',
      { dealId: 'd1' },
    ]);
    const named = explainLoss(deal, typicalSale, { ...why, competitorId: 'acme' });
    expect(replay([...lost, ...named])).toMatchObject({ lossReason: lostToCompetitor, competitorId: 'acme' });
    expect(openTasks([[...lost, ...named]], [typicalSale])).toEqual([]);
  });

  test('is led through seven stages by eight tasks and the last one, which wins it', () => {
    const checks = { interaction: () => true, customerId: () => true };
    const fields = ['agreement', 'proposal', 'counterparty', 'order', 'obligations', 'fulfilled'];
    const ready = Object.fromEntries(fields.map((name) => [`fields.${name}`, () => true]));
    let history = opening;
    const told: string[] = [];
    for (let day = 2; replay(history).status === 'open'; day++) {
      const [task] = openTasks([history], [typicalSale]);
      if (task === undefined) throw new Error('an open deal has something to do');
      told.push(`${replay(history).stageId}: ${task.name}`);
      const input = { taskId: task.id, at: on(day) };
      history = [
        ...history,
        ...completeTask(replay(history), typicalSale, input, { checks: { ...checks, ...ready } }),
      ];
    }
    expect(told).toEqual([
      'initial-contact: Record the initial contact',
      'qualification: Qualify the client',
      'proposal: Prepare the proposal',
      'presentation: Give the presentation',
      'terms: Agree the terms of sale',
      'terms: Place the order',
      'preparation: Confirm the obligations',
      'fulfilment: See the obligations fulfilled',
      'fulfilment: Record the result of the won deal',
    ]);
    expect(replay(history)).toMatchObject({ status: 'won', stageId: 'fulfilment' });
  });
});
