import { describedFields } from '../../deal/description.ts';
import { checkFields, checkRecordedMoney, invalidValue } from '../../deal/event-values.ts';
import { DealError, isDealError } from '../../errors.ts';
import type { Money } from '../../money/money.ts';
import { checkProbability } from '../../pipeline/check-probability.ts';
import { checkText, preview } from '../../text.ts';
import { isDayText, readTime } from '../../time/calendar/instant-of.ts';
import type { DealRow, InteractionRow, OutcomeFacts, PaymentRow } from './deal-row.ts';
import { type Findings, leaveOut, noteUnknownKeys, type RowPlace } from './findings.ts';
import type { ImportRules } from './import-rules.ts';

/** A deal's row with its values checked and its times read, absent ones null. */
export interface GivenDeal {
  readonly place: RowPlace;
  readonly row: DealRow;
  readonly id: string;
  readonly pipelineId: string;
  readonly openedAt: GivenTime | null;
  readonly stageId: string | null;
  readonly stageEnteredAt: number | null;
  readonly outcome: GivenOutcome | null;
  readonly ownerId: string | null;
  readonly potential: Money | null;
  readonly expectedCloseAt: number | null;
  readonly probability: number | null;
}

export interface GivenTime {
  readonly at: number;
  /** A local day, of which `at` is the first instant. */
  readonly onDay: boolean;
}

export interface GivenOutcome extends OutcomeFacts, GivenTime {
  readonly by: string | null;
}

const dealKeys: ReadonlySet<string> = new Set<keyof DealRow>([
  ...(['id', 'pipelineId', 'openedAt', 'stageId', 'stageEnteredAt', 'ownerId', 'potential', 'name'] as const),
  ...(['probability', 'expectedCloseAt', 'fields', 'outcome', 'payments', 'interactions'] as const),
  ...describedFields,
]);
export const outcomeKeys: readonly (keyof OutcomeFacts)[] = [
  ...(['status', 'amount', 'reason', 'ownerId', 'competitorId'] as const),
];
const rowOutcomeKeys: ReadonlySet<string> = new Set([...outcomeKeys, 'at', 'by']);
const paymentKeys: ReadonlySet<string> = new Set<keyof PaymentRow>(['at', 'amount']);
const interactionKeys: ReadonlySet<string> = new Set<keyof InteractionRow>(['id', 'kind', 'at', 'contactId']);

/** Reads a deal's row; null if it is left out, which is noted with the first reason. */
export function readDealRow(
  row: DealRow,
  place: RowPlace,
  rules: ImportRules,
  findings: Findings,
): GivenDeal | null {
  let field = '';
  let value: unknown;
  const at = <T>(name: string, held: T): T => {
    field = name;
    value = held;
    return held;
  };
  const text = (name: string, held: unknown): string | null => {
    if (at(name, held) === null || held === undefined) return null;
    checkText(held, lastOf(name));
    return held;
  };
  const time = (name: string, held: unknown): number =>
    readTime(at(name, held), rules.timeZone, lastOf(name), place.dealId as string);
  const timeOrNull = (name: string, held: unknown): number | null =>
    held === null || held === undefined ? null : time(name, held);
  try {
    noteUnknownKeys(findings, place, row, dealKeys);
    const { id, pipelineId, outcome } = row;
    checkText(at('pipelineId', pipelineId), 'pipelineId');
    if (!rules.pipelines.has(pipelineId)) throw unknownPipeline(pipelineId, id);
    const openedAt = row.openedAt === null ? null : time('openedAt', row.openedAt);
    const potential = at('potential', row.potential) ?? null;
    if (potential !== null) checkRecordedMoney(potential, 'potential', id);
    const probability = at('probability', row.probability) ?? null;
    if (probability !== null) checkProbability(probability);
    text('name', row.name);
    for (const name of describedFields) text(name, row[name]);
    if ((at('fields', row.fields) ?? null) !== null) checkFields(row.fields, 'fields', id);
    readList('payments', row.payments, paymentKeys, (payment: PaymentRow, path) => {
      time(`${path}.at`, payment.at);
      checkRecordedMoney(at(`${path}.amount`, payment.amount), 'amount', id);
    });
    readList('interactions', row.interactions, interactionKeys, (interaction: InteractionRow, path) => {
      checkText(at(`${path}.id`, interaction.id), 'id');
      checkText(at(`${path}.kind`, interaction.kind), 'kind');
      time(`${path}.at`, interaction.at);
      text(`${path}.contactId`, interaction.contactId);
    });
    return {
      place,
      row,
      id,
      pipelineId,
      openedAt: openedAt === null ? null : { at: openedAt, onDay: isDayText(row.openedAt) },
      stageId: text('stageId', row.stageId),
      stageEnteredAt: timeOrNull('stageEnteredAt', row.stageEnteredAt),
      outcome: (at('outcome', outcome) ?? null) === null ? null : readOutcome(outcome as never),
      ownerId: text('ownerId', row.ownerId),
      potential,
      expectedCloseAt: timeOrNull('expectedCloseAt', row.expectedCloseAt),
      probability,
    };
  } catch (error) {
    if (!isDealError(error)) throw error;
    leaveOut(findings, place, field, value, error);
    return null;
  }

  function readOutcome(outcome: NonNullable<DealRow['outcome']>): GivenOutcome {
    if (typeof outcome !== 'object') throw invalidValue('outcome', 'not a row', outcome, row.id);
    noteUnknownKeys(findings, place, outcome, rowOutcomeKeys, 'outcome.');
    checkOutcome(outcome, row.id, 'outcome', at);
    const onDay = isDayText(outcome.at);
    return { ...outcome, at: time('outcome.at', outcome.at), onDay, by: text('outcome.by', outcome.by) };
  }

  function readList<T>(
    name: string,
    list: unknown,
    keys: ReadonlySet<string>,
    read: (item: T, path: string) => void,
  ): void {
    if (at(name, list) === null || list === undefined) return;
    if (!Array.isArray(list)) throw invalidValue(name, 'not a list', list, row.id);
    for (const [index, item] of list.entries()) {
      const path = `${name}.${index}`;
      if (typeof at(path, item) !== 'object' || item === null)
        throw invalidValue(path, 'not a row', item, row.id);
      noteUnknownKeys(findings, place, item, keys, `${name}.`);
      read(item, path);
    }
  }
}

/** Checks what an outcome says beside when; `at` is told of each value before it is looked at. */
export function checkOutcome(
  outcome: OutcomeFacts,
  dealId: string,
  path: string,
  at: (field: string, value: unknown) => unknown,
): void {
  const { status, amount, reason, ownerId, competitorId } = outcome;
  if (at(`${path}.status`, status) !== 'won' && status !== 'lost') throw invalidOutcome(dealId, status);
  if ((at(`${path}.amount`, amount) ?? null) !== null) checkRecordedMoney(amount, 'amount', dealId);
  for (const [name, text] of Object.entries({ reason, ownerId, competitorId }))
    if ((at(`${path}.${name}`, text) ?? null) !== null) checkText(text, name);
}

export function unknownPipeline(pipelineId: string, dealId: string): DealError {
  const details = { pipelineId: preview(pipelineId), dealId: preview(dealId) };
  return new DealError(
    'unknown-pipeline',
    `Pipeline ${details.pipelineId} is not among those given.`,
    details,
  );
}

function invalidOutcome(dealId: string, status: unknown): DealError {
  return new DealError(
    'invalid-outcome',
    `Deal ${preview(dealId)} ended ${preview(status)}; an outcome is won or lost.`,
    { dealId: preview(dealId), status: preview(status) },
  );
}

/** What errors call a field: its own name, without where it stands. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
