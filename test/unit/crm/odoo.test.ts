import { describe, expect, test } from 'vitest';
import { odoo } from '../../../src/crm/index.ts';
import { importDeals, money } from '../../../src/index.ts';

// As the API answers: [id, name] for other records, false for nothing, times in UTC.
const stages = [
  { id: 4, name: 'Won', sequence: 70, is_won: true, team_id: false },
  { id: 1, name: 'New', sequence: 1, is_won: false, team_id: false },
  { id: 3, name: 'Proposition', sequence: 3, is_won: false, team_id: false },
  { id: 2, name: 'Qualified', sequence: 2, is_won: false, team_id: false },
  { id: 9, name: 'Tender', sequence: 3, is_won: false, team_id: [5, 'Public'] },
];

function lead(id: number, others: object = {}) {
  return {
    ...{
      id,
      name: `Deal ${id}`,
      type: 'opportunity',
      active: true,
      stage_id: [2, 'Qualified'],
      probability: 14.29,
    },
    ...{ expected_revenue: 5000, company_currency: [1, 'EUR'], user_id: [6, 'Kari'], team_id: [1, 'Sales'] },
    ...{
      create_date: '2026-10-01 08:00:00',
      date_conversion: false,
      date_closed: false,
      lost_reason_id: false,
    },
    ...{ date_last_stage_update: '2026-10-02 08:00:00', date_deadline: '2026-11-30' },
    ...{ partner_id: [44, 'ACME'], source_id: [2, 'Newsletter'] },
    ...others,
  };
}

/** A message of the log: its id, the lead, the hour of 3 October. */
function message(id: number, res_id: number, hour: string) {
  return { id, model: 'crm.lead', res_id, date: `2026-10-03 ${hour}:00:00`, author_id: [3, 'Ola'] };
}

let last = 0;
function value(message_id: number, field: string, others: object) {
  last += 1;
  return {
    ...{ id: last, field_id: [100, `${field} (crm.lead)`], mail_message_id: [message_id, 'Deal'] },
    ...{ old_value_integer: 0, new_value_integer: 0, old_value_char: false, new_value_char: false },
    ...{ old_value_float: 0, new_value_float: 0, old_value_datetime: false, new_value_datetime: false },
    ...others,
  };
}

/** A value that is another record: from [id, name] to [id, name]. */
function record(from: [number, string], to: [number, string]) {
  return {
    ...{ old_value_integer: from[0], old_value_char: from[1] },
    ...{ new_value_integer: to[0], new_value_char: to[1] },
  };
}

const nobody: [number, string] = [0, ''];

test('one pipeline has the stages of all teams, by sequence, without the won ones', () => {
  const { pipelines, outcomeStages } = odoo({ leads: [], stages });
  expect(pipelines.map(({ id, stages: steps }) => [id, ...steps.map(({ name }) => name)])).toEqual([
    ['crm', 'New', 'Qualified', 'Proposition', 'Tender'],
  ]);
  expect(outcomeStages).toEqual({ won: ['4'], lost: [] });
});

test('an open opportunity', () => {
  const { dealRows, problems } = odoo({ leads: [lead(1)], stages });
  expect(dealRows).toEqual([
    {
      ...{ id: '1', pipelineId: 'crm', stageId: '2', name: 'Deal 1', ownerId: '6', customerId: '44' },
      ...{
        channel: 'Newsletter',
        fields: { team: 'Sales' },
        potential: money(5000, 'EUR'),
        probability: 0.1429,
      },
      ...{
        openedAt: '2026-10-01 08:00:00Z',
        stageEnteredAt: '2026-10-02 08:00:00Z',
        expectedCloseAt: '2026-11-30',
      },
    },
  ]);
  expect(problems).toEqual([]);
});

test.each<[string, object, object | undefined]>([
  ['in a won stage it is won', { stage_id: [4, 'Won'], probability: 100 }, { status: 'won' }],
  ['at 100 % as well', { probability: 100 }, { status: 'won' }],
  ['archived then, too', { stage_id: [4, 'Won'], probability: 100, active: false }, { status: 'won' }],
  ['archived with 0 % it is lost', { active: false, probability: 0 }, { status: 'lost', reason: null }],
  [
    'archived with a reason as well',
    { active: false, probability: 5, lost_reason_id: [1, 'Too expensive'] },
    { status: 'lost', reason: 'Too expensive' },
  ],
  [
    'in a won stage, too',
    { stage_id: [4, 'Won'], probability: 0, active: false },
    { status: 'lost', reason: null },
  ],
  ['the newest versions say so themselves', { won_status: 'won' }, { status: 'won' }],
  ['with 0 % alone it is open', { probability: 0 }, undefined],
  ['archived alone it is open', { active: false }, undefined],
])('%s', (_, others, outcome) => {
  const leads = [lead(1, { date_closed: '2026-10-09 12:00:00', ...others })];
  const { dealRows, problems } = odoo({ leads, stages });
  expect(dealRows[0]?.outcome).toEqual(outcome && { ...outcome, at: '2026-10-09 12:00:00Z' });
  expect(problems.map(({ code, effect }) => [code, effect])).toEqual(
    outcome === undefined && 'active' in others ? [['archived', 'taken']] : [],
  );
});

test('without a date of closing it closed when its stage last changed, else when it was made, which is told', () => {
  const leads = [
    lead(1, { probability: 100 }),
    lead(2, { active: false, probability: 0, date_last_stage_update: false }),
    lead(3, { probability: 100, date_last_stage_update: false, create_date: false }),
  ];
  const { dealRows, problems } = odoo({ leads, stages });
  expect(dealRows.map(({ outcome }) => outcome?.at)).toEqual([
    '2026-10-02 08:00:00Z',
    '2026-10-01 08:00:00Z',
    undefined,
  ]);
  expect(problems.map(({ field, code, effect }) => [field, code, effect])).toEqual([
    ['date_closed', 'missing-date', 'assumed'],
    ['date_closed', 'missing-date', 'assumed'],
    ['date_closed', 'missing-date', 'ignored'],
  ]);
});

test('leads are no deals until they are opportunities, which open then', () => {
  const leads = [lead(1, { type: 'lead' }), lead(2, { date_conversion: '2026-10-02 10:00:00' })];
  const tracking = [value(10, 'Stage', record([1, 'New'], [2, 'Qualified']))];
  const tables = { leads, stages, tracking, messages: [message(10, 1, '09')] };
  const { dealRows, changeRows, problems } = odoo(tables);
  expect(dealRows.map(({ id, openedAt }) => [id, openedAt])).toEqual([['2', '2026-10-02 10:00:00Z']]);
  expect(changeRows).toEqual([]);
  expect(problems).toMatchObject([{ code: 'not-a-deal', index: null, effect: 'left-out' }]);
  const all = odoo(tables, { leads: 'taken' });
  expect(all.dealRows.map(({ openedAt }) => openedAt)).toEqual([
    '2026-10-01 08:00:00Z',
    '2026-10-01 08:00:00Z',
  ]);
  expect(all.changeRows).toHaveLength(1);
});

test('zero is no amount, unless it is to be taken for one', () => {
  const amount = (options: object) =>
    odoo({ leads: [lead(1, { expected_revenue: 0 })], stages }, options).dealRows[0]?.potential;
  expect(amount({})).toBeNull();
  expect(amount({ zeroAmounts: 'taken' })).toEqual(money(0, 'EUR'));
});

describe('the log', () => {
  const messages = [message(10, 1, '09'), message(11, 1, '10'), message(12, 1, '11'), message(13, 1, '12')];

  test('is a change a message, newest first or not, with what held before', () => {
    const tracking = [
      value(10, 'Stage', record([1, 'New'], [2, 'Qualified'])),
      value(10, 'Salesperson', record(nobody, [6, 'Kari'])),
      value(11, 'Expected Revenue', { old_value_float: 0, new_value_float: 5000, currency_id: [2, 'USD'] }),
      value(11, 'Expected Closing', { new_value_datetime: '2026-11-30 00:00:00' }),
      value(12, 'Email', { new_value_char: 'kari@acme.no' }),
      value(13, 'Stage (project.task)', record([1, 'New'], [2, 'Done'])),
    ].reverse();
    const { changeRows, problems } = odoo({ leads: [lead(1)], stages, tracking, messages });
    expect(changeRows).toEqual([
      {
        ...{ dealId: '1', at: '2026-10-03 09:00:00Z', by: 'Ola', stageId: '2', ownerId: '6' },
        from: { stageId: '1', ownerId: null },
      },
      {
        ...{ dealId: '1', at: '2026-10-03 10:00:00Z', by: 'Ola' },
        ...{ potential: money(5000, 'USD'), expectedCloseAt: '2026-11-30' },
        from: { potential: null, expectedCloseAt: null },
      },
    ]);
    expect(problems).toEqual([]);
  });

  test('tells of losses, with their reason, and of what was reopened', () => {
    const tracking = [
      value(10, 'Active', { old_value_integer: 1, new_value_integer: 0 }),
      value(10, 'Lost Reason', record(nobody, [1, 'Too expensive'])),
      value(11, 'Lost Reason', record([1, 'Too expensive'], [2, 'Competitor'])),
      value(12, 'Active', { old_value_integer: 0, new_value_integer: 1 }),
      value(13, 'Stage', record([2, 'Qualified'], [4, 'Won'])),
    ];
    const closed = lead(1, { stage_id: [4, 'Won'], probability: 100, date_closed: '2026-10-03 12:00:01' });
    const tables = odoo({ leads: [closed], stages, tracking, messages });
    expect(tables.changeRows.map(({ outcome, stageId }) => outcome ?? stageId ?? 'reopened')).toEqual([
      { status: 'lost', reason: 'Too expensive' },
      'reopened',
      '4',
    ]);
    // The closing is the log's, so that the row does not date it a second later.
    expect(tables.dealRows[0]?.outcome).toEqual({ status: 'won', at: '2026-10-03 12:00:00Z' });
    const { histories, problems } = importDeals(tables.dealRows, tables.changeRows, tables.pipelines, {
      outcomeStages: tables.outcomeStages,
    });
    expect(histories[0]?.map(({ type, at }) => [type, at.toISOString().slice(5, 16)])).toEqual([
      ['DealOpened', '10-01T08:00'],
      ['DealLost', '10-03T09:00'],
      ['DealReopened', '10-03T11:00'],
      ['DealWon', '10-03T12:00'],
    ]);
    expect(problems).toEqual([]);
  });

  test('of a deal that is archived and not lost tells nothing by that', () => {
    const tracking = [value(10, 'Active', { old_value_integer: 1, new_value_integer: 0 })];
    expect(odoo({ leads: [lead(1, { active: false })], stages, tracking, messages }).changeRows).toEqual([]);
  });

  test('of older versions names fields, and has columns of amounts; the message may stand beside', () => {
    const beside = { 'mail_message_id/date': '2026-10-03 09:00:00', 'mail_message_id/res_id': 1 };
    const tracking = [
      {
        ...value(10, '', record([1, 'New'], [2, 'Qualified'])),
        field_id: undefined,
        field: 'stage_id',
        ...beside,
      },
      {
        ...value(11, '', { old_value_monetary: 100, new_value_monetary: 200 }),
        ...{ field_id: undefined, field: 'planned_revenue', ...beside },
      },
    ];
    const { changeRows } = odoo({ leads: [lead(1)], stages, tracking });
    expect(changeRows.map(({ stageId, potential, from }) => [stageId, potential, from?.potential])).toEqual([
      ['2', undefined, undefined],
      [undefined, money(200, 'EUR'), money(100, 'EUR')],
    ]);
  });

  test('without its messages, or in another language, is told of', () => {
    const tracking = [value(77, 'Stage', record([1, 'New'], [2, 'Qualified']))];
    const codes = (rows: readonly object[]) =>
      odoo({ leads: [lead(1)], stages, tracking: rows as never, messages }).problems.map(({ code }) => code);
    expect(codes(tracking)).toEqual(['missing-id']);
    expect(codes([value(10, 'Phase', record([1, 'Neu'], [2, 'Qualifiziert']))])).toEqual(['unknown-fields']);
  });
});

test('a pipeline a team has the stages that it shares and its own; a deal goes from one to another in its stage', () => {
  const leads = [
    lead(1, { team_id: [5, 'Public'], stage_id: [9, 'Tender'] }),
    lead(2),
    lead(3, { team_id: false }),
  ];
  const tracking = [
    value(10, 'Sales Team', record([1, 'Sales'], [5, 'Public'])),
    value(11, 'Stage', record([2, 'Qualified'], [9, 'Tender'])),
  ];
  const messages = [message(10, 1, '09'), message(11, 1, '10')];
  const { pipelines, changeRows, dealRows } = odoo(
    { leads, stages, tracking, messages },
    { pipelines: 'by-team' },
  );
  expect(pipelines.map(({ id, name, stages: steps }) => [id, name, ...steps.map((step) => step.id)])).toEqual(
    [
      ['5', 'Public', '1', '2', '3', '9'],
      ['1', 'Sales', '1', '2', '3'],
      ['none', 'No team', '1', '2', '3'],
    ],
  );
  expect(dealRows.map(({ pipelineId }) => pipelineId)).toEqual(['5', '1', 'none']);
  expect(changeRows.map(({ pipelineId, stageId }) => [pipelineId, stageId])).toEqual([
    ['5', '2'],
    [undefined, '9'],
  ]);
});

test('without a list of stages they come as the rows name them, by the names they have there', () => {
  const tracking = [value(10, 'Stage', record([1, 'New'], [2, 'Qualified']))];
  const leads = [
    lead(1),
    lead(2, { stage_id: [4, 'Won'], probability: 100, date_closed: '2026-10-09 12:00:00' }),
  ];
  const { pipelines, outcomeStages } = odoo({
    leads,
    tracking,
    messages: [message(10, 1, '09')],
    stages: [],
  });
  expect(pipelines[0]?.stages.map(({ id, name }) => [id, name])).toEqual([
    ['1', 'New'],
    ['2', 'Qualified'],
  ]);
  expect(outcomeStages).toEqual({ won: ['4'], lost: [] });
});

test('a team that only the log knows has its pipeline', () => {
  const tracking = [value(10, 'Sales Team', record([7, 'Old team'], [1, 'Sales']))];
  const tables = { leads: [lead(1)], stages, tracking, messages: [message(10, 1, '09')] };
  const { dealRows, changeRows, pipelines, outcomeStages } = odoo(tables, { pipelines: 'by-team' });
  expect(pipelines.map(({ name }) => name)).toEqual(['Sales', 'Old team']);
  const { histories, problems } = importDeals(dealRows, changeRows, pipelines, { outcomeStages });
  expect(histories[0]?.map((event) => [event.type, 'stageId' in event && event.stageId])).toEqual([
    ['DealOpened', '2'],
    ['DealEstimated', false],
    ['DealTransferred', '2'],
  ]);
  expect(problems.map(({ code }) => code)).not.toContain('unknown-pipeline');
});

// The file that Export in the list writes, opened and saved in a spreadsheet in Germany.
const file = [
  {
    ...{
      '\ufeffExternal ID': '__export__.crm_lead_12_1a2b3c4d',
      Opportunity: 'Roof',
      Stage: 'Qualified',
      Active: 'WAHR',
    },
    ...{
      'Expected Revenue': '1.234,50',
      Currency: 'EUR',
      Salesperson: 'Kari',
      'Sales Team': 'Sales',
      Customer: 'ACME',
    },
    ...{ 'Created on': '01.10.2026 10:00', 'Expected Closing': '30.11.2026', Probability: '14,29' },
  },
  {
    ...{
      '\ufeffExternal ID': '__export__.crm_lead_13_0f2b3c4d',
      Opportunity: 'Wall',
      Stage: 'Won',
      Active: 'True',
    },
    ...{ 'Expected Revenue': '', Currency: 'EUR', Salesperson: '', 'Created on': '01.10.2026 10:00' },
    ...{ Probability: '100', 'Closed Date': '05.10.2026 11:00', 'Lost Reason': '' },
  },
];
const written = { numbers: '1.234,56', dates: 'DD.MM.YYYY HH:mm' };

test('a file has names, which are ids where no stages are listed; its times are local', () => {
  const { dealRows, pipelines, outcomeStages, problems } = odoo({ leads: file }, written);
  expect(dealRows).toMatchObject([
    {
      ...{
        id: '12',
        stageId: 'Qualified',
        ownerId: 'Kari',
        customerId: 'ACME',
        potential: money('1234.5', 'EUR'),
      },
      ...{ openedAt: '2026-10-01T10:00', expectedCloseAt: '2026-11-30', probability: 0.1429 },
    },
    {
      id: '13',
      stageId: 'Won',
      ownerId: null,
      potential: null,
      outcome: { status: 'won', at: '2026-10-05T11:00' },
    },
  ]);
  expect(pipelines[0]?.stages.map(({ id }) => id)).toEqual(['Qualified']);
  expect(outcomeStages).toEqual({ won: ['Won'], lost: [] });
  expect(problems.map(({ field, code }) => [field, code])).toEqual([
    ['Active', 'invalid-flag'],
    [null, 'stages-from-rows'],
  ]);
});

test('names are ids of the listed stages, and the log is read by names then', () => {
  const tracking = [
    value(10, 'Stage', record([1, 'New'], [2, 'Qualified'])),
    value(10, 'Salesperson', record(nobody, [6, 'Kari'])),
  ];
  const { dealRows, changeRows } = odoo(
    { leads: file, stages, tracking, messages: [message(10, 12, '09')] },
    written,
  );
  expect(dealRows.map(({ stageId }) => stageId)).toEqual(['2', '4']);
  expect(changeRows).toMatchObject([{ dealId: '12', stageId: '2', ownerId: 'Kari' }]);
});

test('a file to be imported again has the names of fields: its times are local where the options say so', () => {
  const leads = [
    { id: '__export__.crm_lead_12_1a2b3c4d', stage_id: 'New', create_date: '2026-10-01 10:00:00' },
  ];
  const openedAt = (options: object) => odoo({ leads }, options).dealRows[0]?.openedAt;
  expect(openedAt({ times: 'local' })).toBe('2026-10-01 10:00:00');
  expect(openedAt({})).toBe('2026-10-01 10:00:00Z');
});

test("the deal's own fields: of other records the name, nothing for false", () => {
  const leads = [lead(1, { country_id: [166, 'Norway'], x_rank: 0, x_note: false })];
  expect(odoo({ leads, stages }, { fields: ['country_id', 'x_rank', 'x_note'] }).dealRows[0]?.fields).toEqual(
    {
      ...{ team: 'Sales', country_id: 'Norway', x_rank: 0 },
    },
  );
});

test('dirt is told of and left out', () => {
  const { dealRows, problems } = odoo({
    leads: [
      lead(0, { id: '' }),
      lead(2, { expected_revenue: '5.000,-', create_date: '1 Oct', company_currency: false }),
    ],
    stages: [...stages, { sequence: 5 }],
    messages: [{ model: 'crm.lead' }],
  });
  expect(dealRows.map(({ id, openedAt, potential }) => [id, openedAt, potential])).toEqual([
    ['2', null, undefined],
  ]);
  expect(
    problems.map(({ in: table, index, field, code, effect }) => [table, index, field, code, effect]),
  ).toEqual([
    ['leads', 0, 'id', 'missing-id', 'left-out'],
    ['stages', 5, 'id', 'missing-id', 'left-out'],
    ['messages', 0, '.id', 'missing-id', 'left-out'],
    ['leads', 1, 'create_date', 'invalid-date', 'ignored'],
    ['leads', 1, 'expected_revenue', 'invalid-amount', 'ignored'],
  ]);
});

test('options and tables it does not know are refused', () => {
  expect(() => odoo({ leads: [] }, { pipelines: 'two' } as never)).toThrow(/pipelines/);
  expect(() => odoo({ deals: [] } as never)).toThrow(/deals/);
});
