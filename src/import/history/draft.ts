import type { DealEvent, EventHead } from '../../deal/event.ts';
import { note } from '../rows/findings.ts';
import type { ImportRules, OutcomeStatus, PipelineStages } from '../rows/import-rules.ts';
import {
  type DealValue,
  type DealValues,
  sameValue,
  type ValueField,
  valueEvent,
} from '../rows/value-fields.ts';
import type { ImportedDeal } from './imported-deal.ts';

/** A history in the making, and where the deal stands by it. */
export interface Draft {
  readonly imported: ImportedDeal;
  readonly events: DealEvent[];
  /** When the deal was opened. */
  readonly opensAt: number;
  pipelineId: string;
  /** The stage it is in, or was closed in; undefined without stages. */
  stageId: string | undefined;
  /** The stage it stands in that is an outcome. */
  outcomeStage: string | null;
  status: 'open' | OutcomeStatus;
  readonly values: DealValues;
  /** When it last entered a stage. */
  enteredAt: number;
  /** The place of the last outcome among the events; -1 where there is none. */
  closing: number;
  /** What has changed since the last outcome. */
  changedSinceClosing: readonly ValueField[];
  /** Whether the last outcome told the owner: the row's is then the owner after it. */
  ownerToldAtClosing: boolean;
}

/** Where events come from: a row, the field that dates them, and what all of them say. */
export interface Source {
  /** The number of the change; -1 for the deal's row. */
  readonly change: number;
  readonly field: string;
  readonly head: EventHead;
}

/** Notes something about the row that events come from. */
export function noteAt(
  { imported }: Pick<Draft, 'imported'>,
  change: number,
  found: Parameters<typeof note>[2],
): void {
  note(imported.findings, change < 0 ? imported.given.place : imported.placeOf(change), found);
}

/** Adds an event; one dated before the opening is pointed out. */
export function add(draft: Draft, event: DealEvent, source: Source): void {
  draft.events.push(event);
  if (event.at.getTime() >= draft.opensAt) return;
  noteAt(draft, source.change, {
    field: source.field,
    code: 'before-opening',
    input: event.at,
    effect: 'taken',
    text: 'dated before the opening; it counts at the opening',
  });
}

/** Gives a field a value from an event on, unless it has it. True if that counts. */
export function setValue(draft: Draft, field: ValueField, value: DealValue, source: Source): boolean {
  if (sameValue(draft.values[field], value)) return false;
  add(draft, valueEvent(field, source.head, value), source);
  if (field === 'potential' && draft.status !== 'open') {
    noteOnClosedDeal(draft, source, field, value);
    return false;
  }
  draft.values[field] = value as never;
  if (draft.closing >= 0 && !draft.changedSinceClosing.includes(field))
    draft.changedSinceClosing = [...draft.changedSinceClosing, field];
  return true;
}

/** Moves the deal, within its pipeline or into another one. True if that counts: if it is open. */
export function place(
  draft: Draft,
  pipelineId: string | undefined,
  stageId: string | undefined,
  source: Source,
): boolean {
  const { rules } = draft.imported;
  const into = pipelineId === undefined || pipelineId === draft.pipelineId ? undefined : pipelineId;
  const to = stageId ?? (into === undefined ? draft.stageId : stagesIn(rules, into).first);
  if (into === undefined && to === draft.stageId) return false;
  add(draft, placed(draft, into, to, source.head), source);
  if (draft.status !== 'open') {
    noteOnClosedDeal(draft, source, 'stageId', to);
    return false;
  }
  draft.pipelineId = into ?? draft.pipelineId;
  enter(draft, to, source);
  return true;
}

function placed(draft: Draft, into: string | undefined, to: string | undefined, head: EventHead): DealEvent {
  if (into === undefined) return movedTo(head, draft.stageId ?? '', to as string);
  const stage = to === undefined ? {} : { stageId: to };
  return { type: 'DealTransferred', ...head, pipelineId: into, ...stage };
}

/** A literal each: for millions of moves a spread would take most of the time. */
function movedTo({ dealId, at, by, recordedAt }: EventHead, from: string, to: string): DealEvent {
  if (recordedAt !== undefined)
    return { type: 'DealMoved', dealId, at, ...(by === undefined ? {} : { by }), recordedAt, from, to };
  if (by === undefined) return { type: 'DealMoved', dealId, at, from, to };
  return { type: 'DealMoved', dealId, at, by, from, to };
}

/** Reopens the deal, in a stage or in the one it was closed in. */
export function reopen(draft: Draft, stageId: string | undefined, source: Source): void {
  const to = stageId ?? draft.stageId;
  add(draft, { type: 'DealReopened', ...source.head, ...(to === undefined ? {} : { stageId: to }) }, source);
  draft.status = 'open';
  draft.outcomeStage = null;
  enter(draft, to, source);
}

function enter(draft: Draft, stageId: string | undefined, source: Source): void {
  draft.stageId = stageId;
  draft.enteredAt = Math.max(source.head.at.getTime(), draft.opensAt);
  if (stageId !== undefined) noteUnknownStage(draft, stageId, source.change);
}

/** Points out a stage that its pipeline does not know. */
export function noteUnknownStage(
  draft: Pick<Draft, 'imported' | 'pipelineId'>,
  stageId: string,
  change: number,
  field: 'stageId' | 'from.stageId' = 'stageId',
): void {
  if (stagesIn(draft.imported.rules, draft.pipelineId).known.has(stageId)) return;
  noteAt(draft, change, {
    field,
    code: 'unknown-stage',
    input: stageId,
    effect: 'taken',
    text: `pipeline ${draft.pipelineId} has no such stage; funnels give it a row of its own, marked unmapped`,
  });
}

function noteOnClosedDeal(draft: Draft, { change }: Source, field: string, input: unknown): void {
  noteAt(draft, change, {
    field,
    code: 'on-closed-deal',
    input,
    effect: 'ignored',
    text: 'the deal was closed then; kept in its history, where it does not count',
  });
}

const noStages: PipelineStages = { first: undefined, known: new Map() };

export function stagesIn({ pipelines }: ImportRules, pipelineId: string): PipelineStages {
  return pipelines.get(pipelineId) ?? noStages;
}

/** Whether two ids are of one stage of a pipeline, by those it has and those it had. */
export function isSameStage(
  rules: ImportRules,
  pipelineId: string,
  one: string | null | undefined,
  other: string | null | undefined,
): boolean {
  const { known } = stagesIn(rules, pipelineId);
  const idOf = (id: string | null): string | null => (id === null ? null : (known.get(id) ?? id));
  return idOf(one ?? null) === idOf(other ?? null);
}

/** The head of the events that a row leads to, with values of their own. */
export function headOf(
  dealId: string,
  at: number,
  by?: string | null | undefined,
  recordedAt?: number | undefined,
): EventHead {
  const instant = new Date(at);
  if (recordedAt !== undefined)
    return {
      dealId,
      at: instant,
      ...(by === undefined || by === null ? {} : { by }),
      recordedAt: new Date(recordedAt),
    };
  return by === undefined || by === null ? { dealId, at: instant } : { dealId, at: instant, by };
}
