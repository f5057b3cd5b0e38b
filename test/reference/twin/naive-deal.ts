import type { DealEvent, FieldValue } from '../../../src/deal/event.ts';
import type { Money } from '../../../src/money/money.ts';
import type { Pipeline } from '../../../src/pipeline/pipeline.ts';

/**
 * The twin: a second implementation of the figures, written from design.md alone and sharing no code with
 * src. Each question has a pass over the events of its own; nothing here is meant to be fast.
 */

/** What a fold may see: "keeps what is `at <= asOf` and `recordedAt <= knownAt` (both inclusive)". */
export interface NaiveLimits {
  readonly asOf?: Date;
  readonly knownAt?: Date;
  /** Whose stages may have had other ids; without them, ids are read as recorded. */
  readonly pipelines?: readonly Pick<Pipeline, 'id' | 'stages'>[];
}

export type NaiveHistory = readonly DealEvent[];

/** An event that counts, with the instant at which it counts. */
export interface CountedEvent {
  readonly event: DealEvent;
  readonly at: Date;
}

/** "A visit is one stay in one stage." */
interface NaiveStay {
  readonly pipelineId: string;
  readonly stageId: string;
  readonly enteredAt: Date;
  /** Null: the deal is still there. */
  readonly leftAt: Date | null;
  /** "since when the deal has been in its opening stage is not known": the first stay of such a deal, or of an undated one. */
  readonly undated: boolean;
  /** Whose the deal was just before the event that began it; at the opening, its first owner. */
  readonly ownerWhenEntered: string | null;
  /** Whose it was just before the event that ended it, or is now. */
  readonly ownerWhenLeft: string | null;
}

export interface NaiveDeal {
  readonly id: string;
  readonly status: 'open' | 'won' | 'lost';
  readonly pipelineId: string;
  /** The stage it is in, or was in when it was closed; null without stages. */
  readonly stageId: string | null;
  /** The pipelines it was ever in, in the order of its first coming there. */
  readonly pipelines: readonly string[];
  readonly stays: readonly NaiveStay[];
  readonly ownerId: string | null;
  readonly openedBy: string | null;
  readonly closedBy: string | null;
  readonly potential: Money | null;
  readonly wonAmount: Money | null;
  readonly lossReason: string | null;
  /** What else was named, by the loss or the last explanation that says so. */
  readonly otherReasons: readonly string[];
  /** Of the last estimate that says one. */
  readonly category: string | null;
  readonly openedAt: Date;
  readonly undated: boolean;
  /** Whether it is where it was opened, and it is not known since when. */
  readonly stageUndated: boolean;
  readonly closedAt: Date | null;
  readonly name: string | null;
  readonly customerId: string | null;
  readonly channel: string | null;
  readonly fields: ReadonlyMap<string, FieldValue>;
  readonly expectedCloseAt: Date | null;
  /** The deal's own estimate; null if there is none, or it was taken back. */
  readonly probability: number | null;
  readonly counted: readonly CountedEvent[];
}

/** The deals that exist within the limits; a deleted one is "in no report after it". */
export function naiveDeals(histories: Iterable<NaiveHistory>, limits: NaiveLimits = {}): NaiveDeal[] {
  return [...histories]
    .map((history) => countedIn(history, limits))
    .filter((counted) => counted.length > 0 && !isDeleted(counted))
    .map(naiveDeal);
}

/** What of a history counts, in order of time; nothing if the deal was not opened by then. */
export function countedIn(history: NaiveHistory, limits: NaiveLimits): CountedEvent[] {
  return withPresentIds(countedEvents(inOrder(keptEvents(history, limits))), limits);
}

/** "`formerly`: ids whose visits are this stage's": of the pipeline that the deal is in by the event. */
function withPresentIds(counted: readonly CountedEvent[], { pipelines = [] }: NaiveLimits): CountedEvent[] {
  return counted.map(({ event, at }, index) => {
    const { pipelineId } = placeAfter(counted.slice(0, index + 1));
    const { stages = [] } = pipelines.find(({ id }) => id === pipelineId) ?? {};
    const present = (stageId: string): string =>
      stages.find(({ formerly }) => formerly?.includes(stageId))?.id ?? stageId;
    if (event.type === 'DealMoved') return { event: { ...event, to: present(event.to) }, at };
    if (!('stageId' in event) || event.stageId === undefined) return { event, at };
    return { event: { ...event, stageId: present(event.stageId) }, at };
  });
}

/** "keeps what is `at <= asOf` and `recordedAt <= knownAt`"; without its opening there is no deal. */
export function keptEvents(history: NaiveHistory, { asOf, knownAt }: NaiveLimits): DealEvent[] {
  const isKept = ({ at, recordedAt = at }: DealEvent): boolean =>
    (asOf === undefined || at.getTime() <= asOf.getTime()) &&
    (knownAt === undefined || recordedAt.getTime() <= knownAt.getTime());
  const standing = correctedHistory(history, knownAt);
  const opening = standing[0];
  return opening !== undefined && isKept(opening) ? standing.filter(isKept) : [];
}

/** A history as corrected by what had been entered by an instant, without the corrections. */
export function correctedHistory(history: NaiveHistory, knownAt?: Date): DealEvent[] {
  return [...history.keys()].flatMap((place) => {
    const event = standingAt(history, place, knownAt);
    return event === null || event.type === 'EventCorrected' ? [] : [event];
  });
}

/**
 * What stands at a place: "applied before any fold if its `recordedAt <= knownAt`, whatever its `at`"; "of several on one
 * version the last recorded counts". A correction stands unless it was taken back itself.
 */
function standingAt(history: NaiveHistory, place: number, knownAt: Date | undefined): DealEvent | null {
  const event = history[place] as DealEvent;
  const corrections = [...history.keys()].flatMap((later) => {
    const correction = history[later] as DealEvent;
    if (correction.type !== 'EventCorrected' || correction.version !== place + 1 || later <= place) return [];
    const { at, recordedAt = at, instead } = correction;
    if (knownAt !== undefined && recordedAt.getTime() > knownAt.getTime()) return [];
    // "for an opening only an opening"; "a correction of a correction can only be `null`"
    if (place === 0 && instead?.type !== 'DealOpened') return [];
    if (event.type === 'EventCorrected' && instead !== null) return [];
    return standingAt(history, later, knownAt) === correction ? [correction] : [];
  });
  const last = corrections.at(-1);
  return last === undefined ? event : last.instead;
}

/** "then sorts stably by `at`; what is dated before the opening counts at the opening." */
function inOrder(kept: readonly DealEvent[]): CountedEvent[] {
  const [opening, ...others] = kept;
  if (opening === undefined) return [];
  const sorted = others.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return [opening, ...sorted].map((event) => ({
    event,
    at: event.at.getTime() < opening.at.getTime() ? opening.at : event.at,
  }));
}

function countedEvents(events: readonly CountedEvent[]): CountedEvent[] {
  const counted: CountedEvent[] = [];
  for (const dated of events) if (counts(dated.event, counted)) counted.push(dated);
  return counted;
}

/**
 * "a move, transfer, revaluation or second outcome on a closed deal, and a reopening of an open one (do not
 * count; the first outcome stands until a reopening)".
 */
function counts(event: DealEvent, before: readonly CountedEvent[]): boolean {
  if (isDeleted(before)) return false;
  switch (event.type) {
    case 'DealOpened':
      return before.length === 0;
    case 'DealMoved':
    case 'DealTransferred':
    case 'DealRevalued':
    case 'DealWon':
    case 'DealLost':
      return statusAfter(before) === 'open';
    case 'DealReopened':
      return statusAfter(before) !== 'open';
    case 'LossExplained':
      return statusAfter(before) === 'lost';
    default:
      return true;
  }
}

function naiveDeal(counted: readonly CountedEvent[]): NaiveDeal {
  const [first] = only(counted, 'DealOpened');
  if (first === undefined) throw new Error('A history begins with a DealOpened');
  const opening = first.event;
  const status = statusAfter(counted);
  const closing = status === 'open' ? undefined : last(only(counted, 'DealWon', 'DealLost'));
  const untilClosing = closing && counted.slice(0, counted.indexOf(closing));
  const { pipelineId, stageId } = placeAfter(counted);
  const moved = only(counted, 'DealOpened', 'DealTransferred');
  const described = only(counted, 'DealOpened', 'DealDescribed').map(({ event }) => event);
  const planned = last(only(counted, 'DealOpened', 'DealRescheduled'));
  return {
    id: opening.dealId,
    status,
    pipelineId,
    stageId: stageId ?? null,
    pipelines: [...new Set(moved.map(({ event }) => event.pipelineId))],
    stays: staysOf(counted),
    ownerId: ownerAfter(counted),
    openedBy: opening.ownerId,
    closedBy: untilClosing ? ownerAfter(untilClosing) : null,
    potential: potentialAfter(counted),
    wonAmount:
      untilClosing && closing?.event.type === 'DealWon'
        ? (closing.event.amount ?? potentialAfter(untilClosing))
        : null,
    lossReason:
      status === 'lost' ? (last(only(counted, 'DealLost', 'LossExplained'))?.event.reason ?? null) : null,
    otherReasons: status === 'lost' ? otherReasonsAfter(counted) : [],
    category:
      last(only(counted, 'DealEstimated').filter(({ event }) => event.category !== undefined))?.event
        .category ?? null,
    openedAt: opening.at,
    undated: opening.undated === true,
    stageUndated: beginnings(counted).length === 1 && isVague(opening),
    closedAt: closing?.at ?? null,
    name: lastGiven(described.map(({ name }) => name)),
    customerId: lastGiven(described.map(({ customerId }) => customerId)),
    channel: lastGiven(described.map(({ channel }) => channel)),
    fields: fieldsAfter(described),
    expectedCloseAt: planned?.event.expectedCloseAt ?? null,
    probability: last(only(counted, 'DealEstimated'))?.event.probability ?? null,
    counted,
  };
}

/** "`otherReasons?` (a column beside)": a loss begins anew, an explanation without them keeps them. */
function otherReasonsAfter(counted: readonly CountedEvent[]): readonly string[] {
  let named: readonly string[] = [];
  for (const { event } of only(counted, 'DealLost', 'LossExplained')) {
    if (event.type === 'DealLost') named = event.otherReasons ?? [];
    else named = event.otherReasons ?? named;
  }
  return named;
}

function isDeleted(counted: readonly CountedEvent[]): boolean {
  return only(counted, 'DealDeleted').length > 0;
}

/** "Won and lost are outcomes, not stages", each standing until a reopening. */
function statusAfter(counted: readonly CountedEvent[]): 'open' | 'won' | 'lost' {
  const turn = last(only(counted, 'DealOpened', 'DealReopened', 'DealWon', 'DealLost'));
  if (turn?.event.type === 'DealWon') return 'won';
  if (turn?.event.type === 'DealLost') return 'lost';
  return 'open';
}

function ownerAfter(counted: readonly CountedEvent[]): string | null {
  return last(only(counted, 'DealOpened', 'DealReassigned'))?.event.ownerId ?? null;
}

/** "winning never changes the potential": it is what the last counted event that names one says. */
function potentialAfter(counted: readonly CountedEvent[]): Money | null {
  return last(only(counted, 'DealOpened', 'DealRevalued'))?.event.potential ?? null;
}

/** The potential at an instant, after everything that happened at it. */
export function potentialAt(instant: Date, { counted }: NaiveDeal): Money | null {
  return potentialAfter(counted.filter(({ at }) => at.getTime() <= instant.getTime()));
}

/** "`fields?` (merged; `null` removes one)". */
function fieldsAfter(
  described: readonly { readonly fields?: Readonly<Record<string, FieldValue>> }[],
): Map<string, FieldValue> {
  const merged = new Map(described.flatMap(({ fields = {} }) => Object.entries(fields)));
  return new Map([...merged].filter(([, value]) => value !== null));
}

interface Place {
  readonly pipelineId: string;
  /** Absent in a pipeline without stages. */
  readonly stageId?: string | undefined;
}

/** Where the deal is after these events, or was when it was closed; "the folded stage beats a wrong `from`". */
function placeAfter(counted: readonly CountedEvent[]): Place {
  let place: Place = { pipelineId: '' };
  for (const { event } of counted) {
    if (event.type === 'DealOpened') place = { pipelineId: event.pipelineId, stageId: event.stageId };
    if (event.type === 'DealMoved') place = { ...place, stageId: event.to };
    if (event.type === 'DealReopened') place = { ...place, stageId: event.stageId ?? place.stageId };
    if (event.type === 'DealTransferred') {
      const isMove = event.pipelineId === place.pipelineId;
      place = {
        pipelineId: event.pipelineId,
        stageId: event.stageId ?? (isMove ? place.stageId : undefined),
      };
    }
  }
  return place;
}

/**
 * The stays, each from the event that began it to the next event that ended it. "a move to the same stage
 * (merged)" begins none; a reopening always begins one, be it in the stage the deal was closed in.
 */
function staysOf(counted: readonly CountedEvent[]): NaiveStay[] {
  const begins = beginnings(counted);
  const ends = (index: number): boolean =>
    counted[index]?.event.type === 'DealWon' ||
    counted[index]?.event.type === 'DealLost' ||
    begins.includes(index);
  return counted.flatMap((dated, index) => {
    const { pipelineId, stageId } = placeAfter(counted.slice(0, index + 1));
    if (!begins.includes(index) || stageId === undefined) return [];
    const leaving = counted.find((_, later) => later > index && ends(later));
    return [
      {
        pipelineId,
        stageId,
        enteredAt: dated.at,
        leftAt: leaving?.at ?? null,
        undated: isVague(dated.event),
        ownerWhenEntered: ownerAfter(counted.slice(0, Math.max(index, 1))),
        ownerWhenLeft: ownerAfter(
          leaving === undefined ? counted : counted.slice(0, counted.indexOf(leaving)),
        ),
      },
    ];
  });
}

/** Which of the events begin a stay, in a stage or in a pipeline without stages. */
function beginnings(counted: readonly CountedEvent[]): number[] {
  const places = counted.map((_, index) => placeAfter(counted.slice(0, index + 1)));
  return [...counted.keys()].filter((index) => {
    const [here, before] = [places[index], places[index - 1]];
    const isElsewhere = here?.pipelineId !== before?.pipelineId || here?.stageId !== before?.stageId;
    return index === 0 || counted[index]?.event.type === 'DealReopened' || isElsewhere;
  });
}

/** "visits whose beginning is not known (`undated`, `stageUndated`)": an opening that says so of its stay. */
function isVague(event: DealEvent): boolean {
  return event.type === 'DealOpened' && (event.undated === true || event.stageUndated === true);
}

type EventOf<T extends DealEvent['type']> = Extract<DealEvent, { readonly type: T }>;

/** The counted events of these types. */
function only<T extends DealEvent['type']>(
  counted: readonly CountedEvent[],
  ...types: readonly T[]
): (CountedEvent & { readonly event: EventOf<T> })[] {
  return counted.filter((dated): dated is CountedEvent & { readonly event: EventOf<T> } =>
    (types as readonly string[]).includes(dated.event.type),
  );
}

function last<T>(items: readonly T[]): T | undefined {
  return items.at(-1);
}

function lastGiven(values: readonly (string | undefined)[]): string | null {
  return values.findLast((value) => value !== undefined) ?? null;
}
