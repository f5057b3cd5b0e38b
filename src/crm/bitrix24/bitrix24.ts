import type { ChangeRow } from '../../import/rows/change-row.ts';
import { type OptionsOf, object, oneOf, reading as readingOf, text } from '../../options.ts';
import type { CrmExport } from '../tables/crm-export.ts';
import { type CrmReading, checkTables, crmOptions, crmReading, crmRows } from '../tables/crm-row.ts';
import { pipelinesOf, stagesFromRows } from '../tables/crm-stages.ts';
import type { Outcome } from '../tables/outcome.ts';
import { dealColumns } from './deal-cells.ts';
import { bitrix24DealRows, standingIn } from './deals.ts';
import { type Bitrix24Move, bitrix24Moves } from './history.ts';
import { bitrix24Stages, outcomeIn, systemOutcomeOf } from './stages.ts';
import type { Bitrix24Options, Bitrix24Tables } from './tables.ts';

const bitrix24Options: OptionsOf<Bitrix24Options> = {
  ...crmOptions,
  currencies: object,
  lossReason: text,
  zeroAmounts: oneOf('missing', 'taken'),
};

/**
 * Bitrix24's deals, history of stages, stages and pipelines as rows for `importDeals`.
 *
 * **Where they come from**: an incoming webhook (Developer resources, Other, Inbound webhook, with access to CRM), whose
 * lists come by fifty: `crm.deal.list` or `crm.item.list`, `crm.stagehistory.list` (both with entityTypeId 2 where it is
 * asked for), `crm.status.list`, `crm.category.list`. Or, for the deals alone, the CSV file of the list of deals, in Russian
 * or in English; it has names where the API has ids, which the lists of stages and pipelines turn into these again, and a
 * row for each product of a deal, whose amounts are added. Without a list of stages they come in the order in which the
 * rows name them.
 *
 * **What it makes of them**: a pipeline of each category ('0' is the first) and stages that are won or lost by their
 * semantics (`S`, `F`), else by their ids ('WON', 'C2:LOSE'), which are no stages of the pipeline. A deal is closed when it
 * entered such a stage by the history, else at MOVED_TIME, else on CLOSEDATE: the day on which it is to close, which
 * Bitrix24 sets to the day of the closing unless it is told not to. For an open deal that is when it is expected to. What
 * was lost in a stage has its name as the reason, or another column's text ({@link Bitrix24Options.lossReason}). An amount
 * of zero is missing, since Bitrix24 keeps zero where nobody entered one. Companies are 'CO_9', contacts 'C_84', as
 * Bitrix24 writes them elsewhere.
 *
 * **What Bitrix24 does not tell**: earlier owners and amounts. Old versions removed the last closing from the history when a
 * deal was reopened, and the stages of a pipeline when a deal left it.
 *
 * Nothing is guessed: numbers and dates of a file are read in the notations of the options, times without an offset are
 * local ones of importDeals's `timeZone`, and what cannot be read is in `problems`.
 *
 * @throws DealError `invalid-option`, for a table that is no list as well.
 *
 * @example
 * ```ts
 * const { dealRows } = bitrix24({ deals: [{ ID: '7', STAGE_ID: 'C2:LOSE', MOVED_TIME: '2026-10-05T14:30:00+03:00' }] })
 * dealRows[0]?.pipelineId // => '2'
 * dealRows[0]?.outcome // => { status: 'lost', at: '2026-10-05T14:30:00+03:00', reason: 'C2:LOSE' }
 * ```
 */
export function bitrix24(tables: Bitrix24Tables, options: Bitrix24Options = {}): CrmExport {
  checkTables(tables, 'deals', 'stageHistory', 'stages', 'categories');
  const reading = crmReading(options, bitrix24Options);
  return readingOf('tables', () => readBitrix24(tables, options, reading));
}

function readBitrix24(tables: Bitrix24Tables, options: Bitrix24Options, reading: CrmReading): CrmExport {
  const stages = bitrix24Stages(tables, reading);
  const told = new Map<string, Outcome | null>();
  const moves = bitrix24Moves(tables, stages, told, reading);
  const rows = crmRows('deals', tables.deals, dealColumns.id, reading);
  for (const row of rows) {
    const { stageId } = standingIn(row, stages);
    const outcome = outcomeIn(row, dealColumns.semantics);
    if (stageId !== null && outcome !== undefined) told.set(stageId, outcome);
  }
  const outcomeOf = (pipelineId: string, stageId: string): Outcome | null => {
    const listed = stages.stageOf(pipelineId, stageId);
    return (listed === undefined ? told.get(stageId) : listed.outcome) ?? systemOutcomeOf(stageId);
  };
  const closings = new Map<string, Bitrix24Move>();
  for (const move of moves)
    if (outcomeOf(move.pipelineId, move.stageId) !== null) closings.set(move.dealId, move);
  const dealRows = bitrix24DealRows(rows, { stages, outcomeOf, closings, options });
  const unlisted = stagesFromRows(
    dealRows,
    moves,
    (stageId) => outcomeOf('', stageId),
    'stages',
    reading,
    stages.stages,
  );
  const pipelines = pipelinesOf(stages.pipelineNames, [...stages.stages, ...unlisted], dealRows);
  const changeRows = moves.map((move): ChangeRow => {
    const { pipelineId, stageId } = move;
    if (outcomeOf(pipelineId, stageId) !== 'lost') return move;
    return {
      ...move,
      outcome: { status: 'lost', reason: stages.stageOf(pipelineId, stageId)?.name ?? stageId },
    };
  });
  return { dealRows, changeRows, ...pipelines, problems: reading.problems };
}
