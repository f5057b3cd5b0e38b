import type { CrmColumn } from '../tables/crm-row.ts';

type Column =
  | 'id'
  | 'name'
  | 'type'
  | 'active'
  | 'wonStatus'
  | 'stage'
  | 'stageAt'
  | 'probability'
  | 'amount'
  | 'currency'
  | 'owner'
  | 'team'
  | 'createdAt'
  | 'convertedAt'
  | 'closedAt'
  | 'expectedAt'
  | 'reason'
  | 'customer'
  | 'source';

/** In the answers of the API and of exports that can be imported again, and in other exports, in English. */
export const leadColumns: Readonly<Record<Column, CrmColumn>> = {
  id: ['.id', 'id', 'External ID'],
  name: ['name', 'Opportunity'],
  type: ['type', 'Type'],
  active: ['active', 'Active'],
  wonStatus: ['won_status', 'Is Won'],
  stage: ['stage_id/.id', 'stage_id', 'Stage'],
  stageAt: ['date_last_stage_update', 'Last Stage Update'],
  probability: ['probability', 'Probability'],
  amount: ['expected_revenue', 'planned_revenue', 'Expected Revenue'],
  currency: ['company_currency', 'Currency'],
  owner: ['user_id/.id', 'user_id', 'Salesperson'],
  team: ['team_id/.id', 'team_id', 'Sales Team'],
  createdAt: ['create_date', 'Created on'],
  convertedAt: ['date_conversion', 'Conversion Date'],
  closedAt: ['date_closed', 'Closed Date'],
  expectedAt: ['date_deadline', 'Expected Closing'],
  reason: ['lost_reason_id', 'lost_reason', 'Lost Reason'],
  customer: ['partner_id/.id', 'partner_id', 'Customer'],
  source: ['source_id', 'Source'],
};
