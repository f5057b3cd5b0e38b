import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

// The files in examples/data/crm are small enough to count what is in them: the deals, what is odd, the funnels.

const printed = execFileSync(process.execPath, ['--import', 'tsx', 'examples/import-crm.ts'], {
  encoding: 'utf8',
});
const lines = printed.split('\n').map((line) => line.trim());

/** The blocks of lines printed of a CRM: its first line, what was odd, a funnel a pipeline. */
function blocksOf(crm: string): string[][] {
  const from = lines.findIndex((line) => line.startsWith(`${crm}: `));
  const to = lines.findIndex((line, place) => place > from && /^\w+: \d+ of/.test(line));
  const text = lines.slice(from, to < 0 ? undefined : to).join('\n');
  return text.split('\n\n').map((block) => block.trim().split('\n'));
}

/** What was odd: in which table and row, the column, and what was done. The cells stand below the dashes of their column. */
function oddOf(crm: string): string[] {
  const [, [, , dashes = '', ...rows] = []] = blocksOf(crm);
  const columns = [...dashes.matchAll(/-+/g)];
  return rows.map((row) => {
    const cells = columns.map(({ 0: { length }, index }) => row.slice(index, index + length).trim());
    const [table, place, , column, , effect] = cells;
    return [effect, table, place, column].filter((cell) => cell !== '').join(' ');
  });
}

/** Of each stage what passed, was lost and is open. */
function funnelsOf(crm: string): string[][] {
  const [, , ...funnels] = blocksOf(crm);
  return funnels.map(([, , , ...rows]) =>
    rows.map((row) => {
      const [stage, passed, lost, , , open] = row.split(/ {2,}/);
      return `${stage} ${passed} ${lost} ${open}`;
    }),
  );
}

test('each folder of data is imported', () => {
  const folders = readdirSync('examples/data/crm', { withFileTypes: true }).filter((file) =>
    file.isDirectory(),
  );
  const heads = folders.map(({ name }) => blocksOf(name)[0]?.[0]);
  expect(heads).toEqual([
    'bitrix24: 9 of 9 deals, 21 of 22 changes',
    'hubspot: 9 of 11 deals, 25 of 29 changes',
    'odoo: 7 of 7 deals, 11 of 11 changes',
    'pipedrive: 8 of 8 deals, 17 of 18 changes',
    'salesforce: 8 of 9 deals, 12 of 14 changes',
  ]);
});

test('HubSpot: a number and a date that are none, one deal twice, a close date before the deal', () => {
  expect(oddOf('hubspot')).toEqual([
    'ignored deals 9 Amount',
    'assumed pipelines',
    'ignored deal 5 outcome.at',
    'left-out deal 8 id',
    'left-out deal 10 openedAt',
    ...['24', '25', '26', '27'].map((row) => `merged change ${row}`),
  ]);
  expect(funnelsOf('hubspot')).toEqual([['Contact 8 0 1', 'Visit 6 1 1', 'Offer 3 1 2', 'All deals 3 2 4']]);
});

test('Salesforce: amounts told late, a row of no deal, one twice, a close date before the deal', () => {
  expect(oddOf('salesforce').filter((odd) => !odd.startsWith('assumed'))).toEqual([
    'taken deal 7 outcome.at',
    'left-out deal 8 id',
    'left-out change 5 dealId',
    'merged change 13',
  ]);
  // Lost in September, the embassy was won in October: it counts once, as won.
  expect(funnelsOf('salesforce')).toEqual([
    ['Qualification 5 2 1', 'Proposal 4 0 1', 'Negotiation 3 0 1', 'All deals 3 2 3'],
  ]);
});

test('Pipedrive: a currency in an amount, a deleted deal, a change of no deal', () => {
  expect(oddOf('pipedrive')).toEqual([
    'ignored deals 7 Deal - Value',
    'left-out deals 8 Deal - Status',
    'left-out change 17 dealId',
  ]);
  expect(funnelsOf('pipedrive')).toEqual([
    ['Kontakt 6 0 2', 'Termin 4 1 1', 'Angebot 2 1 1', 'All deals 2 2 4'],
  ]);
});

test('Bitrix24: a currency nobody stated, a close date before the deal, a change of no deal', () => {
  expect(oddOf('bitrix24')).toEqual([
    'ignored deals 8 Валюта',
    'taken deal 8 outcome.at',
    'left-out change 20 dealId',
  ]);
  // Museum went from the first pipeline to the tenders, so it is in both: transferred in the one, open in the other.
  expect(funnelsOf('bitrix24')).toEqual([
    ['Новая 4 2 1', 'Предложение 2 0 2', 'All deals 2 2 3'],
    ['Заявка 1 0 1', 'Торги 1 0 0', 'All deals 1 0 1'],
  ]);
  // 900,000 + 150,000.50 of two products at 94.1 to the euro, and 12,500 €.
  expect(blocksOf('bitrix24')[2]?.at(-1)).toContain('€23,658.35');
});

test('Odoo: a lead, a value without its message, an archived deal, a won one without a date', () => {
  expect(oddOf('odoo')).toEqual([
    'left-out leads type',
    'left-out tracking 15 mail_message_id/.id',
    'taken leads 6 Active',
    'assumed leads 7 Closed Date',
    'taken deal 6 outcome.at',
  ]);
  expect(funnelsOf('odoo')).toEqual([
    ['New 6 0 1', 'Qualified 5 1 0', 'Proposition 3 0 2', 'All deals 3 1 3'],
  ]);
});
