import { invalidOption } from '../../errors.ts';
import { callback, checkOptions, notPossible, type OptionsOf, object, readLater } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelinesById } from '../../pipeline/pipelines-by-id.ts';
import { checkText } from '../../text.ts';
import { checkTimeZone } from '../../time/time-zone.ts';

export interface ImportOptions {
  /** The zone of days and times that are written without one; default `UTC`. */
  readonly timeZone?: string | undefined;
  /** How long after the opening, in milliseconds, a change still tells what the deal was opened with; default a minute. */
  readonly openingTolerance?: number | undefined;
  /** Stages of the CRM that are outcomes: entering one is the outcome, leaving it a reopening. */
  readonly outcomeStages?:
    | { readonly won?: readonly string[] | undefined; readonly lost?: readonly string[] | undefined }
    | undefined;
  /** Told from time to time, and at the end, how many of the deals have been read. */
  readonly onProgress?: ((progress: { readonly deals: number; readonly of: number }) => void) | undefined;
  /** Any `AbortSignal`. Once aborted, as in `onProgress`, its reason is thrown. */
  readonly signal?: { readonly aborted: boolean; readonly reason?: unknown } | undefined;
}

export const importOptions: OptionsOf<ImportOptions> = {
  timeZone: readLater,
  openingTolerance: {
    possible: 'a number of milliseconds from 0 on',
    holds: (value) => typeof value === 'number' && value >= 0 && Number.isFinite(value),
  },
  outcomeStages: object,
  onProgress: callback,
  signal: object,
};

export type OutcomeStatus = 'won' | 'lost';

/** What rows are read by. */
export interface ImportRules extends Pick<ImportOptions, 'onProgress' | 'signal'> {
  readonly timeZone: string;
  readonly tolerance: number;
  /** The stages of each pipeline, outcomes left out. */
  readonly pipelines: ReadonlyMap<string, PipelineStages>;
  /** What the stages that are outcomes mean. */
  readonly outcomeOf: ReadonlyMap<string, OutcomeStatus>;
}

export interface PipelineStages {
  /** Undefined in a pipeline without stages. */
  readonly first: string | undefined;
  /** Of each id that a stage has, or had before, the one it has. */
  readonly known: ReadonlyMap<string, string>;
}

const oneMinute = 60_000;

/** Reads the options of an import. */
export function readImportRules(pipelines: Iterable<Pipeline>, options: ImportOptions): ImportRules {
  checkOptions(options, importOptions);
  const { timeZone, openingTolerance = oneMinute, outcomeStages, onProgress, signal } = options;
  const outcomeOf = readOutcomeStages(outcomeStages ?? {});
  return {
    timeZone: checkTimeZone(timeZone),
    tolerance: openingTolerance,
    pipelines: new Map(
      Array.from(pipelinesById(pipelines), ([id, pipeline]) => [id, stagesOf(pipeline, outcomeOf)]),
    ),
    outcomeOf,
    onProgress,
    signal,
  };
}

function stagesOf({ stages }: Pipeline, outcomeOf: ReadonlyMap<string, OutcomeStatus>): PipelineStages {
  const known = stages.filter(({ id }) => !outcomeOf.has(id));
  const ids = known.flatMap(({ id, formerly = [] }) => [id, ...formerly].map((each) => [each, id] as const));
  return { first: known[0]?.id, known: new Map(ids) };
}

function readOutcomeStages(given: object): ReadonlyMap<string, OutcomeStatus> {
  checkOptions(given, { won: readLater, lost: readLater }, 'outcomeStages');
  const outcomeOf = new Map<string, OutcomeStatus>();
  for (const [status, ids] of Object.entries(given)) {
    if (ids === undefined) continue;
    if (!Array.isArray(ids)) throw notPossible(`outcomeStages.${status}`, 'a list of stage ids', ids);
    for (const id of ids) {
      checkText(id, `outcomeStages.${status}`);
      const other = outcomeOf.get(id);
      if (other !== undefined && other !== status)
        throw invalidOption('outcomeStages', `stage ${id} is both won and lost`);
      outcomeOf.set(id, status as OutcomeStatus);
    }
  }
  return outcomeOf;
}
