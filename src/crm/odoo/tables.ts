import type { CrmOptions, CrmRecord } from '../tables/crm-export.ts';

/** What {@link odoo} reads. */
export interface OdooTables {
  /**
   * The records of `crm.lead`, archived ones too: of `search_read` with the context `active_test: false`, or the rows of the
   * file that Export in the list of opportunities writes, whose filter says "Archived" as well.
   */
  readonly leads: readonly CrmRecord[];
  /**
   * The records of `mail.tracking.value`, which an administrator may read: what was changed. In those of `export_data` the
   * cells of their messages may stand beside, as `mail_message_id/date`, `mail_message_id/res_id`.
   */
  readonly tracking?: readonly CrmRecord[] | undefined;
  /** The records of `mail.message` of the model `crm.lead`: of which lead, and when. */
  readonly messages?: readonly CrmRecord[] | undefined;
  /** The records of `crm.stage`. */
  readonly stages?: readonly CrmRecord[] | undefined;
}

/** How {@link odoo} reads. */
export interface OdooOptions extends CrmOptions {
  /**
   * What times without an offset are in columns that have the names of fields: `'utc'` (default), as the API gives them, or
   * `'local'`, as the files do that are exported to be imported again. In files with columns such as `Created on` they are
   * local: of the zone of the user who exported them, which is to be importDeals's `timeZone`.
   */
  readonly times?: 'utc' | 'local' | undefined;
  /** What becomes of leads that are no opportunities yet. Default `'left-out'`. */
  readonly leads?: 'left-out' | 'taken' | undefined;
  /** A pipeline for all (default), or one for each sales team with the stages that it shares and its own. */
  readonly pipelines?: 'one' | 'by-team' | undefined;
  /** What an amount of zero is: Odoo has zero where nobody entered one. Default `'missing'`. */
  readonly zeroAmounts?: 'missing' | 'taken' | undefined;
}
