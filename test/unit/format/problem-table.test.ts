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
