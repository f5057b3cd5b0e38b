import { expect, test } from 'vitest';
import { bitrix24 } from '../../../src/crm/index.ts';
import { importDeals, money } from '../../../src/index.ts';

// As the API answers: two pipelines, of which the first is not listed; the stages of leads are among the stages.
const stages = [
  { ENTITY_ID: 'STATUS', STATUS_ID: 'NEW', NAME: 'New lead', SORT: '10' },
  stage('DEAL_STAGE', 'WON', 'Deal won', 40, 'S'),
  stage('DEAL_STAGE', 'NEW', 'New', 10),
  stage('DEAL_STAGE', 'PREPARATION', 'Papers', 20),
  stage('DEAL_STAGE', 'LOSE', 'Deal lost', 50, 'F'),
  stage('DEAL_STAGE', 'APOLOGY', 'Too expensive', 60, 'F'),
  stage('DEAL_STAGE_2', 'C2:NEW', 'Enquiry', 10),
  stage('DEAL_STAGE_2', 'C2:EXECUTING', 'Offer', 20),
  stage('DEAL_STAGE_2', 'C2:WON', 'Signed', 30, 'S'),
  stage('DEAL_STAGE_2', 'C2:LOSE', 'Lost', 40, 'F'),
];
const categories = [{ ID: '2', NAME: 'Tenders', SORT: '20' }];

function stage(
  ENTITY_ID: string,
  STATUS_ID: string,
  NAME: string,
  SORT: number,
  SEMANTICS: string | null = null,
) {
  return { ENTITY_ID, STATUS_ID, NAME, SORT: `${SORT}`, SEMANTICS, CATEGORY_ID: null };
}

function deal(ID: string, STAGE_ID: string, others: object = {}) {
  return {
    ...{ ID, TITLE: `Deal ${ID}`, STAGE_ID, CATEGORY_ID: '0', OPPORTUNITY: '1000.00', CURRENCY_ID: 'EUR' },
    ...{ ASSIGNED_BY_ID: '7', COMPANY_ID: '0', CONTACT_ID: '84', SOURCE_ID: 'WEB', PROBABILITY: null },
    ...{ DATE_CREATE: '2026-10-01T12:00:00+03:00', MOVED_TIME: '2026-10-05T15:00:00+03:00' },
    ...{ BEGINDATE: '2026-10-01T03:00:00+03:00', CLOSEDATE: '2026-10-31T03:00:00+03:00', CLOSED: 'N' },
    ...others,
  };
}

/** A row of the history: ID, deal, stage, the hour of 2 October, type. */
function move(ID: number, OWNER_ID: number, STAGE_ID: string, hour: string, TYPE_ID = 2, CATEGORY_ID = 0) {
  const STAGE_SEMANTIC_ID = STAGE_ID.endsWith('WON') ? 'S' : STAGE_ID.endsWith('LOSE') ? 'F' : 'P';
  return {
    ID,
    TYPE_ID,
    OWNER_ID,
    CREATED_TIME: `2026-10-02T${hour}:00:00+03:00`,
    CATEGORY_ID,
    STAGE_ID,
    STAGE_SEMANTIC_ID,
  };
}

test('pipelines are the categories, the first of which need not be listed; stages are in the order of SORT', () => {
  const { pipelines, outcomeStages } = bitrix24({ deals: [], stages, categories });
  expect(pipelines.map(({ id, name, stages: steps }) => [id, name, ...steps.map((step) => step.id)])).toEqual(
    [
      ['0', 'General', 'NEW', 'PREPARATION'],
      ['2', 'Tenders', 'C2:NEW', 'C2:EXECUTING'],
    ],
  );
  expect(outcomeStages).toEqual({ won: ['C2:WON', 'WON'], lost: ['C2:LOSE', 'LOSE', 'APOLOGY'] });
});

test('stages as crm.dealcategory.stage.list gives them: those after the won one are lost', () => {
  const listed = ['C2:NEW', 'C2:WON', 'C2:LOSE', 'C2:5'].map((STATUS_ID, SORT) => ({
    STATUS_ID,
    NAME: STATUS_ID,
    SORT,
  }));
  const { outcomeStages, pipelines } = bitrix24({
    ...{ deals: [], stages: listed },
    categories: [{ id: 2, name: 'Tenders', sort: 10, entityTypeId: 2, isDefault: 'N' }],
  });
  expect(outcomeStages).toEqual({ won: ['C2:WON'], lost: ['C2:LOSE', 'C2:5'] });
  expect(pipelines.map(({ name }) => name)).toEqual(['Tenders']);
});

test('the semantics of older answers are in EXTRA', () => {
  const listed = ['NEW', 'X', 'Y'].map((STATUS_ID, place) => {
    return {
      ENTITY_ID: 'DEAL_STAGE',
      STATUS_ID,
      NAME: STATUS_ID,
      EXTRA: { SEMANTICS: ['process', 'success', 'apology'][place] },
    };
  });
  expect(bitrix24({ deals: [], stages: listed }).outcomeStages).toEqual({ won: ['X'], lost: ['Y'] });
});

test('an open deal is expected to close on CLOSEDATE, and stands in its stage since MOVED_TIME', () => {
  const { dealRows, problems } = bitrix24({ deals: [deal('1', 'NEW', { PROBABILITY: '35' })], stages });
  expect(dealRows).toEqual([
    {
      ...{ id: '1', pipelineId: '0', stageId: 'NEW', name: 'Deal 1', ownerId: '7', channel: 'WEB' },
      ...{ customerId: 'C_84', potential: money(1000, 'EUR'), probability: 0.35 },
      ...{ openedAt: '2026-10-01T12:00:00+03:00', stageEnteredAt: '2026-10-05T15:00:00+03:00' },
      ...{ expectedCloseAt: '2026-10-31', fields: null },
    },
  ]);
  expect(problems).toEqual([]);
});

test('the items of crm.item.list are read alike', () => {
  const item = {
    ...{ id: 1, title: 'Deal 1', stageId: 'C2:NEW', categoryId: 2, opportunity: 1000, currencyId: 'EUR' },
    ...{
      assignedById: 7,
      companyId: 9,
      contactId: 84,
      sourceId: 'WEB',
      closed: 'N',
      closedate: '2026-10-31T03:00:00+03:00',
    },
    ...{ createdTime: '2026-10-01T12:00:00+03:00', movedTime: '2026-10-05T15:00:00+03:00' },
  };
  const [row] = bitrix24({ deals: [item], stages, categories }).dealRows;
  expect(row).toMatchObject({
    id: '1',
    pipelineId: '2',
    stageId: 'C2:NEW',
    ownerId: '7',
    customerId: 'CO_9',
  });
  expect(row).toMatchObject({ potential: money(1000, 'EUR'), expectedCloseAt: '2026-10-31', channel: 'WEB' });
});

test.each([
  ['2026-10-31T03:00:00+03:00', '2026-10-31'],
  ['2026-10-30T19:00:00-05:00', '2026-10-31'],
  ['2026-10-31T00:00:00+03:00', '2026-10-31'],
  ['2026-10-31', '2026-10-31'],
])('CLOSEDATE %s is the day %s', (CLOSEDATE, day) => {
  expect(bitrix24({ deals: [deal('1', 'NEW', { CLOSEDATE })], stages }).dealRows[0]?.expectedCloseAt).toBe(
    day,
  );
});

test('a closed deal closed when the history says, not on CLOSEDATE; a lost stage is the reason', () => {
  const { dealRows, changeRows } = bitrix24({
    stages,
    categories,
    deals: [deal('1', 'WON', { CLOSED: 'Y' }), deal('2', 'APOLOGY', { CLOSED: 'Y' })],
    stageHistory: [
      move(11, 1, 'NEW', '09', 1),
      move(13, 1, 'WON', '11', 3),
      move(12, 1, 'PREPARATION', '10'),
    ],
  });
  expect(dealRows.map(({ outcome }) => outcome)).toEqual([
    { status: 'won', at: '2026-10-02T11:00:00+03:00' },
    { status: 'lost', at: '2026-10-05T15:00:00+03:00', reason: 'Too expensive' },
  ]);
  expect(dealRows[0]).not.toHaveProperty('expectedCloseAt');
  expect(changeRows.map(({ dealId, stageId, at }) => [dealId, stageId, at])).toEqual([
    ['1', 'NEW', '2026-10-02T09:00:00+03:00'],
    ['1', 'PREPARATION', '2026-10-02T10:00:00+03:00'],
    ['1', 'WON', '2026-10-02T11:00:00+03:00'],
  ]);
});

test('without history and MOVED_TIME it closed on the day CLOSEDATE; without this either whoever imports decides', () => {
  const deals = [
    deal('1', 'WON', { MOVED_TIME: null }),
    deal('2', 'WON', { MOVED_TIME: null, CLOSEDATE: '' }),
  ];
  const { dealRows } = bitrix24({ deals, stages });
  expect(dealRows.map(({ outcome }) => outcome)).toEqual([{ status: 'won', at: '2026-10-31' }, null]);
});

test('a closing of the history of another outcome than the deal has now is an earlier one', () => {
  const { dealRows } = bitrix24({
    ...{ stages, deals: [deal('1', 'WON')] },
    stageHistory: [move(1, 1, 'NEW', '09', 1), move(2, 1, 'LOSE', '10', 3), move(3, 1, 'NEW', '11')],
  });
  expect(dealRows[0]?.outcome).toEqual({ status: 'won', at: '2026-10-05T15:00:00+03:00' });
});

test('the reason of a loss may stand in a column of its own', () => {
  const deals = [deal('1', 'LOSE', { UF_CRM_157: 'No budget' }), deal('2', 'LOSE', { UF_CRM_157: '' })];
  const { dealRows } = bitrix24({ deals, stages }, { lossReason: 'UF_CRM_157' });
  expect(dealRows.map(({ outcome }) => outcome?.reason)).toEqual(['No budget', 'Deal lost']);
});

test('a change of pipeline is in the history', () => {
  const { changeRows } = bitrix24({
    ...{ stages, categories, deals: [deal('1', 'C2:NEW', { CATEGORY_ID: '2' })] },
    stageHistory: [move(1, 1, 'NEW', '09', 1), move(2, 1, 'C2:NEW', '10', 5, 2)],
  });
  expect(changeRows.map(({ pipelineId, stageId }) => [pipelineId, stageId])).toEqual([
    ['0', 'NEW'],
    ['2', 'C2:NEW'],
  ]);
});

test('zero is no amount, unless it is to be taken for one', () => {
  const deals = [deal('1', 'NEW', { OPPORTUNITY: '0.00' }), deal('2', 'NEW', { OPPORTUNITY: null })];
  const amounts = (options: object) =>
    bitrix24({ deals, stages }, options).dealRows.map(({ potential }) => potential);
  expect(amounts({})).toEqual([null, null]);
  expect(amounts({ zeroAmounts: 'taken' })).toEqual([money(0, 'EUR'), null]);
});

test('without a list of stages they come as the rows name them, and end by what the rows tell of them', () => {
  const { pipelines, outcomeStages, problems } = bitrix24({
    deals: [deal('1', 'NEW'), deal('2', 'UC_X1', { STAGE_SEMANTIC_ID: 'F' })],
    stageHistory: [move(1, 1, 'NEW', '09', 1), move(2, 1, 'UC_A2', '10'), move(3, 2, 'C2:WON', '10', 3, 2)],
  });
  expect(pipelines.map(({ id, stages: steps }) => [id, ...steps.map((step) => step.id)])).toEqual([
    ['0', 'NEW', 'UC_A2'],
    ['2'],
  ]);
  expect(outcomeStages).toEqual({ won: ['C2:WON'], lost: ['UC_X1'] });
  expect(problems.map(({ code, effect }) => [code, effect])).toEqual([
    ['stages-from-rows', 'assumed'],
    ['stages-from-rows', 'assumed'],
  ]);
});

test('imported: a deal lost, reopened and won; one lost for two reasons; one that changed its pipeline', () => {
  const made = { DATE_CREATE: '2026-10-02T09:00:00+03:00' };
  const tables = bitrix24({
    ...{ stages, categories },
    deals: [
      deal('1', 'WON', made),
      deal('2', 'APOLOGY', made),
      deal('3', 'C2:EXECUTING', { ...made, CATEGORY_ID: '2' }),
    ],
    stageHistory: [
      ...[
        move(1, 1, 'NEW', '09', 1),
        move(2, 1, 'LOSE', '10', 3),
        move(3, 1, 'NEW', '11'),
        move(4, 1, 'WON', '12', 3),
      ],
      ...[move(5, 2, 'NEW', '09', 1), move(6, 2, 'LOSE', '10', 3), move(7, 2, 'APOLOGY', '11', 3)],
      ...[
        move(8, 3, 'NEW', '09', 1),
        move(9, 3, 'C2:NEW', '10', 5, 2),
        move(10, 3, 'C2:EXECUTING', '11', 2, 2),
      ],
    ],
  });
  const { dealRows, changeRows, pipelines, outcomeStages } = tables;
  const { histories, problems } = importDeals(dealRows, changeRows, pipelines, { outcomeStages });
  const told = histories.map((history) =>
    history.map((event) => [
      event.type,
      event.at.toISOString().slice(11, 13),
      'reason' in event ? event.reason : '',
    ]),
  );
  expect(told[0]?.map(([type, hour, reason]) => `${type} ${hour} ${reason}`.trim())).toEqual([
    'DealOpened 06',
    'DealLost 07 Deal lost',
    'DealReopened 08',
    'DealWon 09',
  ]);
  expect(told[1]?.map(([type, , reason]) => `${type} ${reason}`.trim())).toEqual([
    'DealOpened',
    'DealLost Deal lost',
    'DealReopened',
    'DealLost Too expensive',
  ]);
  expect(told[2]?.map(([type]) => type)).toEqual(['DealOpened', 'DealTransferred', 'DealMoved']);
  expect(problems).toEqual([]);
});

// The CSV file of the list of deals, in Russian: names instead of ids, a column without a name behind the last semicolon.
const file = [
  line('5', 'Новая', { Товар: 'Окна', Сумма: '700', 'Сделка закрыта': 'Нет' }),
  line('5', 'Новая', { Товар: 'Двери', Сумма: '300.5', 'Сделка закрыта': 'Нет' }),
  line('6', 'Сделка успешна', { 'Дата изменения стадии': '07.10.2026 18:30:00' }),
  line('7', 'Сделка провалена', { Валюта: 'Доллар США' }),
  line('6', 'Сделка успешна', { 'Дата изменения стадии': '07.10.2026 18:30:00' }),
];

function line(ID: string, stageName: string, others: object) {
  return {
    ...{
      ID,
      'Название сделки': `Заказ ${ID}`,
      'Стадия сделки': stageName,
      Воронка: 'Общая',
      Сумма: '1 000,00',
    },
    ...{
      Валюта: 'Российский рубль',
      Ответственный: 'Анна Ли',
      Компания: 'ООО «Ромашка»',
      Источник: 'Звонок',
    },
    ...{
      'Дата создания': '01.10.2026 09:15:00',
      'Предполагаемая дата закрытия': '31.10.2026',
      'Сделка закрыта': 'Да',
    },
    '': '',
    ...others,
  };
}

const options = {
  dates: 'DD.MM.YYYY HH:mm:ss',
  numbers: '1 234,56',
  currencies: { 'Российский рубль': 'RUB' },
};
const named = [
  stage('DEAL_STAGE', 'NEW', 'Новая', 10),
  stage('DEAL_STAGE', 'WON', 'Сделка успешна', 20, 'S'),
  stage('DEAL_STAGE', 'LOSE', 'Сделка провалена', 30, 'F'),
];
const general = [{ id: 0, name: 'Общая', sort: 10 }];

test('the CSV file has names, which the lists turn into ids, and a row a product, whose amounts are added', () => {
  const plain = { dates: options.dates, currencies: options.currencies };
  const { dealRows } = bitrix24({ deals: file.slice(0, 2), stages: named, categories: general }, plain);
  expect(dealRows).toEqual([
    {
      ...{ id: '5', pipelineId: '0', stageId: 'NEW', name: 'Заказ 5', ownerId: 'Анна Ли', channel: 'Звонок' },
      ...{ customerId: 'ООО «Ромашка»', potential: money('1000.5', 'RUB'), probability: null },
      ...{
        openedAt: '2026-10-01T09:15:00',
        stageEnteredAt: null,
        expectedCloseAt: '2026-10-31',
        fields: null,
      },
    },
  ]);
});

test('repeated rows without a product stay: whoever imports them says so. A currency without a code is told of', () => {
  const { dealRows, problems } = bitrix24(
    { deals: file.slice(2), stages: named, categories: general },
    options,
  );
  expect(dealRows.map(({ id, potential, outcome }) => [id, potential, outcome?.at])).toEqual([
    ['6', money(1000, 'RUB'), '2026-10-07T18:30:00'],
    ['7', null, '2026-10-31'],
    ['6', money(1000, 'RUB'), '2026-10-07T18:30:00'],
  ]);
  expect(problems).toEqual([
    {
      ...{ in: 'deals', index: 1, dealId: '7', field: 'Валюта', code: 'missing-currency', effect: 'ignored' },
      input: 'Доллар США',
      message: "deals[1], Валюта of deal 7: 'Доллар США' is not in the option currencies.",
    },
  ]);
});

test('without the lists names are ids, and a deal whose stage nobody knows as won or lost stays open', () => {
  const { dealRows, pipelines, problems } = bitrix24({ deals: file.slice(3, 4) }, options);
  expect(dealRows[0]).toMatchObject({ pipelineId: 'Общая', stageId: 'Сделка провалена' });
  expect(dealRows[0]).not.toHaveProperty('outcome');
  expect(pipelines.map(({ id, name }) => [id, name])).toEqual([['Общая', 'Общая']]);
  expect(problems.map(({ code }) => code)).toEqual([
    'missing-currency',
    'unknown-status',
    'stages-from-rows',
  ]);
});

test('dirt is told of and left out', () => {
  const { dealRows, changeRows, problems } = bitrix24({
    stages: [...stages, { ENTITY_ID: 'DEAL_STAGE', NAME: 'No id' }],
    categories: [{ NAME: 'No id' }],
    deals: [deal('', 'NEW'), deal('2', 'NEW', { OPPORTUNITY: '1 000', DATE_CREATE: '5.10.2026' })],
    stageHistory: [
      { ...move(1, 2, 'NEW', '09', 1), OWNER_ID: null },
      { ...move(2, 2, '', '10') },
      { ...move(3, 2, 'PREPARATION', '11'), CREATED_TIME: '' },
    ],
  });
  expect(dealRows.map(({ id, openedAt, potential }) => [id, openedAt, potential])).toEqual([
    ['2', null, null],
  ]);
  expect(changeRows).toEqual([]);
  expect(
    problems.map(({ in: table, index, field, code, effect }) => [table, index, field, code, effect]),
  ).toEqual([
    ['stages', 10, 'STATUS_ID', 'missing-id', 'left-out'],
    ['categories', 0, 'ID', 'missing-id', 'left-out'],
    ['stageHistory', 0, 'OWNER_ID', 'missing-id', 'left-out'],
    ['stageHistory', 1, 'STAGE_ID', 'missing-stage', 'left-out'],
    ['stageHistory', 2, 'CREATED_TIME', 'missing-date', 'left-out'],
    ['deals', 0, 'ID', 'missing-id', 'left-out'],
    ['deals', 1, 'OPPORTUNITY', 'invalid-amount', 'ignored'],
    ['deals', 1, 'DATE_CREATE', 'invalid-date', 'ignored'],
  ]);
});

test('options it does not know are refused', () => {
  expect(() => bitrix24({ deals: [] }, { zeroAmounts: 'none' } as never)).toThrow(/zeroAmounts/);
  expect(() => bitrix24({ deals: [], stageHistory: {} } as never)).toThrow(/stageHistory/);
});
