import type { ColumnTypes } from './column-types.ts';
import type { StandingColumns, Tables } from './tables.ts';

/** What a column holds. */
export type ColumnKind = Exclude<keyof ColumnTypes, 'engine'>;
type Column = ColumnKind | `${ColumnKind}?`;

/** A table: its columns, those of its key first; a kind with a question mark may be null. */
export interface TableShape<T> {
  readonly columns: { readonly [C in keyof T]-?: Column };
  readonly key: readonly (keyof T & string)[];
  readonly indexes?: readonly (readonly (keyof T & string)[])[];
}

/** What is told of a deal as it stands, or stood. */
export const standing: TableShape<Omit<StandingColumns, 'tenant' | 'deal'>>['columns'] = {
  ...{ status: 'key', pipeline: 'key?', stage: 'key?', stage_entered_at: 'whole?', stage_undated: 'whole' },
  ...{ owner: 'key?', opened_by: 'key?', closed_by: 'key?', potential: 'amount?', currency: 'key?' },
  ...{ won_amount: 'amount?', won_currency: 'key?', opened_at: 'whole?', undated: 'whole' },
  ...{ closed_at: 'whole?', closed_for: 'whole', expected_close_at: 'whole?', customer: 'key?' },
  ...{ channel: 'key?', loss_reason: 'key?', other_reasons: 'text?', competitor: 'key?' },
  ...{ deleted_at: 'whole?', probability: 'key?', category: 'text?' },
};

/** What each table is made of. */
export const shapes: { readonly [N in keyof Tables]: TableShape<Tables[N]> } = {
  dealbook_tenant: { columns: { tenant: 'key', number: 'whole' }, key: ['tenant'] },
  dealbook_append: {
    columns: {
      ...{ tenant: 'key', deal: 'key', version: 'whole', events: 'text?', erased: 'text?' },
      ...{ position: 'whole', xid: 'whole', number: 'drawn' },
    },
    key: ['tenant', 'deal', 'version'],
    indexes: [['tenant', 'position', 'number']],
  },
  dealbook_deal: {
    columns: {
      ...{ tenant: 'key', deal: 'key', version: 'whole', ...standing },
      ...{ recorded_at: 'whole?', updated_at: 'whole?', path: 'text' },
    },
    key: ['tenant', 'deal'],
    indexes: [
      ['tenant', 'owner', 'status', 'deal'],
      ['tenant', 'pipeline', 'status', 'stage'],
      ['tenant', 'customer'],
      ['tenant', 'expected_close_at'],
    ],
  },
  dealbook_state: {
    columns: {
      ...{ tenant: 'key', deal: 'key', seq: 'whole', from_at: 'whole', until_at: 'whole?' },
      ...{ ...standing, path_length: 'whole' },
    },
    key: ['tenant', 'deal', 'seq'],
  },
  dealbook_visit: {
    columns: {
      ...{ tenant: 'key', deal: 'key', seq: 'whole', pipeline: 'key', stage: 'key?', nth: 'whole' },
      ...{ entered_at: 'whole', undated: 'whole', left_at: 'whole?', left_by: 'key?', step: 'text' },
    },
    key: ['tenant', 'deal', 'seq'],
  },
  dealbook_membership: {
    columns: { tenant: 'key', pipeline: 'key', deal: 'key' },
    key: ['tenant', 'pipeline', 'deal'],
    indexes: [['tenant', 'deal']],
  },
  dealbook_task: {
    columns: {
      ...{ tenant: 'key', deal: 'key', seq: 'whole', assignee: 'key?', due_at: 'whole?', form: 'text' },
    },
    key: ['tenant', 'deal', 'seq'],
    indexes: [['tenant', 'assignee', 'due_at']],
  },
  dealbook_pipeline: {
    columns: { tenant: 'key', pipeline: 'key', version: 'whole', form: 'text' },
    key: ['tenant', 'pipeline', 'version'],
  },
  dealbook_rate: {
    columns: { tenant: 'key', base: 'key', currency: 'key', date: 'key', form: 'text' },
    key: ['tenant', 'base', 'currency', 'date'],
  },
  dealbook_variant: {
    columns: { tenant: 'key', variant: 'key', version: 'whole', form: 'text' },
    key: ['tenant', 'variant'],
  },
};

/** What a column holds; null may be there beside it. */
export function heldIn(column: Column): ColumnKind {
  return column.replace('?', '') as ColumnKind;
}
