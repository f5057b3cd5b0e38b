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

/** Effect, code, and what it is about. */
function oddOf(crm: string): string[] {
  const [, [, , , ...rows] = []] = blocksOf(crm);
  return rows.map((row) => {
    const [effect, code, message = ''] = row.split(/ {2,}/);
    return `${effect} ${code} ${/^[\w ]+(\[\d+\])?/.exec(message)?.[0].trim()}`;
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
    'ignored invalid-amount deals[9]',
    'assumed stages-from-rows pipelines',
    'ignored outcome-date Deal row 5',
    'left-out duplicate-deal Deal row 8',
    'left-out missing-date Deal row 10',
    ...['24', '25', '26', '27'].map((row) => `merged repeated-row Change row ${row}`),
  ]);
  expect(funnelsOf('hubspot')).toEqual([['Contact 8 0 1', 'Visit 6 1 1', 'Offer 3 1 2', 'All deals 3 2 4']]);
});

test('Salesforce: amounts told late, a row of no deal, one twice, a close date before the deal', () => {
  expect(oddOf('salesforce').filter((odd) => !odd.startsWith('assumed'))).toEqual([
    'taken before-opening Deal row 7',
    'left-out duplicate-deal Deal row 8',
    'left-out unknown-deal Change row 5',
    'merged repeated-row Change row 13',
  ]);
  // Lost in September, the embassy was won in October: it counts once, as won.
  expect(funnelsOf('salesforce')).toEqual([
    ['Qualification 5 2 1', 'Proposal 4 0 1', 'Negotiation 3 0 1', 'All deals 3 2 3'],
  ]);
});

test('Pipedrive: a currency in an amount, a deleted deal, a change of no deal', () => {
  expect(oddOf('pipedrive')).toEqual([
    'ignored invalid-amount deals[7]',
    'left-out deleted deals[8]',
    'left-out unknown-deal Change row 17',
  ]);
  expect(funnelsOf('pipedrive')).toEqual([
    ['Kontakt 6 0 2', 'Termin 4 1 1', 'Angebot 2 1 1', 'All deals 2 2 4'],
  ]);
});

test('Bitrix24: a currency nobody stated, a close date before the deal, a change of no deal', () => {
  expect(oddOf('bitrix24')).toEqual([
    'ignored missing-currency deals[8]',
    'taken before-opening Deal row 8',
    'left-out unknown-deal Change row 20',
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
    'left-out not-a-deal leads',
    'left-out missing-id tracking[15]',
    'taken archived leads[6]',
    'assumed missing-date leads[7]',
    'taken before-opening Deal row 6',
  ]);
  expect(funnelsOf('odoo')).toEqual([
    ['New 6 0 1', 'Qualified 5 1 0', 'Proposition 3 0 2', 'All deals 3 1 3'],
  ]);
});
