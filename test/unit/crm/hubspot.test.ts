import { describe, expect, test } from 'vitest';
import { hubspot } from '../../../src/crm/index.ts';
import { importDeals, money } from '../../../src/index.ts';

const stage = (id: string, label: string, displayOrder: number, probability: string, isClosed = 'false') => ({
  id,
  label,
  displayOrder,
  archived: false,
  metadata: { isClosed, probability },
});
const pipelines = [
  {
    id: '98765',
    label: 'Service',
    displayOrder: 1,
    stages: [stage('111', 'Asked', 0, '0.5'), stage('112', 'Done', 1, '1.0', 'true')],
  },
  {
    id: 'default',
    label: 'Sales Pipeline',
    displayOrder: 0,
    stages: [
      stage('closedwon', 'Closed won', 3, '1.0', 'true'),
      stage('appointmentscheduled', 'Appointment scheduled', 0, '0.2'),
      stage('contractsent', 'Contract sent', 2, '0.9'),
      { ...stage('qualifiedtobuy', 'Qualified to buy', 1, '0.4'), archived: true },
      stage('closedlost', 'Closed lost', 4, '0.0', 'true'),
    ],
  },
];
const properties = {
  dealname: 'School roof',
  dealstage: 'contractsent',
  pipeline: 'default',
  amount: '1200.50',
  deal_currency_code: 'NOK',
  closedate: '2026-11-30T12:00:00Z',
  createdate: '2026-10-01T09:00:00.123Z',
  hubspot_owner_id: '11',
  hs_primary_associated_company: '5',
  hs_analytics_source: 'ORGANIC_SEARCH',
  hs_deal_stage_probability: '0.9',
  hs_is_closed: 'false',
  hs_is_closed_won: 'false',
  closed_lost_reason: '',
  hs_v2_date_entered_current_stage: '2026-10-12T10:00:00Z',
};
const deal = { id: '7', properties, createdAt: '2026-10-01T09:00:00.123Z', archived: false };
const changed = (more: object, id = '7') => ({ ...deal, id, properties: { ...properties, ...more } });

describe('deals as the API gives them', () => {
  test('an open one: its properties beside its id, and its close date the one expected', () => {
    const { dealRows, problems } = hubspot({ deals: [deal], pipelines });
    expect(dealRows).toEqual([
      {
        id: '7',
        pipelineId: 'default',
        openedAt: '2026-10-01T09:00:00.123Z',
        stageId: 'contractsent',
        stageEnteredAt: '2026-10-12T10:00:00Z',
        ownerId: '11',
        potential: money('1200.5', 'NOK'),
        name: 'School roof',
        customerId: '5',
        channel: 'ORGANIC_SEARCH',
        probability: null, // its stage's
        expectedCloseAt: '2026-11-30T12:00:00Z',
        fields: null,
        outcome: null,
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('a probability of its own is the deal’s', () => {
    const { dealRows } = hubspot({ deals: [changed({ hs_deal_stage_probability: '0.35' })], pipelines });
    expect(dealRows[0]?.probability).toBe(0.35);
  });

  test('closed ones: by their flags, and by their stages; the close date is the closing', () => {
    const closedate = '2026-10-28T15:30:00Z';
    const deals = [
      changed({ dealstage: 'closedwon', closedate, hs_is_closed: 'true', hs_is_closed_won: 'true' }),
      changed({ dealstage: 'closedlost', closedate, hs_is_closed: 'true', closed_lost_reason: 'Price' }, '8'),
      changed({ dealstage: 'closedlost', closedate, hs_is_closed: null, lost_to: 'Acme' }, '9'),
      changed({ dealstage: 'closedwon', closedate: null, hs_is_closed_won: 'true' }, '10'),
    ];
    const { dealRows } = hubspot({ deals, pipelines });
    expect(dealRows.map(({ outcome }) => outcome)).toEqual([
      { status: 'won', at: closedate, reason: null },
      { status: 'lost', at: closedate, reason: 'Price' },
      { status: 'lost', at: closedate, reason: null },
      null, // importDeals closes it when it entered its stage
    ]);
    const another = hubspot({ deals, pipelines }, { lossReason: 'lost_to' });
    expect(another.dealRows.map(({ outcome }) => outcome?.reason)).toEqual([null, null, 'Acme', undefined]);
  });

  test('epoch milliseconds, as the first version of the API writes them', () => {
    const { dealRows } = hubspot({
      deals: [changed({ createdate: '1791203400000', closedate: 1793806200000 })],
    });
    expect(dealRows[0]).toMatchObject({
      openedAt: new Date('2026-10-05T12:30:00Z'),
      expectedCloseAt: new Date('2026-11-04T15:30:00Z'),
    });
  });

  test('pipelines and stages in their order; the outcomes are no stages', () => {
    const found = hubspot({ deals: [deal], pipelines });
    expect(found.pipelines.map(({ id, name, stages }) => [id, name, stages])).toEqual([
      [
        'default',
        'Sales Pipeline',
        [
          { id: 'appointmentscheduled', name: 'Appointment scheduled', probability: 0.2 },
          { id: 'qualifiedtobuy', name: 'Qualified to buy', probability: 0.4, retired: true },
          { id: 'contractsent', name: 'Contract sent', probability: 0.9 },
        ],
      ],
      ['98765', 'Service', [{ id: '111', name: 'Asked', probability: 0.5 }]],
    ]);
    expect(found.outcomeStages).toEqual({ won: ['closedwon', '112'], lost: ['closedlost'] });
  });

  test('an archived one is left out with its history, one without an id as well', () => {
    const deals = [{ ...deal, archived: true }, { properties: { dealname: 'None' } }];
    const history = [{ dealId: '7', value: 'contractsent', timestamp: '2026-10-12T10:00:00Z' }];
    const { dealRows, changeRows, problems } = hubspot({ deals, history, pipelines });
    expect([dealRows, changeRows]).toEqual([[], []]);
    expect(problems.map(({ index, field, code }) => [index, field, code])).toEqual([
      [0, 'archived', 'deleted'],
      [1, 'id', 'missing-id'],
    ]);
  });
});

describe('the history of properties', () => {
  const value = (property: string, told: string | null, timestamp: string) => ({
    dealId: '7',
    property,
    value: told,
    timestamp,
    updatedByUserId: 12,
  });
  const changesOf = (...history: object[]) =>
    hubspot({ deals: [deal], history: history as never, pipelines }).changeRows;
  const row = { dealId: '7', by: '12' };

  test('each value holds from its time on', () => {
    expect(
      changesOf(
        value('hubspot_owner_id', '11', '2026-10-14T10:00:00Z'),
        value('closedate', '2026-11-30T12:00:00Z', '2026-10-13T10:00:00Z'),
        value('amount', '', '2026-10-12T11:00:00Z'),
        value('dealstage', 'contractsent', '2026-10-12T10:00:00Z'),
        value('amount', '900', '2026-10-05T10:00:00Z'),
        value('dealname', 'School', '2026-10-02T10:00:00Z'),
      ),
    ).toEqual([
      { ...row, at: '2026-10-14T10:00:00Z', ownerId: '11' },
      { ...row, at: '2026-10-13T10:00:00Z', expectedCloseAt: '2026-11-30T12:00:00Z' },
      { ...row, at: '2026-10-12T11:00:00Z', potential: null },
      { ...row, at: '2026-10-12T10:00:00Z', stageId: 'contractsent' },
      { ...row, at: '2026-10-05T10:00:00Z', potential: money(900, 'NOK') },
    ]);
  });

  test('answers bring it with the deals, and a table without the name of a property is of stages', () => {
    const { dealId: _, property: __, ...entry } = value('dealstage', 'contractsent', '2026-10-12T10:00:00Z');
    const told = [{ ...row, at: '2026-10-12T10:00:00Z', stageId: 'contractsent' }];
    const withHistory = { ...deal, propertiesWithHistory: { dealstage: [entry] } };
    expect(hubspot({ deals: [withHistory], pipelines }).changeRows).toEqual(told);
    expect(changesOf({ 'Record ID': '7', ...entry })).toEqual(told);
  });

  test('an amount is in the currency the deal had then; a change of currency changes the potential', () => {
    expect(
      changesOf(
        value('deal_currency_code', 'NOK', '2026-10-08T10:00:00Z'),
        value('amount', '900', '2026-10-05T10:00:00Z'),
        value('deal_currency_code', 'EUR', '2026-10-05T10:00:00Z'),
      ).map(({ at, potential }) => [at, potential]),
    ).toEqual([
      ['2026-10-08T10:00:00Z', money(900, 'NOK')],
      ['2026-10-05T10:00:00Z', money(900, 'EUR')],
    ]);
  });

  test('what a closing does to the close date is no expectation', () => {
    expect(
      changesOf(
        value('closedate', '2026-10-29T00:00:00Z', '2026-10-29T10:00:00Z'),
        value('dealstage', 'closedwon', '2026-10-28T15:30:00.250Z'),
        value('closedate', '2026-10-28T15:30:00.100Z', '2026-10-28T15:30:00.100Z'),
        value('closedate', '2026-11-15T12:00:00Z', '2026-10-13T10:00:00Z'),
      ).map(({ stageId, expectedCloseAt }) => stageId ?? expectedCloseAt),
    ).toEqual(['closedwon', '2026-11-15T12:00:00Z']);
  });

  test('where a deal has been in two pipelines its moves tell which', () => {
    expect(
      changesOf(
        value('dealstage', 'appointmentscheduled', '2026-10-12T10:00:00Z'),
        value('dealstage', '111', '2026-10-02T10:00:00Z'),
      ).map(({ pipelineId, stageId }) => [pipelineId, stageId]),
    ).toEqual([
      ['default', 'appointmentscheduled'],
      ['98765', '111'],
    ]);
    const history = [
      value('dealstage', 'x', '2026-10-12T10:00:00Z'),
      value('pipeline', 'default', '2026-10-12T10:00:00Z'),
      value('dealstage', 'y', '2026-10-02T10:00:00Z'),
      value('pipeline', 'p2', '2026-10-02T10:00:00Z'),
    ];
    const { changeRows } = hubspot({ deals: [deal], history }); // no table tells the pipelines of the stages
    expect(changeRows.map(({ pipelineId, stageId }) => [pipelineId, stageId])).toEqual([
      ['default', 'x'],
      ['p2', 'y'],
    ]);
  });

  test('a value without a deal or a time is left out, an amount that is none ignored', () => {
    const history = [
      { ...value('dealstage', 'contractsent', '2026-10-12T10:00:00Z'), dealId: null },
      value('dealstage', 'contractsent', ''),
      value('dealstage', 'contractsent', 'in May'),
      value('amount', '1,000', '2026-10-12T10:00:00Z'),
    ];
    const { changeRows, problems } = hubspot({ deals: [deal], history, pipelines });
    expect(changeRows).toEqual([]);
    expect(problems.map(({ index, field, code, effect }) => [index, field, code, effect])).toEqual([
      [0, 'dealId', 'missing-id', 'left-out'],
      [1, 'timestamp', 'missing-date', 'left-out'],
      [2, 'timestamp', 'invalid-date', 'left-out'],
      [3, 'value', 'invalid-amount', 'ignored'],
    ]);
  });
});

describe('the dates of stages', () => {
  test('tell the moves of a deal without a history: one a stage, by the newer of two columns', () => {
    const dates = {
      hs_date_entered_appointmentscheduled: '2026-10-01T09:00:00Z',
      hs_v2_date_entered_qualifiedtobuy_1234567: '2026-10-05T10:00:00Z',
      hs_date_entered_qualifiedtobuy: '2026-10-04T10:00:00Z',
      hs_v2_date_entered_contractsent: '2026-10-12T10:00:00Z',
      hs_v2_date_entered_closedwon: null,
      hs_v2_date_entered_111: '2026-10-03T10:00:00Z', // of another pipeline
    };
    const entry = { value: 'qualifiedtobuy', timestamp: '2026-10-06T10:00:00Z' };
    const withHistory = { ...changed(dates, '8'), propertiesWithHistory: { dealstage: [entry] } };
    const { changeRows } = hubspot({ deals: [changed(dates), withHistory], pipelines });
    expect(changeRows).toEqual([
      { dealId: '8', by: null, at: '2026-10-06T10:00:00Z', stageId: 'qualifiedtobuy' },
      { dealId: '7', at: '2026-10-01T09:00:00Z', stageId: 'appointmentscheduled' },
      { dealId: '7', at: '2026-10-05T10:00:00Z', stageId: 'qualifiedtobuy' },
      { dealId: '7', at: '2026-10-12T10:00:00Z', stageId: 'contractsent' },
    ]);
  });

  test('in an export by the labels of stage and pipeline', () => {
    const exported = [
      {
        '\ufeffRecord ID': '7',
        'Deal Name': 'School roof',
        'Deal Stage': 'Closed Won (Sales Pipeline)',
        Pipeline: 'Sales Pipeline',
        Amount: '1.200,50',
        'Close Date': '2026-10-28 15:30',
        'Create Date': '2026-10-01 09:00',
        'Deal owner': 'Kari Hansen (kari@example.com)',
        'Date entered "Offer (Sales Pipeline)"': '2026-10-05 10:00',
        'Date entered "Closed Won (Sales Pipeline)"': '2026-10-28 15:30',
        'Date entered "Asked (Service)"': '2026-10-02 10:00',
      },
    ];
    const found = hubspot({ deals: exported }, { currency: 'EUR', numbers: '1.234,56' });
    expect(found.dealRows).toMatchObject([
      {
        id: '7',
        pipelineId: 'Sales Pipeline',
        openedAt: '2026-10-01 09:00',
        stageId: 'Closed Won',
        ownerId: 'Kari Hansen (kari@example.com)',
        potential: money('1200.5', 'EUR'),
        outcome: { status: 'won', at: '2026-10-28 15:30', reason: null },
      },
    ]);
    expect(found.changeRows.map(({ at, stageId }) => [at, stageId])).toEqual([
      ['2026-10-05 10:00', 'Offer'],
      ['2026-10-28 15:30', 'Closed Won'],
    ]);
    expect(found.pipelines).toMatchObject([{ id: 'Sales Pipeline', stages: [{ id: 'Offer' }] }]);
    expect(found.outcomeStages).toEqual({ won: ['Closed Won'], lost: [] });
    expect(found.problems.map(({ code, effect }) => [code, effect])).toEqual([
      ['stages-from-rows', 'assumed'],
    ]);
    const beside = hubspot({ deals: exported, pipelines }, { currency: 'EUR', numbers: '1.234,56' });
    expect(beside.dealRows[0]).toMatchObject({ pipelineId: 'default' });
  });
});

test('imported, the history of the stage is the history of the deal', () => {
  const closedate = '2026-10-28T15:30:00Z';
  const won = changed({ dealstage: 'closedwon', closedate, hs_is_closed_won: 'true' });
  const at = (value: string, timestamp: string) => ({ value, timestamp, updatedByUserId: 12 });
  const propertiesWithHistory = {
    dealstage: [
      at('closedwon', '2026-10-28T15:30:00.200Z'),
      at('contractsent', '2026-10-12T10:00:00Z'),
      at('appointmentscheduled', '2026-10-01T09:00:00.400Z'),
    ],
    amount: [at('1200.50', '2026-10-05T10:00:00Z'), at('900', '2026-10-01T09:00:00.400Z')],
    closedate: [at(closedate, closedate), at('2026-10-31T12:00:00Z', '2026-10-01T09:00:00.400Z')],
  };
  const found = hubspot({ deals: [{ ...won, propertiesWithHistory }], pipelines });
  const { dealRows, changeRows, outcomeStages } = found;
  const { histories, problems } = importDeals(dealRows, changeRows, found.pipelines, { outcomeStages });
  expect(histories[0]?.map(({ type, at: when }) => `${when.toISOString().slice(0, 16)} ${type}`)).toEqual([
    '2026-10-01T09:00 DealOpened',
    '2026-10-05T10:00 DealRevalued',
    '2026-10-12T10:00 DealMoved',
    '2026-10-28T15:30 DealWon',
  ]);
  expect(histories[0]?.[0]).toMatchObject({
    stageId: 'appointmentscheduled',
    potential: money(900, 'NOK'),
    expectedCloseAt: new Date('2026-10-31T12:00:00Z'),
  });
  expect(problems).toEqual([]); // the close date is stamped a moment before the stage
});
