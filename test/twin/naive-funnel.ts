import { isPriced, sumOf } from './exact.ts';
import type { NaiveDeal, NaiveHistory } from './naive-deal.ts';
import {
  endingIn,
  type NaiveBook,
  type NaiveEnding,
  type NaivePopulation,
  orderOfStages,
  pipelineOf,
  populationOf,
  stagesIn,
} from './naive-population.ts';
import { type NaiveReadingOptions, type NaiveVisit, readingOf } from './naive-reading.ts';

/** "Every rate is `{ value: number | null, count, of }`". */
interface NaiveRate {
  readonly count: number;
  readonly of: number;
  readonly value: number | null;
}

const cells = ['passed', 'lost', 'open', 'returned', 'transferred'] as const;
type Cell = (typeof cells)[number];
const endings = ['won', 'lost', 'open', 'transferred'] as const;

interface NaiveStageRow extends Readonly<Record<'entered' | Cell, number>> {
  readonly stageId: string;
  readonly unmapped: boolean;
  readonly skipped: number;
  readonly visits: number;
  readonly potential: Readonly<Record<'entered' | Cell, string>>;
  readonly stepRate: NaiveRate;
  readonly settledRate: NaiveRate;
  readonly cumulativeRate: NaiveRate;
  readonly lossRate: NaiveRate;
}

export interface NaiveFunnel {
  readonly stages: readonly NaiveStageRow[];
  readonly total: Readonly<Record<'deals' | NaiveEnding, number>> & {
    readonly unpriced: number;
    readonly winRate: NaiveRate;
    readonly totalRate: NaiveRate;
    readonly potential: Readonly<Record<'deals' | NaiveEnding, string>>;
  };
}

/** A deal as this reading sees it in the funnel's pipeline. */
interface Read {
  readonly deal: NaiveDeal;
  readonly ending: NaiveEnding;
  readonly visits: readonly NaiveVisit[];
}

export function naiveFunnel(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  options: NaivePopulation & NaiveReadingOptions,
): NaiveFunnel {
  const { pipelineId } = options;
  const pipeline = pipelineOf(book, pipelineId);
  const mapped = pipeline.stages.map(({ id }) => id);
  const deals = populationOf(histories, book, options);
  const order = orderOfStages(
    pipeline,
    deals.flatMap((deal) => stagesIn(deal, pipelineId)),
  );
  const reads = deals.map((deal) => {
    const ending = endingIn(deal, pipelineId);
    return {
      deal,
      ending,
      visits: readingOf({ stages: stagesIn(deal, pipelineId), ending }, order, mapped.length, options),
    };
  });
  return {
    stages: order.map((stageId) => rowOf(stageId, mapped, reads, book.currency)),
    total: totalOf(reads, book.currency),
  };
}

function rowOf(
  stageId: string,
  mapped: readonly string[],
  reads: readonly Read[],
  currency: string,
): NaiveStageRow {
  const entered = reads.filter(hasEntered(stageId));
  const inCell = (cell: Cell): Read[] => entered.filter((read) => cellOf(read, stageId) === cell);
  const realVisits = ({ visits }: Read): NaiveVisit[] =>
    visits.filter((visit) => visit.stageId === stageId && visit.isReal);

  const isUnmapped = !mapped.includes(stageId);
  const first = reads.filter(hasEntered(mapped[0]));
  const next = isUnmapped ? undefined : mapped[mapped.indexOf(stageId) + 1];
  // "`stepRate` of the deals that entered here, those that entered the next stage (last stage: won)"
  const stepped = entered.filter(next === undefined ? ({ ending }) => ending === 'won' : hasEntered(next));
  const passed = inCell('passed').length;
  const lost = inCell('lost').length;
  return {
    stageId,
    unmapped: isUnmapped,
    entered: entered.length,
    ...record(cells, (cell) => inCell(cell).length),
    // "`skipped` = deals with no real visit to the stage in this reading. `visits` = real stays."
    skipped: entered.filter((read) => realVisits(read).length === 0).length,
    visits: entered.flatMap(realVisits).length,
    potential: {
      entered: potentialOf(entered, currency),
      ...record(cells, (cell) => potentialOf(inCell(cell), currency)),
    },
    stepRate: rate(stepped.length, entered.length),
    // "`settledRate` passed / (passed + lost)"
    settledRate: rate(passed, passed + lost),
    // "`cumulativeRate` of those that entered the first stage, those that entered here (with 'ignore': both)"
    cumulativeRate: rate(first.filter(hasEntered(stageId)).length, first.length),
    // "`lossRate` lost / entered"
    lossRate: rate(lost, entered.length),
  };
}

function totalOf(reads: readonly Read[], currency: string): NaiveFunnel['total'] {
  const ended = (ending: NaiveEnding): Read[] => reads.filter((read) => read.ending === ending);
  const won = ended('won').length;
  return {
    deals: reads.length,
    ...record(endings, (ending) => ended(ending).length),
    unpriced: reads.filter(({ deal }) => !isPriced(deal, currency)).length,
    // "`winRate` won / (won + lost); `totalRate` won / deals"
    winRate: rate(won, won + ended('lost').length),
    totalRate: rate(won, reads.length),
    potential: {
      deals: potentialOf(reads, currency),
      ...record(endings, (ending) => potentialOf(ended(ending), currency)),
    },
  };
}

function hasEntered(stageId: string | undefined): (read: Read) => boolean {
  return ({ visits }) => visits.some((visit) => visit.stageId === stageId);
}

/** "One deal, one cell per stage: the exit of its last visit there (`advanced` and `won` = passed)." */
function cellOf({ visits }: Read, stageId: string): Cell | undefined {
  const exit = visits.findLast((visit) => visit.stageId === stageId)?.exit;
  return exit === 'advanced' || exit === 'won' ? 'passed' : exit;
}

/** "Money is the potential as of the book, in every cell." */
function potentialOf(reads: readonly Read[], currency: string): string {
  return sumOf(
    reads.map(({ deal }) => deal),
    currency,
  );
}

/** "nothing to divide by is `null`, never 0 or NaN" */
function rate(count: number, of: number): NaiveRate {
  return { count, of, value: of === 0 ? null : count / of };
}

function record<K extends string, V>(keys: readonly K[], figureOf: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, figureOf(key)])) as Record<K, V>;
}
