import type { TimeInput } from '../../time/calendar/instant-of.ts';
import { textIn } from '../tables/cells.ts';
import { type CrmColumn, type CrmReading, type CrmRow, crmRows, idOf, report } from '../tables/crm-row.ts';
import { databaseId, given, odooTimeIn, relationIn } from './odoo-cells.ts';
import type { OdooOptions, OdooTables } from './tables.ts';

const columns = {
  id: ['.id', 'id', 'External ID'],
  message: ['mail_message_id/.id', 'mail_message_id', 'Message ID/ID', 'Message ID'],
  lead: ['mail_message_id/res_id', 'Message ID/Related Document ID', 'res_id', 'Related Document ID'],
  model: ['mail_message_id/model', 'Message ID/Related Document Model', 'model', 'Related Document Model'],
  at: ['mail_message_id/date', 'Message ID/Date', 'date', 'Date'],
  author: ['mail_message_id/author_id', 'Message ID/Author', 'author_id', 'Author'],
} as const satisfies Record<string, CrmColumn>;

/** When a lead was changed, and by whom. */
export interface OdooMessage {
  readonly key: string;
  readonly dealId: string;
  readonly at: TimeInput;
  readonly by: string | null;
}

/** Finds the message of a logged value; undefined for those of other models, and for those told of as left out. */
export function messageFinder(
  { messages }: OdooTables,
  options: OdooOptions,
  reading: CrmReading,
): (row: CrmRow) => OdooMessage | undefined {
  const byId = new Map<string, CrmRow>();
  for (const row of crmRows('messages', messages, columns.lead, reading)) {
    const id = databaseId(given(row, columns.id, textIn));
    if (id === null) report(row, columns.id, 'missing-id', 'left-out', 'has no id');
    else byId.set(id, row);
  }
  return (row) => {
    const id = relationIn(row, columns.message)?.id ?? null;
    const message = (id === null ? undefined : byId.get(id)) ?? row; // whose cells may stand beside
    const model = given(message, columns.model, textIn);
    if (model !== null && !/^(crm\.lead|lead\/opportunity|lead)$/i.test(model)) return;
    const dealId = databaseId(relationIn(message, columns.lead)?.id ?? null);
    const at = odooTimeIn(message, columns.at, options);
    if (dealId === null)
      report(row, columns.message, 'missing-id', 'left-out', 'tells no lead: its message is not given');
    else if (at === null)
      report({ ...row, dealId }, columns.message, 'missing-date', 'left-out', 'tells no time');
    else {
      const author = relationIn(message, columns.author);
      return { key: id ?? `${dealId} ${idOf(at) ?? ''}`, dealId, at, by: author?.name ?? author?.id ?? null };
    }
    return;
  };
}
