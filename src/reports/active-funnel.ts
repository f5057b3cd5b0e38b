import { columns, type DealBook, rowsOf, stateOf } from '../book/book.ts';
import { bookAsOf } from '../book/book-as-of.ts';
import { attribute } from '../book/fields.ts';
import { countUnpriced, totalPrice } from '../book/prices.ts';
import { placeAtStep, statusAtStep } from '../book/steps.ts';
import { addMoney, multiplyMoney } from '../money/arithmetic.ts';
import { type Money, money } from '../money/money.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelineOf } from '../pipeline/pipelines-by-id.ts';
import { type Summary, summarize } from '../statistics/summarize.ts';
import type { BusinessCalendar } from '../time/business-calendar.ts';
import { type Clock, clockOf } from '../time/clock.ts';
import { stageOrder } from '../timeline/stage-order.ts';

export interface ActiveFunnelOptions {
  readonly pipelineId: string;
  /** Default the book's date. */
  readonly asOf?: Date | undefined;
  /** Measures ages in business days; default days of 24 hours. */
  readonly calendar?: BusinessCalendar | undefined;
}

/** Open deals, what they are worth and how likely. */
export interface ActiveFigures {
  /** Open deals. */
  readonly open: number;
  /** Their potential. */
  readonly potential: Money;
  /** The sum of potential × probability, over the deals for which both are known. */
  readonly weighted: Money;
  /** Open deals for which neither they nor their stage say how likely they are; zero is a probability. */
  readonly unknownProbability: number;
  /** Open deals without a potential in the management currency. */
  readonly unpriced: number;
}

/** The open deals in one stage. */
export interface ActiveStageRow extends ActiveFigures {
  readonly stageId: string;
  readonly name: string;
  /** True for a stage the pipeline does not know; such rows come last. */
  readonly unmapped: boolean;
  /** For how many days, up to the date of the report, the deals have been in the stage. */
  readonly age: Summary;
}

/** The open deals of a pipeline by stage, at one moment. */
export interface ActiveFunnel {
  readonly kind: 'activeFunnel';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  readonly currency: string;
  readonly stages: readonly ActiveStageRow[];
  readonly total: ActiveFigures;
}

/**
 * How many deals are open in each stage of a pipeline, what are they worth, and how long have they been there?
 *
 * Population: the deals of the book that are open and in the pipeline as of the date, each in the stage it is in.
 * `weighted` = the sum of potential × probability, where the probability is the deal's own estimate, else its stage's;
 * a deal for which neither is known is counted in `unknownProbability` and not weighted. `age` is in fractional
 * days from entering the stage to the date; a deal still in the stage it was opened in, on a date not known, has none.
 *
 * @throws DealError `unknown-pipeline`, `invalid-date`, `as-of-too-late`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact', probability: 0.2 }] })
 * const deal = (id: string) => ({ id, ownerId: 'kari', pipelineId: 'sales', potential: money(10, 'NOK'), openedAt: new Date('2026-10-01') })
 * const book = dealBook(historiesOf([deal('d1'), deal('d2')], [], [sales]), { pipelines: [sales], currency: 'NOK' })
 * const { stages } = activeFunnel(book, { pipelineId: 'sales', asOf: new Date('2026-10-04') })
 * stages.map(({ open, potential, weighted, age }) => [open, potential.amount, weighted.amount, age.median]) // => [[2, '20', '4', 3]]
 * ```
 */
export function activeFunnel(whole: DealBook, options: ActiveFunnelOptions): ActiveFunnel {
  const book = options.asOf === undefined ? whole : bookAsOf(whole, options.asOf);
  const { pipelineId, calendar } = options;
  const pipeline = pipelineOf(book[columns].view.facts.pipelines, pipelineId);
  const byStage = openByStage(book, pipeline, clockOf(calendar));
  const open = [...byStage.keys()].filter((stageId) => stageId !== null);
  const figures = [...byStage.values()].map((deals) => figuresOf(book, deals));
  return {
    kind: 'activeFunnel',
    pipelineId,
    asOf: book.asOf,
    currency: book.currency,
    stages: stageOrder(pipeline, open).places.map((place) => {
      const deals = byStage.get(place.stageId) ?? noneOpen();
      const age = summarize(Float64Array.from(deals.ages), clockOf(calendar).toDays);
      return { ...place, ...figuresOf(book, deals), age };
    }),
    total: figures.reduce(together, figuresOf(book, noneOpen())),
  };
}

/** The open deals in one stage: their rows by probability, and how long they have been there in milliseconds. */
interface OpenDeals {
  readonly byProbability: Map<number | null, number[]>;
  readonly ages: number[];
}

function noneOpen(): OpenDeals {
  return { byProbability: new Map(), ages: [] };
}

function openByStage(book: DealBook, pipeline: Pipeline, clock: Clock): Map<string | null, OpenDeals> {
  const { facts, asOf } = book[columns].view;
  const { last } = stateOf(book);
  const probabilityOf = attribute(book, 'probability');
  const stageProbability = new Map(pipeline.stages.map((stage) => [stage.id, stage.probability]));
  const now = clock.read(asOf);
  const stages = new Map<string | null, OpenDeals>();
  for (const row of rowsOf(book)) {
    const step = last[row] as number;
    if (statusAtStep(facts, step) !== 'open') continue;
    const { pipelineId, stageId } = placeAtStep(facts, step);
    if (pipelineId !== pipeline.id) continue;
    const open = stages.get(stageId) ?? noneOpen();
    stages.set(stageId, open);
    const probability = (probabilityOf(row) as number | null) ?? stageProbability.get(stageId ?? '') ?? null;
    const rowsOfProbability = open.byProbability.get(probability);
    if (rowsOfProbability === undefined) open.byProbability.set(probability, [row]);
    else rowsOfProbability.push(row);
    const sinceOpening = step === facts.steps.from[row];
    if (sinceOpening && facts.undated[row] === 1) continue;
    open.ages.push(now - clock.read(facts.steps.at[step] as number));
  }
  return stages;
}

function figuresOf(book: DealBook, { byProbability }: OpenDeals): ActiveFigures {
  const prices = stateOf(book).potential;
  let figures: ActiveFigures = {
    open: 0,
    potential: money(0, book.currency),
    weighted: money(0, book.currency),
    unknownProbability: 0,
    unpriced: 0,
  };
  for (const [probability, rows] of byProbability) {
    const worth: Money = { amount: totalPrice(prices, rows), currency: book.currency };
    figures = together(figures, {
      open: rows.length,
      potential: worth,
      weighted: multiplyMoney(worth, probability ?? 0),
      unknownProbability: probability === null ? rows.length : 0,
      unpriced: countUnpriced(prices, rows),
    });
  }
  return figures;
}

function together(a: ActiveFigures, b: ActiveFigures): ActiveFigures {
  return {
    open: a.open + b.open,
    potential: addMoney(a.potential, b.potential),
    weighted: addMoney(a.weighted, b.weighted),
    unknownProbability: a.unknownProbability + b.unknownProbability,
    unpriced: a.unpriced + b.unpriced,
  };
}
