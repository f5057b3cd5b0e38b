import { checkReport, type DealBook } from '../../book/book.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { getOrAdd } from '../../columns/get-or-add.ts';
import { type OptionsOf, text } from '../../options.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import type { Ending, Path } from '../../timeline/read-path.ts';
import { type StageOrder, stageOrder } from '../../timeline/stage-order.ts';
import { pathLots } from '../funnel/path-tallies.ts';
import {
  type PipelinePopulation,
  type PipelinePopulationOptions,
  pipelinePopulationOptions,
  pipelineRows,
  readPipelinePopulation,
} from '../funnel/pipeline-population.ts';

type TransitionsOptions = Parameters<typeof transitions>[1];

/** The options it takes. */
export const transitionsOptions: OptionsOf<TransitionsOptions> = {
  pipelineId: text,
  ...pipelinePopulationOptions,
};

type Transition = Transitions['transitions'][number];

/** Where visits to each stage of a pipeline led. */
export interface Transitions extends PipelinePopulation {
  readonly kind: 'transitions';
  readonly pipelineId: string;
  readonly asOf: Date | null;
  /** Visits to a stage that were left for another, or ended with the deal's way. */
  readonly transitions: readonly {
    readonly from: string;
    /** The stage it went to; null where its way in the pipeline ended. */
    readonly to: string | null;
    /** How its way ended; null where it went to another stage. An open deal is still there. */
    readonly ending: 'won' | 'lost' | 'open' | 'transferred' | null;
    /** Where the next stage lies: the next one, one further on, the same one, an earlier one; null for an ending. */
    readonly direction: 'next' | 'skip' | 'same' | 'back' | null;
    /** How many visits ended so. */
    readonly visits: number;
    /** How many different deals they were of. */
    readonly deals: number;
  }[];
}

/**
 * Where do deals go from each stage: on, over, back, or out?
 *
 * Counts real visits, every one of them: those from a stage to another (or to the same one again, after a reopening or a
 * return from another pipeline) and those with which the deal's way in the pipeline ends as of the book. The `visits` from a
 * stage are all real visits to it. What did not happen is not listed.
 *
 * Order: by the stage it came from, then by the stage it went to, in pipeline order; endings last.
 *
 * @throws DealError `unknown-pipeline`, `invalid-option`, `invalid-period`, `invalid-date`.
 *
 * @example
 * ```ts
 * transitions(book, { pipelineId: 'sales' }).transitions.map(({ from, to, ending, visits }) => [from, to ?? ending, visits]) // => [['contact', 'offer', 3], ['contact', 'lost', 1], ['offer', 'terms', 1], ['offer', 'lost', 1], ['offer', 'open', 1], ['terms', 'won', 1]]
 * ```
 */
export function transitions(
  book: DealBook,
  options: PipelinePopulationOptions & {
    readonly pipelineId: string;
  },
): Transitions {
  checkReport(book, options, transitionsOptions);
  const { pipelineId } = options;
  const pipeline = pipelineIn(book, pipelineId);
  const population = readPipelinePopulation(book, options);
  const taken = pathLots(book, pipelineId, pipelineRows(book, pipelineId, population));
  return transitionsOf(taken, pipeline, { population, asOf: book.asOf });
}

/** Where the visits on paths led. */
export function transitionsOf(
  taken: readonly { readonly path: Path; readonly deals: number }[],
  pipeline: Pipeline,
  { population, asOf }: Pick<Transitions, 'asOf'> & { readonly population: PipelinePopulation },
): Transitions {
  const order = stageOrder(
    pipeline,
    taken.flatMap(({ path }) => path.stages),
  );
  const { positionOf, places } = order;
  const indexOf = (stageId: string): number => positionOf.get(stageId) as number;
  const ways = places.length + endings.length;
  const found = new Map<number, Counting>(); // by the stage, then by where it led: as they are listed
  for (const taking of taken) {
    const { stages, ending } = taking.path;
    for (const [index, from] of stages.entries()) {
      const to = stages[index + 1] ?? null;
      const way = to === null ? places.length + endings.indexOf(ending) : indexOf(to);
      const counting = getOrAdd(found, indexOf(from) * ways + way, (): Counting => {
        const led =
          to === null
            ? { ending, direction: null }
            : { ending: null, direction: directionOf(order, from, to) };
        return { transition: { from, to, ...led, visits: 0, deals: 0 }, seenOn: null };
      });
      counting.transition.visits += taking.deals;
      if (counting.seenOn !== taking) counting.transition.deals += taking.deals;
      counting.seenOn = taking;
    }
  }
  const inOrder = [...found].sort(([a], [b]) => a - b).map(([, { transition }]) => transition);
  return { kind: 'transitions', pipelineId: pipeline.id, ...population, asOf, transitions: inOrder };
}

/** A transition that is counted, and on which path it was seen last. */
interface Counting {
  readonly transition: { -readonly [K in keyof Transition]: Transition[K] };
  seenOn: object | null;
}

function directionOf(order: StageOrder, from: string, to: string): Transition['direction'] {
  const { places, ranks, positionOf } = order;
  const [start, end] = [from, to].map((stageId) => ranks[positionOf.get(stageId) as number] as number) as [
    number,
    number,
  ];
  if (end < start) return 'back';
  if (end === start) return 'same';
  const isBetween = (rank: number): boolean => start < rank && rank < end;
  return places.some(({ retired }, position) => !retired && isBetween(ranks[position] as number))
    ? 'skip'
    : 'next';
}

const endings: readonly Ending[] = ['won', 'lost', 'transferred', 'open'];
