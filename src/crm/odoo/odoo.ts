import type { ChangeRow } from '../../import/rows/change-row.ts';
import { type OptionsOf, oneOf, reading as readingOf } from '../../options.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import type { CrmExport } from '../tables/crm-export.ts';
import { type CrmReading, checkTables, crmOptions, crmReading } from '../tables/crm-row.ts';
import { pipelinesOf, stagesFromRows } from '../tables/crm-stages.ts';
import { odooChanges } from './changes.ts';
import { closingKey, odooDealRow } from './deals.ts';
import { leadIn, type OdooKeys, type OdooLead, odooKeys, odooLeads, statusOf } from './leads.ts';
import { odooStages, stagesOfPipeline } from './stages.ts';
import type { OdooOptions, OdooTables } from './tables.ts';

const odooOptions: OptionsOf<OdooOptions> = {
  ...crmOptions,
  times: oneOf('utc', 'local'),
  leads: oneOf('left-out', 'taken'),
  pipelines: oneOf('one', 'by-team'),
  zeroAmounts: oneOf('missing', 'taken'),
};

/**
 * Odoo's opportunities, log of changes and stages as rows for `importDeals`.
 *
 * **Where they come from**: the external API (XML-RPC or JSON), `search_read` of `crm.lead` with the context `active_test:
 * false`, since lost opportunities are archived; of `mail.tracking.value` and `mail.message` with `model = crm.lead`, by an
 * administrator; and of `crm.stage`. Or the files that Export in a list writes, by either kind of names; in them times are
 * in the zone of whoever exports (`times: 'local'`), and what they call ID is the id that the log knows. Without a list of
 * stages they come in the order in which the rows name them, and those are won in which all that stands is won.
 *
 * **What it makes of them**: one pipeline, `'crm'`, since teams share stages, or one a team. A deal opens when a lead
 * became an opportunity, else when it was made; leads that did not yet are left out. It is won at 100 % or in a won stage,
 * which is no stage of the pipeline, and lost when archived with 0 % or a reason, when the log says so, else at Closed
 * Date. An amount of zero is missing, since Odoo has zero where nobody entered one. The team is the field `team`.
 *
 * Owners, customers and stages are known by their ids, or by their names where the leads have no more. The log names fields
 * by their own names or, in English, by what they are called: ask for `field_id/name` where your Odoo speaks another language.
 *
 * Nothing is guessed: numbers and dates of a file are read in the notations of the options, and what cannot be read is in
 * `problems`.
 *
 * @throws DealError `invalid-option`, for a table that is no list as well.
 *
 * @example
 * ```ts
 * const { dealRows } = odoo({ leads: [{ id: 7, stage_id: [3, 'Offer'], active: false, probability: 0, date_closed: '2026-10-05 12:30:00', lost_reason_id: [1, 'Too expensive'] }] })
 * dealRows[0]?.stageId // => '3'
 * dealRows[0]?.outcome // => { status: 'lost', at: '2026-10-05 12:30:00Z', reason: 'Too expensive' }
 * ```
 */
export function odoo(tables: OdooTables, options: OdooOptions = {}): CrmExport {
  checkTables(tables, 'leads', 'tracking', 'messages', 'stages');
  const reading = crmReading(options, odooOptions);
  return readingOf('tables', () => readOdoo(tables, options, reading));
}

function readOdoo(tables: OdooTables, options: OdooOptions, reading: CrmReading): CrmExport {
  const { rows, leftOut } = odooLeads(tables, options, reading);
  const listed = odooStages(tables, reading);
  const keys = odooKeys(rows, listed, options);
  const leads = rows.map((row) => leadIn(row, keys));
  const wonStages = new Set(
    listed.length === 0 ? stagesOfTheWon(leads) : listed.filter(({ isWon }) => isWon).map(({ id }) => id),
  );
  const statuses = new Map(leads.map((lead) => [lead, statusOf(lead, (stageId) => wonStages.has(stageId))]));
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  const isArchived = (lead: OdooLead): boolean => lead.isActive === false && statuses.get(lead) !== 'lost';
  const changeRows = odooChanges(
    tables,
    {
      keys,
      options,
      leftOut,
      currencyOf: (dealId) => byId.get(dealId)?.currency ?? null,
      stageOf: (dealId) => byId.get(dealId)?.stageId ?? null,
      archived: new Set(leads.filter(isArchived).map(({ id }) => id)),
    },
    reading,
  );
  const closings = closingsOf(changeRows, wonStages);
  const statusOfLead = (lead: OdooLead) => statuses.get(lead) ?? null;
  const dealRows = leads.map((lead) =>
    odooDealRow(lead, { keys, options, closings, statusOf: statusOfLead }),
  );
  const pipelines = pipelinesOfTeams(keys, options);
  const list = [...pipelines].flatMap(([id, { team }]) => stagesOfPipeline(listed, id, team));
  const isWon = (stageId: string) => (wonStages.has(stageId) ? ('won' as const) : null);
  const unlisted = stagesFromRows(dealRows, changeRows, isWon, 'stages', reading, list).map((stage) => {
    return { ...stage, name: keys.stageNames.get(stage.id) ?? stage.name };
  });
  const names = new Map([...pipelines].map(([id, { name }]) => [id, name]));
  return { dealRows, changeRows, ...pipelinesOf(names, [...list, ...unlisted]), problems: reading.problems };
}

/** For want of a list: the stages in which a deal stands that is won, and none that is not. */
function stagesOfTheWon(leads: readonly OdooLead[]): Set<string> {
  const won = new Set<string>();
  const others = new Set<string>();
  for (const lead of leads) {
    if (lead.stageId === null || lead.isActive === false) continue;
    (statusOf(lead, () => false) === 'won' ? won : others).add(lead.stageId);
  }
  return new Set([...won].filter((stageId) => !others.has(stageId)));
}

/** When the log says that a deal ended, for the last time, by how. */
function closingsOf(changes: readonly ChangeRow[], wonStages: ReadonlySet<string>): Map<string, TimeInput> {
  const closings = new Map<string, TimeInput>();
  for (const { dealId, at, stageId, outcome } of changes) {
    if (outcome) closings.set(closingKey(dealId, outcome.status), at);
    if (stageId && wonStages.has(stageId)) closings.set(closingKey(dealId, 'won'), at);
  }
  return closings;
}

/** The pipelines by their ids, with the team whose each is, by id and name; null: everybody's. */
function pipelinesOfTeams(
  keys: OdooKeys,
  { pipelines }: OdooOptions,
): Map<string, { readonly name: string; readonly team: readonly string[] | null }> {
  if (pipelines !== 'by-team') return new Map([[keys.pipelineId(null), { name: 'CRM', team: null }]]);
  return new Map(
    [...keys.teams].map(([id, team]) => {
      const told = [team?.id, team?.name].flatMap((text) => text ?? []);
      return [id, { name: team?.name ?? team?.id ?? 'No team', team: told }];
    }),
  );
}
