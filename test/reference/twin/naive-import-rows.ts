import type { Money } from '../../../src/money/money.ts';
import { firstInstant, localDay } from './naive-calendar.ts';

/** "`problems`: `{ in, index, dealId, field, code, effect }`" */
export interface NaiveProblem {
  readonly in: 'deal' | 'change';
  readonly index: number;
  readonly dealId: string | null;
  readonly field: string | null;
  readonly code: string;
  readonly effect: 'left-out' | 'ignored' | 'merged' | 'assumed' | 'taken';
}

/** A time as it was told: an instant, and the local day it names where it names no more than that. */
interface NaiveTime {
  readonly ms: number;
  readonly day?: string;
  readonly isDate?: boolean;
}

export interface NaiveOutcome {
  readonly status: 'won' | 'lost';
  readonly amount?: Money;
  readonly reason?: string;
  readonly ownerId?: string;
  readonly competitorId?: string;
}

interface NaiveFacts {
  readonly stageId?: string;
  readonly pipelineId?: string;
  readonly ownerId?: string | null;
  readonly potential?: Money | null;
  readonly expectedCloseAt?: Date | null;
  readonly probability?: number | null;
  readonly outcome?: NaiveOutcome | null;
}

export interface NaiveChange {
  readonly index: number;
  readonly dealId: string;
  readonly at: NaiveTime;
  readonly recordedAt?: Date;
  readonly by?: string;
  readonly told: NaiveFacts;
  readonly from: NaiveFacts;
}

export interface NaiveDealRow {
  readonly index: number;
  readonly id: string;
  readonly pipelineId: string;
  readonly openedAt: NaiveTime | null;
  readonly stageId?: string;
  readonly stageEnteredAt?: NaiveTime;
  readonly ownerId?: string;
  readonly potential?: Money;
  readonly expectedCloseAt?: Date;
  readonly probability?: number;
  readonly name?: string;
  readonly customerId?: string;
  readonly channel?: string;
  readonly fields?: object;
  readonly outcome?: NaiveOutcome & { readonly at: NaiveTime; readonly by?: string };
  readonly payments: readonly { readonly at: NaiveTime; readonly amount: Money }[];
  readonly interactions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly at: NaiveTime;
    readonly contactId?: string;
  }[];
}

/** What makes a row one that is left out. */
export class Bad extends Error {
  readonly code: string;
  readonly field: string | null;
  constructor(code: string, field: string | null) {
    super(code);
    this.code = code;
    this.field = field;
  }
}

type Given = Readonly<Record<string, unknown>>;
const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

const day = /^\d{4}-\d\d-\d\d$/;
const localTime = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/;
const withOffset = /^\d{4}-\d\d-\d\dT\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;

/** "a `Date` is an instant, and so is text with an offset; other text is a local day or local time" */
function readTime(given: unknown, field: string, timeZone: string): NaiveTime {
  if (given instanceof Date && !Number.isNaN(given.getTime())) return { ms: given.getTime(), isDate: true };
  if (typeof given === 'string' && isOfCalendar(given.slice(0, 10))) {
    if (day.test(given)) return { ms: firstInstant(given, '00:00', timeZone).getTime(), day: given };
    const local = localTime.exec(given);
    if (local !== null) return { ms: firstInstant(local[1] ?? '', local[2] ?? '', timeZone).getTime() };
    if (withOffset.test(given)) return { ms: Date.parse(given) };
  }
  throw new Bad('invalid-date', field);
}

function isOfCalendar(day: string): boolean {
  const at = new Date(day);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

export function isLocalMidnight(ms: number, timeZone: string): boolean {
  return firstInstant(localDay(new Date(ms), timeZone), '00:00', timeZone).getTime() === ms;
}

function text(given: unknown, field: string): string {
  if (typeof given !== 'string') throw new Bad('invalid-text', field);
  return given;
}

function amount(given: unknown, field: string): Money {
  const { amount } = given as { amount?: { isFinite?: () => boolean } };
  if (typeof amount !== 'object' || amount.isFinite?.() !== true) throw new Bad('invalid-amount', field);
  return given as Money;
}

function probability(given: unknown, field: string): number {
  if (typeof given !== 'number' || !(given >= 0 && given <= 1)) throw new Bad('invalid-probability', field);
  return given;
}

/** What is told of a key: nothing if it is absent. */
function told<K extends string, V>(
  given: Given,
  key: K,
  path: string,
  read: (value: unknown, field: string) => V,
): { [k in K]?: V } {
  return (isAbsent(given[key]) ? {} : { [key]: read(given[key], path + key) }) as { [k in K]?: V };
}

/** The same where "`null` is a value". */
function toldOrNull<K extends string, V>(
  given: Given,
  key: K,
  path: string,
  read: (value: unknown, field: string) => V,
): { [k in K]?: V | null } {
  if (given[key] === null) return { [key]: null } as { [k in K]?: V | null };
  return told(given, key, path, read);
}

function readOutcome(given: unknown, field: string): NaiveOutcome {
  const facts = given as Given;
  if (facts['status'] !== 'won' && facts['status'] !== 'lost') {
    throw new Bad('invalid-outcome', `${field}.status`);
  }
  return {
    status: facts['status'],
    ...told(facts, 'amount', `${field}.`, amount),
    ...told(facts, 'reason', `${field}.`, text),
    ...told(facts, 'ownerId', `${field}.`, text),
    ...told(facts, 'competitorId', `${field}.`, text),
  };
}

function readFacts(given: Given, path: string, timeZone: string): NaiveFacts {
  const date = (value: unknown, field: string): Date => new Date(readTime(value, field, timeZone).ms);
  return {
    ...told(given, 'stageId', path, text),
    ...told(given, 'pipelineId', path, text),
    ...toldOrNull(given, 'ownerId', path, text),
    ...toldOrNull(given, 'potential', path, amount),
    ...toldOrNull(given, 'expectedCloseAt', path, date),
    ...toldOrNull(given, 'probability', path, probability),
    ...toldOrNull(given, 'outcome', path, readOutcome),
  };
}

export function readChange(given: Given, index: number, timeZone: string): NaiveChange {
  const recordedAt = told(
    given,
    'recordedAt',
    '',
    (value, field) => new Date(readTime(value, field, timeZone).ms),
  );
  return {
    index,
    dealId: text(given['dealId'], 'dealId'),
    at: readTime(given['at'], 'at', timeZone),
    ...recordedAt,
    ...told(given, 'by', '', text),
    told: readFacts(given, '', timeZone),
    from: isAbsent(given['from']) ? {} : readFacts(given['from'] as Given, 'from.', timeZone),
  };
}

export function readDealRow(given: Given, index: number, timeZone: string): NaiveDealRow {
  const time = (value: unknown, field: string): NaiveTime => readTime(value, field, timeZone);
  const date = (value: unknown, field: string): Date => new Date(time(value, field).ms);
  const list = (key: string): Given[] => (given[key] ?? []) as Given[];
  const outcome = given['outcome'] as Given | null | undefined;
  return {
    index,
    id: text(given['id'], 'id'),
    pipelineId: text(given['pipelineId'], 'pipelineId'),
    openedAt: given['openedAt'] === null ? null : time(given['openedAt'], 'openedAt'),
    ...told(given, 'stageId', '', text),
    ...told(given, 'stageEnteredAt', '', time),
    ...told(given, 'ownerId', '', text),
    ...told(given, 'potential', '', amount),
    ...told(given, 'expectedCloseAt', '', date),
    ...told(given, 'probability', '', probability),
    ...told(given, 'name', '', text),
    ...told(given, 'customerId', '', text),
    ...told(given, 'channel', '', text),
    ...told(given, 'fields', '', (value) => value as object),
    ...(isAbsent(outcome)
      ? {}
      : {
          outcome: {
            ...readOutcome(outcome, 'outcome'),
            ...told(outcome, 'by', 'outcome.', text),
            at: time(outcome['at'], 'outcome.at'),
          },
        }),
    payments: list('payments').map((payment, place) => ({
      at: time(payment['at'], `payments.${place}.at`),
      amount: amount(payment['amount'], `payments.${place}.amount`),
    })),
    interactions: list('interactions').map((interaction, place) => ({
      id: text(interaction['id'], `interactions.${place}.id`),
      kind: text(interaction['kind'], `interactions.${place}.kind`),
      at: time(interaction['at'], `interactions.${place}.at`),
      ...told(interaction, 'contactId', `interactions.${place}.`, text),
    })),
  };
}
