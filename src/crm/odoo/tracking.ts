import type { ChangedFacts } from '../../import/rows/change-row.ts';
import { numberIn, shareIn, textIn } from '../tables/cells.ts';
import { type CrmColumn, type CrmRow, cellIn, idOf } from '../tables/crm-row.ts';
import type { OdooKeys } from './leads.ts';
import { dayIn, given, odooMoneyIn, type Relation, relationIn, relationOf } from './odoo-cells.ts';
import type { OdooOptions } from './tables.ts';

const fieldColumn: CrmColumn = [
  ...(['field_id/name', 'Field/Field Name', 'field', 'field_id', 'Changed Field', 'Field'] as const),
  'field_desc',
];
const currencyColumn: CrmColumn = ['currency_id', 'Currency'];

/** The columns of values: as they were before, and as they are from then on. */
const columns = {
  id: [
    ['old_value_integer', 'Old Value Integer'],
    ['new_value_integer', 'New Value Integer'],
  ],
  text: [
    ['old_value_char', 'Old Value Char'],
    ['new_value_char', 'New Value Char'],
  ],
  day: [
    ['old_value_datetime', 'Old Value DateTime'],
    ['new_value_datetime', 'New Value Datetime'],
  ],
  number: [
    ['old_value_float', 'Old Value Float'],
    ['new_value_float', 'New Value Float'],
  ],
  /** Until Odoo 16 amounts have columns of their own, and the others are 0. */
  amount: [
    ['old_value_monetary', 'Old Value Monetary', 'old_value_float', 'Old Value Float'],
    ['new_value_monetary', 'New Value Monetary', 'new_value_float', 'New Value Float'],
  ],
} as const satisfies Record<string, readonly [CrmColumn, CrmColumn]>;

/** A field whose changes are read. */
export type OdooField =
  | 'stage'
  | 'owner'
  | 'team'
  | 'active'
  | 'amount'
  | 'reason'
  | 'expected'
  | 'probability';

/** The fields that are read, by their names and by what they are called in English. */
const fields: Readonly<Record<string, OdooField>> = {
  ...{ stage_id: 'stage', stage: 'stage', user_id: 'owner', salesperson: 'owner' },
  ...{ team_id: 'team', 'sales team': 'team', active: 'active' },
  ...{ expected_revenue: 'amount', planned_revenue: 'amount', 'expected revenue': 'amount' },
  ...{ lost_reason_id: 'reason', lost_reason: 'reason', 'lost reason': 'reason' },
  ...{ date_deadline: 'expected', 'expected closing': 'expected', probability: 'probability' },
};

/** What a logged value tells: what is read of it depends on the field. */
export interface TrackedValue {
  readonly facts: ChangedFacts;
  /** Whether the lead is archived. */
  readonly isActive?: boolean;
  readonly reason?: string | null;
}

/** The field that a logged value is of; undefined for one that is not read. */
export function trackedField(row: CrmRow): OdooField | undefined {
  const cell = cellIn(row, fieldColumn);
  const text = Array.isArray(cell) ? idOf(cell[1]) : given(row, fieldColumn, textIn);
  const [, name = text ?? '', model = 'crm.lead'] = /^(.*) \(([\w.]+)\)$/.exec(text ?? '') ?? [];
  const field = name.toLowerCase();
  return model === 'crm.lead' && Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** What a logged value was (`0`) or became (`1`). */
export function trackedValue(
  row: CrmRow,
  field: OdooField,
  which: 0 | 1,
  {
    keys,
    options,
    currency,
  }: { readonly keys: OdooKeys; readonly options: OdooOptions; readonly currency: string | null },
): TrackedValue {
  switch (field) {
    case 'stage':
      return { facts: { stageId: keys.stageId(recordIn(row, which)) } };
    case 'owner':
      return { facts: { ownerId: keys.ownerId(recordIn(row, which)) } };
    case 'team':
      return options.pipelines === 'by-team'
        ? { facts: { pipelineId: keys.pipelineId(recordIn(row, which)) } }
        : { facts: {} };
    case 'amount':
      return {
        facts: {
          potential: odooMoneyIn(
            row,
            columns.amount[which],
            relationIn(row, currencyColumn)?.name ?? currency,
            options,
          ),
        },
      };
    case 'expected':
      return { facts: { expectedCloseAt: dayIn(row, columns.day[which]) } };
    case 'probability':
      return {
        facts: {
          probability: given(row, columns.number[which], (cells, column) => shareIn(cells, column, 100)),
        },
      };
    case 'active':
      return { facts: {}, isActive: Number(given(row, columns.id[which], numberIn) ?? 0) !== 0 };
    case 'reason':
      return { facts: {}, reason: recordIn(row, which)?.name ?? null };
  }
}

function recordIn(row: CrmRow, which: 0 | 1): Relation | null {
  const id = relationIn(row, columns.id[which])?.id ?? null;
  const name = given(row, columns.text[which], textIn);
  return id === null ? (name === null ? null : { id: null, name }) : relationOf(id, name);
}
