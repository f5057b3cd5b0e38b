import { describe, expect, test } from 'vitest';
import { salesforce } from '../../../src/crm/index.ts';
import { importDeals, money } from '../../../src/index.ts';
import { refusal } from '../../support/refusal.ts';

const kari = '0055g00000KaRi1AAA';
const ola = '0055g00000OlA02AAB';
const opportunity = {
  attributes: { type: 'Opportunity', url: '/services/data/v60.0/sobjects/Opportunity/0065g00000DeAl1AAC' },
  Id: '0065g00000DeAl1AAC',
  Name: 'School roof',
  StageName: 'Negotiation',
  Amount: 120000.5,
  CurrencyIsoCode: 'NOK',
  CloseDate: '2026-11-30',
  CreatedDate: '2026-10-01T09:00:00.000+0000',
  IsClosed: false,
  IsWon: false,
  OwnerId: kari,
  AccountId: '0015g00000ScHoOAAV',
  Probability: 90,
  LeadSource: 'Web',
  LastStageChangeDate: '2026-10-20T08:00:00.000+0000',
};
const stages = [
  {
    ApiName: 'Closed Won',
    MasterLabel: 'Gewonnen',
    SortOrder: 4,
    IsActive: true,
    IsClosed: true,
    IsWon: true,
  },
  {
    ApiName: 'Prospecting',
    MasterLabel: 'Prospecting',
    SortOrder: 1,
    IsActive: true,
    DefaultProbability: 10,
  },
  {
    ApiName: 'Negotiation',
    MasterLabel: 'Verhandlung',
    SortOrder: 3,
    IsActive: true,
    DefaultProbability: 90,
  },
  { ApiName: 'Needs Analysis', MasterLabel: 'Needs', SortOrder: 2, IsActive: false, DefaultProbability: 20 },
  {
    ApiName: 'Closed Lost',
    MasterLabel: 'Verloren',
    SortOrder: 5,
    IsActive: true,
    IsClosed: true,
    IsWon: false,
  },
];

describe('opportunities as the API gives them', () => {
  test('an open one: its close date is the date expected', () => {
    const { dealRows, problems } = salesforce({ opportunities: [opportunity], stages });
    expect(dealRows).toEqual([
      {
        id: '0065g00000DeAl1AAC',
        pipelineId: 'opportunities',
        openedAt: '2026-10-01T09:00:00.000+0000',
        stageId: 'Negotiation',
        stageEnteredAt: '2026-10-20T08:00:00.000+0000',
        ownerId: kari,
        potential: money('120000.5', 'NOK'),
        name: 'School roof',
        customerId: '0015g00000ScHoOAAV',
        channel: 'Web',
        probability: null, // its stage's
        expectedCloseAt: '2026-11-30',
        fields: null,
        outcome: null,
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('a closed one: its close date is the day of its end, and the reason stands in a column of the host', () => {
    const lost = { StageName: 'Closed Lost', IsClosed: true, CloseDate: '2026-10-28', Probability: 0 };
    const { dealRows } = salesforce(
      { opportunities: [{ ...opportunity, ...lost, Loss_Reason__c: ' Price ', Region__c: 'North' }], stages },
      { lossReason: 'Loss_Reason__c', fields: ['Region__c'] },
    );
    expect(dealRows[0]).toMatchObject({
      stageId: 'Closed Lost',
      probability: null,
      expectedCloseAt: null,
      fields: { Region__c: 'North' },
      outcome: { status: 'lost', at: '2026-10-28', reason: 'Price' },
    });
  });

  test.each([
    ['2026-10-28T00:00:00.000Z', '2026-10-28'],
    ['2026-10-28T00:00:00.000+0000', '2026-10-28'],
    ['2026-10-28', '2026-10-28'],
  ])('the close date %s is the day %s', (CloseDate, day) => {
    const won = { ...opportunity, StageName: 'Closed Won', IsWon: true, CloseDate };
    expect(salesforce({ opportunities: [won], stages }).dealRows[0]?.outcome?.at).toBe(day);
  });

  test('a won one has no reason of a loss; one without a close date closes when importDeals finds it did', () => {
    const won = { ...opportunity, StageName: 'Closed Won', IsClosed: true, IsWon: true, Reason: 'Price' };
    const opportunities = [won, { ...won, Id: '0065g00000DeAl2AAC', CloseDate: null }];
    const { dealRows } = salesforce({ opportunities, stages }, { lossReason: 'Reason' });
    expect(dealRows.map(({ outcome }) => outcome)).toEqual([
      { status: 'won', at: '2026-11-30', reason: null },
      null,
    ]);
    expect(dealRows[1]?.stageId).toBe('Closed Won');
  });

  test('the stages in their order, without the outcomes; one that is not active is retired', () => {
    const { pipelines, outcomeStages } = salesforce({ opportunities: [opportunity], stages });
    expect(pipelines).toMatchObject([
      {
        id: 'opportunities',
        name: 'Opportunities',
        progression: 'manual',
        stages: [
          { id: 'Prospecting', name: 'Prospecting', probability: 0.1 },
          { id: 'Needs Analysis', name: 'Needs', probability: 0.2, retired: true },
          { id: 'Negotiation', name: 'Verhandlung', probability: 0.9 },
        ],
      },
    ]);
    expect(outcomeStages).toEqual({ won: ['Closed Won'], lost: ['Closed Lost'] });
  });

  test('a pipeline for each record type', () => {
    const opportunities = [
      { ...opportunity, RecordTypeId: '012A' },
      { ...opportunity, Id: '0065g00000DeAl2AAC', RecordTypeId: '012B' },
      { ...opportunity, Id: '0065g00000DeAl3AAC', RecordTypeId: null },
    ];
    const { dealRows, pipelines } = salesforce({ opportunities, stages }, { pipeline: 'RecordTypeId' });
    expect(dealRows.map(({ pipelineId }) => pipelineId)).toEqual(['012A', '012B', 'opportunities']);
    expect(pipelines.map(({ id, stages: steps }) => [id, steps.length])).toEqual([
      ['012A', 3],
      ['012B', 3],
      ['opportunities', 3],
    ]);
  });

  test('one in the recycle bin is left out with its log, one without an id as well', () => {
    const opportunities = [
      { ...opportunity, IsDeleted: true },
      { ...opportunity, Id: '' },
    ];
    const history = [
      { OpportunityId: '0065g00000DeAl1AAC', StageName: 'Negotiation', CreatedDate: '2026-10-20' },
    ];
    const { dealRows, changeRows, problems } = salesforce({ opportunities, history, stages });
    expect([dealRows, changeRows]).toEqual([[], []]);
    expect(problems.map(({ index, field, code, effect }) => [index, field, code, effect])).toEqual([
      [0, 'IsDeleted', 'deleted', 'left-out'],
      [1, 'Id', 'missing-id', 'left-out'],
    ]);
  });
});

describe('OpportunityHistory', () => {
  const entry = {
    OpportunityId: '0065g00000DeAl1AAC',
    StageName: 'Prospecting',
    Amount: null,
    CloseDate: '2026-12-31',
    Probability: 10,
    CreatedDate: '2026-10-01T09:00:00.000+0000',
    CreatedById: kari,
  };

  test('each row tells all that held from then on; an empty amount is no amount', () => {
    const history = [
      entry,
      {
        ...entry,
        StageName: 'Negotiation',
        Amount: '900.5',
        Probability: '80',
        CreatedDate: '2026-10-20T08:00:00Z',
      },
    ];
    const { changeRows, problems } = salesforce({ opportunities: [opportunity], history, stages });
    expect(changeRows).toEqual([
      {
        dealId: '0065g00000DeAl1AAC',
        at: '2026-10-01T09:00:00.000+0000',
        by: kari,
        stageId: 'Prospecting',
        potential: null,
        expectedCloseAt: '2026-12-31',
        probability: null, // that of Prospecting
      },
      {
        dealId: '0065g00000DeAl1AAC',
        at: '2026-10-20T08:00:00Z',
        by: kari,
        stageId: 'Negotiation',
        potential: money('900.5', 'NOK'), // of the opportunity's currency
        expectedCloseAt: '2026-12-31',
        probability: 0.8,
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('the row of the closing expects nothing any more', () => {
    const history = [{ ...entry, StageName: 'Closed Won', CloseDate: '2026-10-28', Probability: 100 }];
    const { changeRows } = salesforce({ opportunities: [opportunity], history, stages });
    expect(changeRows[0]).toEqual({
      dealId: '0065g00000DeAl1AAC',
      at: '2026-10-01T09:00:00.000+0000',
      by: kari,
      stageId: 'Closed Won',
      potential: null,
    });
  });

  test('a column that is not there tells nothing, and neither does a cell that cannot be read', () => {
    const { OpportunityId, CreatedDate } = entry;
    const history = [
      { OpportunityId, CreatedDate, StageName: 'Negotiation', Amount: 'much' },
      { OpportunityId, CreatedDate: '', StageName: 'Negotiation' },
      { OpportunityId, CreatedDate: '20.10.2026', StageName: 'Negotiation' },
      { OpportunityId: null, CreatedDate, StageName: 'Negotiation' },
    ];
    const { changeRows, problems } = salesforce({ opportunities: [opportunity], history, stages });
    expect(changeRows).toEqual([
      { dealId: OpportunityId, at: CreatedDate, by: null, stageId: 'Negotiation' },
    ]);
    expect(
      problems.map(({ in: table, index, field, code, effect }) => [table, index, field, code, effect]),
    ).toEqual([
      ['history', 0, 'Amount', 'invalid-amount', 'ignored'],
      ['history', 1, 'CreatedDate', 'missing-date', 'left-out'],
      ['history', 2, 'CreatedDate', 'invalid-date', 'left-out'],
      ['history', 3, 'OpportunityId', 'missing-id', 'left-out'],
    ]);
  });
});

describe('OpportunityFieldHistory', () => {
  const change = (Field: string, OldValue: unknown, NewValue: unknown, day = '10') => ({
    OpportunityId: '0065g00000DeAl1AAC',
    Field,
    OldValue,
    NewValue,
    CreatedDate: `2026-10-${day}T08:00:00.000+0000`,
    CreatedById: ola,
  });
  const fieldHistory = [
    change('created', null, null, '01'),
    change('StageName', 'Prospecting', 'Needs Analysis'),
    change('Amount', null, 900, '11'),
    change('CloseDate', '2026-11-15', '2026-11-30', '12'),
    change('Probability', 10, 20, '12'),
    change('Owner', 'Ola Nordmann', 'Kari Hansen', '13'),
    change('Owner', ola, kari, '13'),
    change('NextStep', 'Call', 'Write', '14'),
  ];
  const rest = { dealId: '0065g00000DeAl1AAC', by: ola };

  test('from an old value to a new one; of the two rows of a change of owner the one with the ids', () => {
    const { changeRows, problems } = salesforce({ opportunities: [opportunity], fieldHistory, stages });
    expect(changeRows.map(({ at: _, ...row }) => row)).toEqual([
      { ...rest, from: { stageId: 'Prospecting' }, stageId: 'Needs Analysis' },
      { ...rest, from: { potential: null }, potential: money(900, 'NOK') },
      { ...rest, from: { expectedCloseAt: '2026-11-15' }, expectedCloseAt: '2026-11-30' },
      { ...rest, from: { probability: 0.1 }, probability: 0.2 },
      { ...rest, from: { ownerId: ola }, ownerId: kari },
    ]);
    expect(problems).toEqual([]);
  });

  test('where the opportunities name their owners, the row with the names', () => {
    const { OwnerId: _, ...named } = { ...opportunity, 'Opportunity Owner': 'Kari Hansen' };
    const { changeRows } = salesforce({ opportunities: [named], fieldHistory, stages });
    expect(changeRows.at(-1)).toMatchObject({ from: { ownerId: 'Ola Nordmann' }, ownerId: 'Kari Hansen' });
    expect(changeRows).toHaveLength(5);
  });

  test('beside OpportunityHistory it tells the owners only', () => {
    const tables = { opportunities: [opportunity], history: [], fieldHistory, stages };
    expect(salesforce(tables).changeRows.map(({ ownerId }) => ownerId)).toEqual([kari]);
  });

  test('what a closing does to the close date and the probability is no expectation', () => {
    const closing = [
      change('CloseDate', '2026-11-30', '2026-10-28', '28'),
      change('Probability', 90, 100, '28'),
      change('StageName', 'Negotiation', 'Closed Won', '28'),
      change('CloseDate', '2026-11-15', '2026-11-30', '12'),
    ];
    const { changeRows } = salesforce({ opportunities: [opportunity], fieldHistory: closing, stages });
    expect(changeRows.map(({ stageId, expectedCloseAt }) => stageId ?? expectedCloseAt)).toEqual([
      'Closed Won',
      '2026-11-30',
    ]);
  });
});

describe('reports', () => {
  const report = [
    {
      '\ufeffOpportunity ID': '0065g00000DeAl1',
      'Opportunity Name': 'School roof',
      Stage: 'Closed Won',
      Amount: '$1,234.50',
      'Close Date': '10/28/2026',
      'Created Date': '10/1/2026',
      Closed: '1',
      Won: '1',
      'Opportunity Owner': 'Kari Hansen',
      'Probability (%)': '100%',
    },
    {
      '\ufeffOpportunity ID': '0065g00000DeAl2',
      Stage: 'Proposal',
      Amount: '',
      'Close Date': '11/30/2026',
      'Created Date': '10/2/2026',
      Closed: '0',
      Won: '0',
      'Probability (%)': '75%',
    },
    {
      '\ufeffOpportunity ID': '0065g00000DeAl3',
      Stage: 'Dropped',
      'Close Date': '10/9/2026',
      Closed: '1',
      Won: '0',
    },
  ];
  const options = { currency: 'USD', numbers: '$1,234.56', dates: 'M/D/YYYY h:mm A' };

  test('are read by the labels of the fields, in the notations that are stated', () => {
    const { dealRows, outcomeStages } = salesforce({ opportunities: report }, options);
    expect(dealRows).toMatchObject([
      {
        id: '0065g00000DeAl1',
        openedAt: '2026-10-01',
        ownerId: 'Kari Hansen',
        potential: money('1234.5', 'USD'),
        outcome: { status: 'won', at: '2026-10-28', reason: null },
      },
      { potential: null, probability: 0.75, expectedCloseAt: '2026-11-30', outcome: null },
      { outcome: { status: 'lost', at: '2026-10-09', reason: null } },
    ]);
    expect(outcomeStages).toEqual({ won: ['Closed Won'], lost: ['Dropped'] });
  });

  test('the stages that nobody listed are those the rows name, and a problem says so', () => {
    const history = [
      {
        'Opportunity ID': '0065g00000DeAl1',
        'From Stage': 'Lead',
        'To Stage': 'Demo',
        'Last Modified': '10/3/2026 2:30 PM',
      },
      {
        'Opportunity ID': '0065g00000DeAl1',
        'From Stage': 'Demo',
        'To Stage': 'Closed Lost',
        'Last Modified': '10/5/2026 9:00 AM',
      },
    ];
    const { changeRows, pipelines, outcomeStages, problems } = salesforce(
      { opportunities: report, history },
      options,
    );
    expect(changeRows).toMatchObject([
      { at: '2026-10-03T14:30', from: { stageId: 'Lead' }, stageId: 'Demo' },
      { at: '2026-10-05T09:00', from: { stageId: 'Demo' }, stageId: 'Closed Lost' },
    ]);
    expect(pipelines[0]?.stages.map(({ id }) => id)).toEqual(['Lead', 'Demo', 'Proposal']);
    expect(outcomeStages).toEqual({ won: ['Closed Won'], lost: ['Closed Lost', 'Dropped'] });
    expect(problems).toMatchObject([
      { in: 'stages', index: null, code: 'stages-from-rows', input: 'opportunities', effect: 'assumed' },
    ]);
  });

  test('a deal has one id, be it written with 15 letters or with 18', () => {
    const history = [{ OpportunityId: '0065g00000DeAl1AAC', StageName: 'Demo', CreatedDate: '2026-10-03' }];
    const { changeRows } = salesforce({ opportunities: report, history }, options);
    expect(changeRows[0]?.dealId).toBe('0065g00000DeAl1');
  });

  test('amounts and dates in another notation are told of, and the deal is taken without them', () => {
    const { dealRows, problems } = salesforce({ opportunities: report.slice(0, 1) }, { currency: 'USD' });
    expect(dealRows[0]).toMatchObject({ id: '0065g00000DeAl1', openedAt: null, potential: null });
    expect(problems.map(({ field, code, effect }) => [field, code, effect])).toEqual([
      ['Close Date', 'invalid-date', 'ignored'],
      ['Created Date', 'invalid-date', 'ignored'],
      ['Amount', 'invalid-amount', 'ignored'],
      [null, 'stages-from-rows', 'assumed'],
    ]);
  });
});

describe('imported', () => {
  const won = {
    ...opportunity,
    StageName: 'Closed Won',
    IsClosed: true,
    IsWon: true,
    CloseDate: '2026-10-28',
  };
  const shown = ({ histories }: ReturnType<typeof importDeals>) =>
    histories[0]?.map(({ type, at }) => `${at.toISOString().slice(0, 16)} ${type}`);
  const importOf = (tables: Parameters<typeof salesforce>[0]) => {
    const { dealRows, changeRows, pipelines, outcomeStages } = salesforce(tables);
    return importDeals(dealRows, changeRows, pipelines, { outcomeStages, timeZone: 'Europe/Oslo' });
  };
  const entry = (StageName: string, Amount: number | null, CreatedDate: string) => ({
    OpportunityId: '0065g00000DeAl1AAC',
    StageName,
    Amount,
    CloseDate: '2026-11-30',
    Probability: { Prospecting: 10, Negotiation: 90, 'Closed Won': 100 }[StageName],
    CreatedDate,
  });

  test('OpportunityHistory is the history of the deal: it closes when the log says, on the day the row says', () => {
    const history = [
      entry('Prospecting', null, '2026-10-01T09:00:00.000+0000'),
      entry('Prospecting', 900, '2026-10-05T10:00:00.000+0000'),
      entry('Negotiation', 900, '2026-10-12T10:00:00.000+0000'),
      entry('Closed Won', 120000.5, '2026-10-28T13:45:00.000+0000'),
    ];
    const imported = importOf({ opportunities: [won], history, stages });
    expect(shown(imported)).toEqual([
      '2026-10-01T09:00 DealOpened',
      '2026-10-05T10:00 DealRevalued',
      '2026-10-12T10:00 DealMoved',
      '2026-10-28T13:45 DealRevalued',
      '2026-10-28T13:45 DealWon',
    ]);
    expect(imported.problems).toEqual([]);
  });

  test('OpportunityFieldHistory is too: what stood there before the first change stood there from the opening', () => {
    const change = (Field: string, OldValue: unknown, NewValue: unknown, CreatedDate: string) => ({
      OpportunityId: '0065g00000DeAl1AAC',
      Field,
      OldValue,
      NewValue,
      CreatedDate,
    });
    const fieldHistory = [
      change('StageName', 'Negotiation', 'Closed Won', '2026-10-28T13:45:00.000+0000'),
      change('Owner', ola, kari, '2026-10-13T10:00:00.000+0000'),
      change('StageName', 'Prospecting', 'Negotiation', '2026-10-12T10:00:00.000+0000'),
      change('Amount', 900, 120000.5, '2026-10-05T10:00:00.000+0000'),
      change('created', null, null, '2026-10-01T09:00:00.000+0000'),
    ];
    const imported = importOf({ opportunities: [won], fieldHistory, stages });
    expect(shown(imported)).toEqual([
      '2026-10-01T09:00 DealOpened',
      '2026-10-05T10:00 DealRevalued',
      '2026-10-12T10:00 DealMoved',
      '2026-10-13T10:00 DealReassigned',
      '2026-10-28T13:45 DealWon',
    ]);
    expect(imported.histories[0]?.[0]).toMatchObject({
      stageId: 'Prospecting',
      ownerId: ola,
      potential: money(900, 'NOK'),
    });
    expect(imported.problems).toEqual([]);
  });

  test('without a log it opened where it was found, and closed on the first instant of its day', () => {
    const { LastStageChangeDate: _, ...row } = won;
    const imported = importOf({ opportunities: [row], stages });
    expect(shown(imported)).toEqual(['2026-10-01T09:00 DealOpened', '2026-10-27T23:00 DealWon']);
  });
});

test('what is no table and no option is refused', () => {
  const refusalOf = (tables: object): unknown => refusal(() => salesforce(tables as never));
  expect(refusalOf({ opportunities: 'csv' })).toEqual([
    'invalid-option',
    { option: 'opportunities', problem: "not a list: 'csv'" },
  ]);
  expect(refusalOf({})).toEqual([
    'invalid-option',
    { option: 'opportunities', problem: 'not a list: undefined' },
  ]);
  expect(refusalOf({ opportunities: [], stage: [] })).toEqual([
    'invalid-option',
    { option: 'stage', problem: 'not one of opportunities, history, fieldHistory, stages' },
  ]);
  expect(refusalOf(null as never)).toMatchObject(['invalid-option', { option: 'tables' }]);
  expect(refusal(() => salesforce({ opportunities: [] }, { delimiter: ';' } as never))).toEqual([
    'invalid-option',
    { option: 'delimiter', problem: 'not one of currency, numbers, dates, fields, lossReason, pipeline' },
  ]);
});

test('no opportunities are no deals and no pipeline', () => {
  expect(salesforce({ opportunities: [] })).toEqual({
    dealRows: [],
    changeRows: [],
    pipelines: [],
    outcomeStages: { won: [], lost: [] },
    problems: [],
  });
});
