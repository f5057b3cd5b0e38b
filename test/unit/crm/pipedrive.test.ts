import { describe, expect, test } from 'vitest';
import { pipedrive } from '../../../src/crm/index.ts';
import { importDeals, money } from '../../../src/index.ts';

const deal = {
  id: 7,
  title: 'School roof',
  stage_id: 3,
  pipeline_id: 1,
  value: 1200.5,
  currency: 'NOK',
  user_id: { id: 11, name: 'Kari', email: 'kari@example.com', value: 11 },
  org_id: { name: 'School', owner_id: 11, value: 5 },
  status: 'open',
  add_time: '2026-10-01 09:00:00',
  stage_change_time: '2026-10-06 10:00:00',
  expected_close_date: '2026-11-30',
  probability: 40,
};
const stages = [
  { id: 3, order_nr: 2, name: 'Offer', pipeline_id: 1, deal_probability: 60, active_flag: true },
  { id: 1, order_nr: 0, name: 'Contact', pipeline_id: 1, deal_probability: 20, active_flag: true },
  { id: 2, order_nr: 1, name: 'Visit', pipeline_id: 1, deal_probability: 30, active_flag: false },
  { id: 8, order_nr: 0, name: 'Contact', pipeline_id: 2, deal_probability: 100, active_flag: true },
];
const pipelines = [
  { id: 2, name: 'Service', order_nr: 2, deal_probability: false },
  { id: 1, name: 'Sales', order_nr: 1, deal_probability: true },
];

let change = 0;
const item = (field_key: string, old_value: unknown, new_value: unknown, log_time: string, more = {}) => ({
  object: 'dealChange',
  timestamp: log_time,
  data: { id: change++, item_id: 7, user_id: 12, field_key, old_value, new_value, log_time, ...more },
});
const change7 = { dealId: '7', by: '12' };

describe('deals as the API gives them', () => {
  test('an open one: ids are texts, times are UTC', () => {
    const { dealRows, problems } = pipedrive({ deals: [deal], stages, pipelines });
    expect(dealRows).toEqual([
      {
        id: '7',
        pipelineId: '1',
        openedAt: '2026-10-01 09:00:00Z',
        stageId: '3',
        stageEnteredAt: '2026-10-06 10:00:00Z',
        ownerId: '11',
        potential: money('1200.5', 'NOK'),
        name: 'School roof',
        customerId: '5',
        channel: null,
        probability: 0.4,
        expectedCloseAt: '2026-11-30',
        fields: null,
        outcome: null,
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('those of the second version have ids for objects, and times with a Z', () => {
    const second = { ...deal, user_id: undefined, owner_id: 11, org_id: 5, add_time: '2026-10-01T09:00:00Z' };
    const { dealRows } = pipedrive({ deals: [second] });
    expect(dealRows[0]).toMatchObject({ ownerId: '11', customerId: '5', openedAt: '2026-10-01T09:00:00Z' });
  });

  test('a won one and a lost one close in the stage they are in', () => {
    const deals = [
      { ...deal, status: 'won', won_time: '2026-10-28 15:30:00', lost_reason: 'Price' },
      { ...deal, id: 8, status: 'lost', lost_time: '2026-10-20 08:00:00', lost_reason: ' Price ' },
      { ...deal, id: 9, status: 'lost', lost_time: null, close_time: '2026-10-21 08:00:00', lost_reason: '' },
    ];
    const { dealRows, outcomeStages } = pipedrive({ deals, stages });
    expect(dealRows.map(({ stageId, outcome }) => [stageId, outcome])).toEqual([
      ['3', { status: 'won', at: '2026-10-28 15:30:00Z', reason: null }],
      ['3', { status: 'lost', at: '2026-10-20 08:00:00Z', reason: 'Price' }],
      ['3', { status: 'lost', at: '2026-10-21 08:00:00Z', reason: null }],
    ]);
    expect(outcomeStages).toEqual({ won: [], lost: [] });
  });

  test('a closed one that does not say when is taken to have closed at its last update', () => {
    const deals = [
      { ...deal, status: 'won', update_time: '2026-10-30 12:00:00' },
      { id: 8, stage_id: 3, status: 'lost' },
      { ...deal, id: 9, status: 'parked' },
    ];
    const { dealRows, problems } = pipedrive({ deals, stages });
    expect(dealRows.map(({ outcome }) => outcome?.at ?? null)).toEqual(['2026-10-30 12:00:00Z', null, null]);
    expect(problems.map(({ index, field, code, effect }) => [index, field, code, effect])).toEqual([
      [0, 'won_time', 'missing-date', 'assumed'],
      [1, 'lost_time', 'missing-date', 'ignored'],
      [2, 'status', 'unknown-status', 'ignored'],
    ]);
  });

  test('a deleted one is left out with its flow', () => {
    const deals = [{ ...deal, status: 'deleted' }, { ...deal, id: 8, is_deleted: true }, { title: 'None' }];
    const flow = [item('stage_id', '1', '3', '2026-10-05 10:00:00')];
    const { dealRows, changeRows, problems } = pipedrive({ deals, flow, stages });
    expect([dealRows, changeRows]).toEqual([[], []]);
    expect(problems.map(({ index, field, code }) => [index, field, code])).toEqual([
      [0, 'status', 'deleted'],
      [1, 'is_deleted', 'deleted'],
      [2, 'id', 'missing-id'],
    ]);
  });

  test('pipelines and stages in their order; probabilities where the pipeline weighs its deals', () => {
    const found = pipedrive({ deals: [deal], stages, pipelines }).pipelines;
    expect(found.map(({ id, name, stages: steps }) => [id, name, steps])).toEqual([
      [
        '1',
        'Sales',
        [
          { id: '1', name: 'Contact', probability: 0.2 },
          { id: '2', name: 'Visit', probability: 0.3, retired: true },
          { id: '3', name: 'Offer', probability: 0.6 },
        ],
      ],
      ['2', 'Service', [{ id: '8', name: 'Contact' }]],
    ]);
  });

  test('without a list of pipelines they are those of the stages; without stages those the rows name', () => {
    const { dealRows, pipelines: told } = pipedrive({ deals: [{ ...deal, pipeline_id: null }], stages });
    expect(dealRows[0]?.pipelineId).toBe('1');
    expect(told.map(({ id, name }) => [id, name])).toEqual([
      ['1', '1'],
      ['2', '2'],
    ]);
    const bare = pipedrive({ deals: [deal] });
    expect(bare.pipelines[0]?.stages).toEqual([{ id: '3', name: '3' }]);
    expect(bare.problems.map(({ code }) => code)).toEqual(['stages-from-rows']);
  });
});

test('a deal of a pipeline that is not listed has the stages its rows name, one without a stage is of a pipeline without any', () => {
  const deals = [
    deal,
    { ...deal, id: 8, pipeline_id: 9, stage_id: 90 },
    { id: 9, pipeline_id: 10, status: 'open' },
  ];
  const { pipelines: told, problems } = pipedrive({ deals, stages, pipelines });
  expect(told.map(({ id, progression, stages: steps }) => [id, progression, steps.length])).toEqual([
    ['1', 'manual', 3],
    ['2', 'manual', 1],
    ['9', 'manual', 1],
    ['10', 'none', 0],
  ]);
  expect(problems).toMatchObject([{ code: 'stages-from-rows', input: '9' }]);
});

describe('the flow of a deal', () => {
  const changesOf = (...flow: object[]) =>
    pipedrive({ deals: [deal], flow: flow as never, stages, pipelines }).changeRows;

  test('a move, an owner, a date, a probability: from and to', () => {
    expect(
      changesOf(
        item('probability', null, '40', '2026-10-09 10:00:00'),
        item('expected_close_date', '2026-10-31', '2026-11-30', '2026-10-08 10:00:00'),
        item('user_id', '10', '11', '2026-10-07 10:00:00'),
        item('stage_id', '1', '3', '2026-10-06 10:00:00'),
      ),
    ).toEqual([
      { ...change7, at: '2026-10-09 10:00:00Z', from: { probability: null }, probability: 0.4 },
      {
        ...change7,
        at: '2026-10-08 10:00:00Z',
        from: { expectedCloseAt: '2026-10-31' },
        expectedCloseAt: '2026-11-30',
      },
      { ...change7, at: '2026-10-07 10:00:00Z', from: { ownerId: '10' }, ownerId: '11' },
      { ...change7, at: '2026-10-06 10:00:00Z', from: { stageId: '1' }, stageId: '3' },
    ]);
  });

  test('a move into a stage of another pipeline is a transfer', () => {
    expect(changesOf(item('stage_id', 8, 1, '2026-10-06 10:00:00'))).toEqual([
      {
        ...change7,
        at: '2026-10-06 10:00:00Z',
        from: { pipelineId: '2', stageId: '8' },
        pipelineId: '1',
        stageId: '1',
      },
    ]);
  });

  test('a status is an outcome, with the reason told beside it; open again is a reopening', () => {
    expect(
      changesOf(
        item('status', 'open', 'won', '2026-10-28 15:30:00'),
        item('status', 'lost', 'open', '2026-10-22 08:00:00'),
        item('lost_reason', null, 'Price', '2026-10-20 08:00:00'),
        item('status', 'open', 'lost', '2026-10-20 08:00:00'),
        item('status', 'open', 'deleted', '2026-10-19 08:00:00'),
      ).map(({ at, outcome }) => [at, outcome]),
    ).toEqual([
      ['2026-10-28 15:30:00Z', { status: 'won' }],
      ['2026-10-22 08:00:00Z', null],
      ['2026-10-20 08:00:00Z', { status: 'lost', reason: 'Price' }],
    ]);
  });

  test('values are in the currency the deal had then, whichever way the flow runs', () => {
    const flow = [
      item('value', '900', '1200.5', '2026-10-09 10:00:00'),
      item('currency', 'EUR', 'NOK', '2026-10-08 10:00:00'),
      item('value', null, '900', '2026-10-07 10:00:00'),
    ];
    const expected = [
      { at: '2026-10-09 10:00:00Z', from: money(900, 'NOK'), to: money('1200.5', 'NOK') },
      { at: '2026-10-08 10:00:00Z', from: money(900, 'EUR'), to: money(900, 'NOK') },
      { at: '2026-10-07 10:00:00Z', from: null, to: money(900, 'EUR') },
    ];
    const told = (rows: ReturnType<typeof changesOf>) =>
      rows.map(({ at, from, potential }) => ({ at, from: from?.potential, to: potential }));
    expect(told(changesOf(...flow))).toEqual(expected);
    expect(told(changesOf(...flow.toReversed()))).toEqual(expected.toReversed());
  });

  test('a currency that changed last changes the value the deal has now', () => {
    const [row] = changesOf(item('currency', 'EUR', 'NOK', '2026-10-08 10:00:00'));
    expect(row).toMatchObject({
      from: { potential: money('1200.5', 'EUR') },
      potential: money('1200.5', 'NOK'),
    });
  });

  test('activities, notes and other fields are passed over; items of the changelog are read as well', () => {
    expect(
      changesOf(
        { object: 'activity', timestamp: '2026-10-06 10:00:00', data: { id: 1, deal_id: 7, user_id: 12 } },
        item('title', 'Roof', 'School roof', '2026-10-06 10:00:00'),
        {
          deal_id: 7,
          actor_user_id: 12,
          field_key: 'stage_id',
          old_value: 1,
          new_value: 3,
          time: '2026-10-06 10:00:00',
        },
      ),
    ).toEqual([{ ...change7, at: '2026-10-06 10:00:00Z', from: { stageId: '1' }, stageId: '3' }]);
  });

  test('an item without a deal or a date is left out', () => {
    const flow = [
      item('stage_id', 1, 3, '2026-10-06 10:00:00', { item_id: null }),
      item('stage_id', 1, 3, ''),
      item('stage_id', 1, 3, 'yesterday'),
      'none',
    ];
    const { changeRows, problems } = pipedrive({ deals: [deal], flow: flow as never, stages });
    expect(changeRows).toEqual([]);
    expect(problems.map(({ in: table, index, code, effect }) => [table, index, code, effect])).toEqual([
      ['flow', 3, 'invalid-row', 'left-out'],
      ['flow', 0, 'missing-id', 'left-out'],
      ['flow', 1, 'missing-date', 'left-out'],
      ['flow', 2, 'invalid-date', 'left-out'],
    ]);
  });
});

describe('an export', () => {
  const exported = {
    '\ufeffDeal - ID': '7',
    'Deal - Title': 'School roof',
    'Deal - Stage': 'Offer',
    'Deal - Pipeline': 'Sales',
    'Deal - Value': '1.200,50',
    'Deal - Currency of Value': 'NOK',
    'Deal - Owner': 'Kari',
    'Deal - Organization': 'School',
    'Deal - Status': 'Won',
    'Deal - Deal created': '2026-10-01 09:00:00',
    'Deal - Won time': '2026-10-28 15:30:00',
    'Deal - Expected close date': '',
    'Deal - Region': 'North',
  };
  const options = { numbers: '1.234,56', fields: ['Deal - Region'] };

  test('is read by its headings; its times are local', () => {
    const { dealRows, pipelines: told } = pipedrive({ deals: [exported] }, options);
    expect(dealRows).toMatchObject([
      {
        id: '7',
        pipelineId: 'Sales',
        openedAt: '2026-10-01 09:00:00',
        stageId: 'Offer',
        ownerId: 'Kari',
        potential: money('1200.5', 'NOK'),
        customerId: 'School',
        expectedCloseAt: null,
        fields: { 'Deal - Region': 'North' },
        outcome: { status: 'won', at: '2026-10-28 15:30:00', reason: null },
      },
    ]);
    expect(told).toMatchObject([{ id: 'Sales', stages: [{ id: 'Offer' }] }]);
  });

  test('beside the lists of the API its names are those of their ids', () => {
    const { dealRows } = pipedrive({ deals: [exported], stages, pipelines }, options);
    expect(dealRows[0]).toMatchObject({ pipelineId: '1', stageId: '3' });
  });

  test('beside the flow of the API alone, the flow is read by its names too', () => {
    const formatted = { old_value_formatted: 'Contact', new_value_formatted: 'Offer' };
    const owners = { old_value_formatted: 'Ola', new_value_formatted: 'Kari' };
    const flow = [
      item('user_id', '10', '11', '2026-10-07 10:00:00', { additional_data: owners }),
      item('stage_id', '1', '3', '2026-10-06 10:00:00', { additional_data: formatted }),
    ];
    const { changeRows, pipelines: told } = pipedrive({ deals: [exported], flow }, options);
    expect(changeRows).toMatchObject([
      { from: { ownerId: 'Ola' }, ownerId: 'Kari' },
      { from: { stageId: 'Contact' }, stageId: 'Offer' },
    ]);
    expect(told[0]?.stages.map(({ id }) => id)).toEqual(['Contact', 'Offer']);
  });
});

test('imported, the flow is the history of the deal', () => {
  const won = {
    ...deal,
    status: 'won',
    won_time: '2026-10-28 15:30:00',
    stage_change_time: '2026-10-12 10:00:00',
  };
  const flow = [
    item('status', 'open', 'won', '2026-10-28 15:30:00'),
    item('stage_id', '2', '3', '2026-10-12 10:00:00'),
    item('value', '900', '1200.5', '2026-10-07 10:00:00'),
    item('stage_id', '1', '2', '2026-10-06 10:00:00'),
  ];
  const {
    dealRows,
    changeRows,
    pipelines: types,
    outcomeStages,
  } = pipedrive({
    deals: [won],
    flow,
    stages,
    pipelines,
  });
  const { histories, problems } = importDeals(dealRows, changeRows, types, { outcomeStages });
  expect(histories[0]?.map(({ type, at }) => `${at.toISOString().slice(0, 16)} ${type}`)).toEqual([
    '2026-10-01T09:00 DealOpened',
    '2026-10-01T09:00 DealEstimated',
    '2026-10-06T10:00 DealMoved',
    '2026-10-07T10:00 DealRevalued',
    '2026-10-12T10:00 DealMoved',
    '2026-10-28T15:30 DealWon',
  ]);
  expect(histories[0]?.[0]).toMatchObject({ stageId: '1', potential: money(900, 'NOK'), ownerId: '11' });
  expect(problems).toEqual([]);
});
