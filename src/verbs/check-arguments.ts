import { carriedHistory } from '../deal/carried-history.ts';
import type { Deal } from '../deal/deal.ts';
import { DealError, invalidOption } from '../errors.ts';
import { callbacks, checkOptions, type OptionKind, readLater } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkText, shown } from '../text.ts';

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
  'payments',
  'addedTasks',
  'completedTasks',
] as const;

/** Checks that a value from outside has the shape of a deal. One that carries its history came from a fold. */
export function checkDeal(value: unknown): asserts value is Deal {
  const deal = (isRecord(value) ? value : {}) as Partial<Record<keyof Deal, unknown>>;
  const { status, stageId, ownerId, pipelineId, deletedAt, fields } = deal;
  const isDeal =
    [deal.id, pipelineId].every(isText) &&
    [stageId, ownerId].every((id) => id === null || isText(id)) &&
    (status === 'open' || status === 'won' || status === 'lost') &&
    !Number.isNaN(instantOf(deal.updatedAt)) &&
    (deletedAt === null || !Number.isNaN(instantOf(deletedAt))) &&
    isRecord(fields) &&
    lists.every((name) => Array.isArray(deal[name])) &&
    hasParts(value as Deal);
  if (!isDeal) throw invalidOption('deal', `not a deal: ${shown(value)}`);
}

function hasParts(deal: Deal): boolean {
  const carried = carriedHistory(deal);
  if (carried !== undefined) return carried.history?.[0]?.dealId === deal.id;
  return lists.every((name) => (deal[name] as readonly unknown[]).every(isRecord));
}

/** Checks that a value from outside has the shape of a pipeline. */
export function checkPipelineOf(value: unknown): asserts value is Pipeline {
  const { id, stages, progression } = (isRecord(value) ? value : {}) as Partial<Record<string, unknown>>;
  const refuse = (problem: string): never => {
    const pipelineId = shown(id);
    throw new DealError('invalid-pipeline', `Pipeline ${pipelineId}: ${problem}.`, { pipelineId, problem });
  };
  if (!isRecord(value)) refuse(`not a pipeline: ${shown(value)}`);
  checkText(id, 'pipeline id');
  if (!['automatic', 'manual', 'none'].includes(progression as string)) {
    refuse(`unknown progression ${shown(progression)}`);
  }
  if (!Array.isArray(stages) || !stages.every(isStage)) refuse('its stages are not a list of stages');
}

function isStage(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, tasks = [], requires = [] } = value;
  return isText(id) && isTexts(requires) && Array.isArray(tasks) && tasks.every(isTask);
}

function isTask(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, requires = [] } = value;
  return isText(id) && isTexts(requires);
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The instant of a date, or of the text that JSON makes of it. */
function instantOf(value: unknown): number {
  return value instanceof Date || typeof value === 'string' ? +new Date(value) : Number.NaN;
}

/** Checks what verbs take last. */
export function checkCheckOptions(options: unknown): void {
  checkOptions(options, { checks: callbacks });
}
