import { carriedHistory } from '../deal/carried-history.ts';
import type { Deal } from '../deal/deal.ts';
import { invalidOption } from '../errors.ts';
import { callbacks, checkOptions, type OptionKind, readLater } from '../options.ts';
import { preview } from '../text.ts';
import { isDate } from '../time/is-date.ts';

const common: Readonly<Record<string, OptionKind>> = { at: readLater, by: readLater, recordedAt: readLater };

/** Checks that the input of a verb is an object with no other names than the verb reads. */
export function checkInput(input: unknown, known: Readonly<Record<string, OptionKind>>): void {
  checkOptions(input, { ...common, ...known }, 'input');
}

const lists = [
  'stageVisits',
  'participants',
  'interactions',
  'demand',
  'addedTasks',
  'completedTasks',
] as const;

/** Checks that a value from outside has the shape of a deal, as far as verbs read it. */
export function checkDeal(value: unknown): asserts value is Deal {
  const deal = (isRecord(value) ? value : {}) as Partial<Record<keyof Deal, unknown>>;
  const { status, stageId, ownerId, pipelineId, deletedAt, fields } = deal;
  const isDeal =
    [deal.id, pipelineId].every(isText) &&
    [stageId, ownerId].every((id) => id === null || isText(id)) &&
    (status === 'open' || status === 'won' || status === 'lost') &&
    [deal.updatedAt, deal.stageEnteredAt].every(isInstant) &&
    (deletedAt === null || isInstant(deletedAt)) &&
    (status === 'open' || isInstant((value as { closedAt?: unknown }).closedAt)) &&
    isRecord(fields) &&
    Array.isArray(deal.payments) &&
    lists.every((name) => isList(deal[name])) &&
    (value as Deal).stageVisits.every(({ visits }) => typeof visits === 'number') &&
    isItsOwn(value as Deal);
  if (!isDeal) throw invalidOption('deal', `not a deal: ${preview(value)}`);
}

function isList(value: unknown): boolean {
  return Array.isArray(value) && value.every(isRecord);
}

function isItsOwn(deal: Deal): boolean {
  const carried = carriedHistory(deal);
  return carried === undefined || carried.history?.[0]?.dealId === deal.id;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether a value is a date, or the text that JSON makes of it. */
function isInstant(value: unknown): boolean {
  return (isDate(value) || typeof value === 'string') && !Number.isNaN(+new Date(value));
}

/** Checks what verbs take last. */
export function checkCheckOptions(options: unknown): void {
  checkOptions(options, { checks: callbacks });
}
