import { expect, test } from 'vitest';
import { pipedrive } from '../../../src/crm/index.ts';
import { importDeals, problemTable, textTable } from '../../../src/index.ts';
import { dealRow, sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const { problems } = importDeals(
  [dealRow('d1'), dealRow('d1')],
  [
    { dealId: 'd1', stageId: 'audit', at: '2026-10-05' },
    { dealId: 'd2', stageId: 'offer', at: '2026-10-06' },
  ],
  [sales],
);

test('a problem is a row: where, what stood there, what was done and why', () => {
  expect(problemTable(problems).rows).toEqual([
    ['deal', '1', 'd1', 'id', 'd1', 'left-out', 'Two deals have the id d1.'],
    [
      'change',
      '0',
      'd1',
      'stageId',
      'audit',
      'taken',
      'pipeline sales has no such stage; funnels give it a row of its own, marked unmapped',
    ],
    ['change', '1', 'd2', 'dealId', 'd2', 'left-out', 'Deal d2 is not among the deals.'],
  ]);
});

test('a table of a CRM has its own name, and a message of its own is kept whole', () => {
  const [problem] = problems;
  const own = {
    ...problem,
    in: 'opportunities',
    code: 'stages-from-rows',
    message: 'No list of stages.',
  } as never;
  expect(problemTable([own]).rows[0]?.[0]).toBe('opportunities');
  expect(problemTable([own]).rows[0]?.at(-1)).toBe('No list of stages.');
});

test('what the columns say is not said again', () => {
  const { problems: odd } = pipedrive({ deals: [{ id: 7, value: 'much', currency: 'EUR', status: 'open' }] });
  expect(problemTable(odd).rows[0]).toEqual([
    ...['deals', '0', '7', 'value', 'much', 'ignored'],
    "'much' is not in the notation of numbers.",
  ]);
});

test('what is odd about a whole table has no row', () => {
  const whole = { in: 'stages', index: null, dealId: null, field: null, code: 'stages-from-rows' } as const;
  const problem = { ...whole, input: 'sales', effect: 'assumed', message: 'stages: not given.' } as const;
  expect(problemTable([problem]).rows).toEqual([['stages', '', '', '', 'sales', 'assumed', 'not given.']]);
});

test('without problems it is a head', () => {
  expect(textTable(problemTable([]))).toBe(
    'In  Row  Deal  Field  Found  Effect  Problem\n--  ---  ----  -----  -----  ------  -------',
  );
});

test('what is no list of problems is refused', () => {
  expect(refusal(() => problemTable(7 as never))).toMatchObject(['invalid-option', { option: 'problems' }]);
  expect(refusal(() => problemTable([null] as never))).toMatchObject([
    'invalid-option',
    { option: 'problems' },
  ]);
});

test('headings, kinds of rows and effects are in the language of the locale; names and messages stay', () => {
  const rows = (locale: string) => {
    const { columns, rows: cells } = problemTable(problems, { locale });
    return [columns.map(({ name }) => name), ...cells.slice(0, 2).map((row) => row.slice(0, 6))];
  };
  expect(rows('en')).toEqual([
    ['In', 'Row', 'Deal', 'Field', 'Found', 'Effect', 'Problem'],
    ['deal', '1', 'd1', 'id', 'd1', 'left-out'],
    ['change', '0', 'd1', 'stageId', 'audit', 'taken'],
  ]);
  expect(rows('nb')).toEqual([
    ['I', 'Rad', 'Salg', 'Felt', 'Funnet', 'Virkning', 'Problem'],
    ['salg', '1', 'd1', 'id', 'd1', 'utelatt'],
    ['endring', '0', 'd1', 'stageId', 'audit', 'tatt med'],
  ]);
  expect(rows('ru')).toEqual([
    ['Где', 'Номер', 'Сделка', 'Поле', 'Найдено', 'Действие', 'Проблема'],
    ['сделка', '1', 'd1', 'id', 'd1', 'пропущено'],
    ['изменение', '0', 'd1', 'stageId', 'audit', 'принято'],
  ]);
});

test('every effect has its word', () => {
  const [problem] = problems;
  const effects = ['left-out', 'ignored', 'merged', 'assumed', 'taken'];
  const all = effects.map((effect) => ({ ...problem, effect }) as never);
  const words = (locale: string) => problemTable(all, { locale }).rows.map((row) => row[5]);
  expect(words('en')).toEqual(effects);
  expect(words('ru')).toEqual(['пропущено', 'не учтено', 'объединено', 'предположено', 'принято']);
});

test('its captions can be replaced by name, and no others', () => {
  const { columns, rows } = problemTable(problems, { captions: { problem: 'What', leftOut: 'out' } });
  expect([columns[6]?.name, rows[0]?.[5]]).toEqual(['What', 'out']);
  expect(refusal(() => problemTable([], { captions: { problems: 'P' } as object }))).toMatchObject([
    'invalid-option',
    { option: 'problems' },
  ]);
  expect(refusal(() => problemTable([], { timeZone: 'UTC' } as object))).toMatchObject([
    'invalid-option',
    { option: 'timeZone' },
  ]);
});
