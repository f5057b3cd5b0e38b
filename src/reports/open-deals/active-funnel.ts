import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { bookAsOf } from '../../book/book-as-of.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { probabilityReader } from '../../book/readers/probability.ts';
import { enteredStageReader, rowsInPipeline, stageReader } from '../../book/readers/stage.ts';
import { rowsWithStatus } from '../../book/readers/status.ts';
import { type OptionsOf, object, readLater, text } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { type Summary, summarize } from '../../statistics/summarize.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import { type Clock, clockOf } from '../../time/clock.ts';
import type { StageHead } from '../../timeline/stage-head.ts';
import { type StageOrder, stageOrder } from '../../timeline/stage-order.ts';
import {
  type ActiveFigures,
  addRow,
  figuresOf,
  figuresOfLots,
  type RowsByProbability,
  together,
} from './active-figures.ts';

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
  const byStage = Array.from(openByStage(book, pipelineId, clock), ([stageId, { byProbability, ages }]) => {
    return [stageId, { figures: figuresOf(book, byProbability), ages }] as const;
  });
  return activeFunnelOf(pipeline, new Map(byStage), clock, book);
}

/** What is open in one stage, and for how long, as a clock measures it, the deals have been there. */
export interface OpenInStage {
  readonly figures: ActiveFigures;
  readonly ages: readonly number[];
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
      const { figures, ages } = byStage.get(place.stageId) ?? { figures: none, ages: [] };
      return { ...place, ...figures, age: summarize(Float64Array.from(ages), toDays) };
    }),
    total: Array.from(byStage.values(), ({ figures }) => figures).reduce(together, none),
  };
}

/** A stage that no deal goes to any more is shown while deals are there. */
function stagesShown({ places, mapped }: StageOrder, byStage: ReadonlyMap<string | null, OpenInStage>) {
  return places.filter(({ stageId }, position) => position < mapped || byStage.has(stageId));
}

/** The open deals in one stage: their rows by probability, and how long they have been there in milliseconds. */
interface OpenDeals {
  readonly byProbability: RowsByProbability;
  readonly ages: number[];
}

function openByStage(book: DealBook, pipelineId: string, clock: Clock): Map<string | null, OpenDeals> {
  const [stageOf, enteredAt] = [stageReader(book), enteredStageReader(book)];
  const probabilityOf = probabilityReader(book);
  const now = clock.read(Number(book.asOf));
  const stages = new Map<string | null, OpenDeals>();
  for (const row of rowsWithStatus(book, rowsInPipeline(book, bookRows(book), pipelineId), 'open')) {
    const { stageId } = stageOf(row);
    const open: OpenDeals = stages.get(stageId) ?? { byProbability: new Map(), ages: [] };
    stages.set(stageId, open);
    addRow(open.byProbability, probabilityOf(row), row);
    const since = enteredAt(row);
    if (!Number.isNaN(since)) open.ages.push(now - clock.read(since));
  }
  return stages;
}
