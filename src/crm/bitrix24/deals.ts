import type { DealRow, OutcomeRow } from '../../import/rows/deal-row.ts';
import { addMoney } from '../../money/arithmetic.ts';
import type { Money } from '../../money/money.ts';
import { fieldsIn, shareIn, textIn, timeIn } from '../tables/cells.ts';
import { type CrmRow, cellIn, report } from '../tables/crm-row.ts';
import type { Outcome } from '../tables/outcome.ts';
import { closeDayIn, customerIn, dealColumns, isClosedIn, potentialIn, someoneIn } from './deal-cells.ts';
import type { Bitrix24Move } from './history.ts';
import { type Bitrix24Stages, pipelineIdIn } from './stages.ts';
import type { Bitrix24Options } from './tables.ts';

/** What else a deal's row is read by. */
export interface Bitrix24Reading {
  readonly stages: Bitrix24Stages;
  readonly outcomeOf: (pipelineId: string, stageId: string) => Outcome | null;
  /** By deal: the last move into an outcome. */
  readonly closings: ReadonlyMap<string, Bitrix24Move>;
  readonly options: Bitrix24Options;
}

/** The deals; rows that have a product each, as the file has them where products are a column of it, are one of them. */
export function bitrix24DealRows(rows: readonly CrmRow[], reading: Bitrix24Reading): DealRow[] {
  const deals: DealRow[] = [];
  const places = new Map<string, number>();
  for (const row of rows) {
    const { dealId } = row;
    if (dealId === null) {
      report(row, dealColumns.id, 'missing-id', 'left-out', 'has no id');
      continue;
    }
    const place = cellIn(row, dealColumns.product) === null ? -1 : (places.get(dealId) ?? -1);
    const potential = potentialIn(row, reading.options);
    const whole = withProduct(deals[place], potential);
    if (whole === undefined) {
      if (!places.has(dealId)) places.set(dealId, deals.length);
      deals.push({ ...dealIn(dealId, row, reading), potential });
    } else deals[place] = whole;
  }
  return deals;
}

/** The deal with what one more of its products makes; undefined where there is none, or it is in another currency. */
function withProduct(deal: DealRow | undefined, amount: Money | null): DealRow | undefined {
  if (deal === undefined || amount === null) return deal;
  const { potential } = deal;
  if (!potential) return { ...deal, potential: amount };
  return potential.currency === amount.currency
    ? { ...deal, potential: addMoney(potential, amount) }
    : undefined;
}

/** The pipeline and the stage that a row names, by their ids. */
export function standingIn(
  row: CrmRow,
  stages: Bitrix24Stages,
): { pipelineId: string; stageId: string | null } {
  const category = textIn(row, dealColumns.pipeline);
  const stage = textIn(row, dealColumns.stage);
  const pipelineId = category === null ? pipelineIdIn(stage ?? '') : stages.pipelineIdOf(category);
  return { pipelineId, stageId: stage === null ? null : (stages.stageOf(pipelineId, stage)?.id ?? stage) };
}

function dealIn(id: string, row: CrmRow, reading: Bitrix24Reading): DealRow {
  const { pipelineId, stageId } = standingIn(row, reading.stages);
  const status = stageId === null ? null : reading.outcomeOf(pipelineId, stageId);
  if (status === null && isClosedIn(row)) {
    const problem = 'is known neither as won nor as lost, so that the closed deal stays open';
    report(row, dealColumns.stage, 'unknown-status', 'taken', problem);
  }
  return {
    id,
    pipelineId,
    stageId,
    openedAt: timeIn(row, dealColumns.openedAt),
    ownerId: someoneIn(row, dealColumns.owner),
    name: textIn(row, dealColumns.name),
    customerId: customerIn(row),
    channel: textIn(row, dealColumns.source),
    fields: fieldsIn(row),
    ...(status === null
      ? {
          stageEnteredAt: timeIn(row, dealColumns.movedAt),
          expectedCloseAt: closeDayIn(row),
          probability: shareIn(row, dealColumns.probability, 100),
        }
      : { outcome: outcomeIn(row, id, status, reading) }),
  };
}

/** How the deal ended; null where no time is told: whoever imports it takes the last there is. */
function outcomeIn(row: CrmRow, id: string, status: Outcome, reading: Bitrix24Reading): OutcomeRow | null {
  const { closings, stages, outcomeOf, options } = reading;
  const closing = closings.get(id);
  const isLast = closing !== undefined && outcomeOf(closing.pipelineId, closing.stageId) === status;
  const at = isLast ? closing.at : (timeIn(row, dealColumns.movedAt) ?? closeDayIn(row));
  if (at === null) return null;
  if (status === 'won') return { status, at };
  const told = options.lossReason === undefined ? null : textIn(row, [options.lossReason]);
  const { pipelineId, stageId } = standingIn(row, stages);
  return { status, at, reason: told ?? stages.stageOf(pipelineId, stageId ?? '')?.name ?? stageId };
}
