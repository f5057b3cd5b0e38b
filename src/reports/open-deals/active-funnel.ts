import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { probabilityReader } from '../../book/readers/probability.ts';
import { enteredStageReader, rowsInPipeline, stageColumn } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import { countByKey } from '../../book/selection/count-by-key.ts';
import { cutRows } from '../../book/selection/cut-rows.ts';
import { crossed, keysByReader } from '../../book/selection/group-keys.ts';
import { groupedBy } from '../../columns/grouped-by.ts';
import { type OptionsOf, object, readLater, text } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { type Clock, clockOf } from '../../time/clock.ts';
import type { StageHead } from '../../timeline/stage-head.ts';
import { type StageOrder, stageOrder } from '../../timeline/stage-order.ts';
import { type ActiveFigures, figuresOfLots, openLot, together } from './active-figures.ts';

type ActiveFunnelOptions = Parameters<typeof activeFunnel>[1];

/** The options it takes. */
export const activeFunnelOptions: OptionsOf<ActiveFunnelOptions> = {
  pipelineId: text,
  asOf: readLater,
  calendar: object,
};

/** The open deals of a pipeline by stage, at one moment. */
export interface ActiveFunnel {
  readonly kind: 'activeFunnel';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  /** The open deals in one stage. */
  readonly stages: readonly (StageHead &
    ActiveFigures & {
      /** For how many days, up to the date of the report, the deals have been in the stage. */
      readonly age: Summary;
    })[];
  readonly total: ActiveFigures;
}

/**
 * How many deals are open in each stage of a pipeline, what are they worth, and how long have they been there?
 *
 * Population: the deals of the book that are open and in the pipeline as of the date, each in the stage it is in.
 * `weighted` = the sum of potential × probability, where the probability is the deal's own estimate, else its stage's;
 * a deal for which neither is known is counted in `unknownProbability` and not weighted. `age` is in fractional
 * days from entering the stage to the date; a deal still in the stage it was opened in has none where it is not known since
 * when (`undated`, `stageUndated`).
 *
 * @throws DealError `invalid-option`, `unknown-pipeline`, `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * const { stages } = activeFunnel(book, { pipelineId: 'sales', asOf: on('14') })
 * stages.map(({ stageId, open, weighted, age }) => [stageId, open, weighted?.amount, age.median]) // => [['contact', 0, '0', null], ['offer', 1, '100', 6], ['terms', 0, '0', null]]
 * ```
 */
export function activeFunnel(
  whole: DealBook,
  options: {
    readonly pipelineId: string;
    /** Default the book's date. */
    readonly asOf?: Date | undefined;
    /** Measures ages in business days; default days of 24 hours. */
    readonly calendar?: BusinessCalendar | undefined;
  },
): ActiveFunnel {
  checkReport(whole, options, activeFunnelOptions);
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const { pipelineId, calendar } = options;
  const pipeline = pipelineIn(book, pipelineId);
  const clock = clockOf(calendar);
  return activeFunnelOf(pipeline, openByStage(book, pipelineId, clock), clock, book);
}

/** What is open in one stage, and for how long, as a clock measures it, the deals have been there. */
export interface OpenInStage {
  readonly figures: ActiveFigures;
  readonly ages: Float64Array;
}

/** The active funnel of a pipeline of what is open in its stages. */
export function activeFunnelOf(
  pipeline: Pipeline,
  byStage: ReadonlyMap<string | null, OpenInStage>,
  { toDays }: Clock,
  { asOf, currency }: Pick<ActiveFunnel, 'asOf' | 'currency'>,
): ActiveFunnel {
  const open = [...byStage.keys()].filter((stageId) => stageId !== null);
  const none = figuresOfLots([], currency);
  return {
    kind: 'activeFunnel',
    pipelineId: pipeline.id,
    asOf,
    currency,
    stages: stagesShown(stageOrder(pipeline, open), byStage).map((place) => {
      const { figures, ages } = byStage.get(place.stageId) ?? { figures: none, ages: new Float64Array(0) };
      return { ...place, ...figures, age: summarize(ages, toDays) };
    }),
    total: Array.from(byStage.values(), ({ figures }) => figures).reduce(together, none),
  };
}

/** A stage that no deal goes to any more is shown while deals are there. */
function stagesShown({ places, mapped }: StageOrder, byStage: ReadonlyMap<string | null, OpenInStage>) {
  return places.filter(({ stageId }, position) => position < mapped || byStage.has(stageId));
}

function openByStage(book: DealBook, pipelineId: string, clock: Clock): Map<string | null, OpenInStage> {
  const rows = rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'open');
  const stages = stageColumn(book, rows);
  const likely = keysByReader(rows, probabilityReader(book));
  const lots = groupedBy(countByKey(potentialsOf(book), rows, crossed(stages, likely)), ({ key }) => key[1]);
  const enteredAt = enteredStageReader(book);
  const now = clock.read(Number(book.asOf));
  const agesOf = (rows: Int32Array): Float64Array => {
    const ages = new Float64Array(rows.length);
    let known = 0;
    for (let i = 0; i < rows.length; i++) {
      const since = enteredAt(rows[i] as number);
      if (!Number.isNaN(since)) ages[known++] = now - clock.read(since);
    }
    return ages.subarray(0, known);
  };
  return new Map(
    cutRows(rows, stages).map(({ key: [, stageId], rows }) => {
      const figures = figuresOfLots((lots.get(stageId as string | null) ?? []).map(openLot), book.currency);
      return [stageId as string | null, { figures, ages: agesOf(rows) }];
    }),
  );
}
