import { readFileSync } from 'node:fs';
import { type ChangeRow, type DealRow, definePipeline, money } from 'dealbook';
import { csvRows } from './csv.ts';

/**
 * The deals of "CRM Sales Opportunities" of Maven Analytics, from the folder of its CSV files.
 *
 * This CRM keeps no log of stages: of a deal it has the day it was engaged, if it was, and the day it was closed. So a
 * deal opens in Engaging on that day, where the open ones are and their age is known; that it has been a prospect before
 * is what the reading of skipped stages says. A deal without that day is a prospect since nobody knows when. What it may
 * bring is the list price of its product, what it brought the closing value.
 */
export function readMaven(folder: string) {
  const text = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');
  const products = csvRows(text('products.csv'), ['product', 'sales_price']);
  const accounts = csvRows(text('accounts.csv'), ['account', 'sector']);
  const teams = csvRows(text('sales_teams.csv'), ['sales_agent', 'manager', 'regional_office']);
  const rows = csvRows(text('sales_pipeline.csv'), [
    'opportunity_id',
    'sales_agent',
    'product',
    'account',
    'deal_stage',
    'engage_date',
    'close_date',
    'close_value',
  ]);
  const prices = new Map(products.map(({ product, sales_price }) => [product, sales_price]));
  const sectors = new Map(accounts.map(({ account, sector }) => [account, sector]));
  const teamOf = new Map(teams.map((team) => [team.sales_agent, team]));

  const deals = rows.map(({ sales_agent, product, account, engage_date, ...row }): DealRow => {
    const listed = product === 'GTXPro' ? 'GTX Pro' : product; // misspelt throughout
    return {
      id: row.opportunity_id,
      pipelineId: 'maven',
      ownerId: sales_agent,
      potential: money(prices.get(listed) ?? '', 'USD'),
      // Where nobody knows, the deal was there at the end of the year that the file is of.
      ...(engage_date === '' ? { openedAt: null, stageEnteredAt: '2017-12-31' } : { openedAt: engage_date }),
      outcome: outcomeOf(row),
      customerId: account === '' ? undefined : account,
      fields: {
        product,
        manager: teamOf.get(sales_agent)?.manager ?? null,
        region: teamOf.get(sales_agent)?.regional_office ?? null,
        sector: sectors.get(account) ?? null,
      },
    };
  });
  const changes = rows
    .filter(({ engage_date }) => engage_date !== '')
    .map(({ opportunity_id: dealId, engage_date }): ChangeRow => {
      return { dealId, stageId: 'Engaging', at: new Date(engage_date) };
    });
  const pipeline = definePipeline({
    id: 'maven',
    name: 'B2B sales',
    progression: 'manual',
    stages: [
      { id: 'Prospecting', name: 'Prospecting' },
      { id: 'Engaging', name: 'Engaging' },
    ],
  });
  return { pipeline, deals, changes, currency: 'USD', agents: teams.map(({ sales_agent }) => sales_agent) };
}

function outcomeOf(row: { deal_stage: string; close_date: string; close_value: string }): DealRow['outcome'] {
  const at = new Date(row.close_date);
  if (row.deal_stage === 'Won') return { status: 'won', at, amount: money(row.close_value, 'USD') };
  return row.deal_stage === 'Lost' ? { status: 'lost', at } : null;
}
