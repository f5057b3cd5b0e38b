import { DealError } from '../errors.ts';
import { checkText } from '../text.ts';
import { definedOf, type Refuse } from './defined-of.ts';
import type { Pipeline, Progression, Stage } from './pipeline.ts';
import { pipelineShape } from './pipeline-shape.ts';
import { partsOf, propertiesOf } from './shape.ts';

/** What {@link definePipeline} takes: a pipeline with its defaults left out. */
export interface PipelineInput<S extends string = string> {
  readonly id: string;
  readonly name: string;
  readonly progression: Progression;
  readonly stages: readonly Stage<S>[];
  /** Default false. */
  readonly recordsDemand?: boolean;
  /** Default true. */
  readonly acceptsNewDeals?: boolean;
  /** The reasons a loss can have, which verbs take no others than; default any. */
  readonly lossReasons?: readonly string[];
}

/**
 * A pipeline, checked, copied and frozen: nothing changes it afterwards.
 *
 * Literal stage ids become part of its type, so that a verb with a misspelt stage does not compile; a
 * pipeline that comes from a database is a `Pipeline<string>`.
 *
 * Any number of types of deal may be defined, also from a preset: `definePipeline({ ...typicalSale, id: 'b2b' })`. Stage
 * tasks are for an automatic pipeline, `leadsTo` is for a manual one, where requirements are to enter a stage.
 *
 * @throws DealError `invalid-pipeline` (two stages, or two tasks of a stage, with one id, be it `formerly`; no stages that are not retired,
 * or stages in a pipeline with progression `none`; a stage that leads where there is none, or not of a manual pipeline; tasks of one that is not automatic; an unknown progression; days that are no number of 0 or more, or more
 * than lie between two dates; a flag that is neither true nor false; a list that is none; a property that is not known),
 * `invalid-probability`, `invalid-text`.
 *
 * @example
 * ```ts
 * const tenders = definePipeline({ id: 'tenders', name: 'Tenders', progression: 'manual', stages: [{ id: 'notice', name: 'Notice' }, { id: 'bid', name: 'Bid' }] })
 * tenders.stages.map((stage) => stage.id) // => ['notice', 'bid']
 * ```
 */
export function definePipeline<const S extends string = string>(input: PipelineInput<S>): Pipeline<S> {
  const given = propertiesOf(input);
  const { id, recordsDemand = false, acceptsNewDeals = true } = given;
  checkText(id, 'pipeline id');
  const refuse: Refuse = (problem) => {
    throw new DealError('invalid-pipeline', `Pipeline ${id}: ${problem}.`, { pipelineId: id, problem });
  };
  const whole = { ...given, recordsDemand, acceptsNewDeals };
  const pipeline = definedOf<Pipeline<S>>(pipelineParts, whole, 'pipeline', refuse);
  const { progression, stages } = pipeline;
  if (progression === 'none' && stages.length > 0) refuse('progression none has no stages');
  if (progression !== 'none' && stages.every(({ retired }) => retired === true)) {
    refuse('at least one stage is needed');
  }
  const checkDistinct = (what: string, ids: readonly string[]): void => {
    const seen = new Set<string>();
    const repeated = ids.find((each) => seen.size === seen.add(each).size);
    if (repeated !== undefined) refuse(`two ${what} the id ${repeated}`);
  };
  const ids = stages.map((stage): string => stage.id);
  const known = new Set(ids);
  checkDistinct('stages have or had', [...ids, ...stages.flatMap(({ formerly = [] }) => formerly)]);
  for (const { id: stageId, tasks = [], leadsTo = [] } of stages) {
    const [unread, list] =
      progression === 'manual' ? (['tasks', tasks] as const) : (['leadsTo', leadsTo] as const);
    if (list.length > 0) refuse(`stage ${stageId} has ${unread}, not for progression ${progression}`);
    for (const to of leadsTo)
      if (!known.has(to)) refuse(`stage ${stageId} leads to ${to}, which is no stage`);
    checkDistinct(
      `tasks of stage ${stageId} have`,
      tasks.map((task) => task.id),
    );
  }
  definitions.add(pipeline);
  return pipeline;
}

const pipelineParts = /* @__PURE__ */ partsOf(pipelineShape);

/** Pipelines that were defined: they are frozen, and need no second look. */
const definitions: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/**
 * Checks that a value is a pipeline that could be defined, made by hand or read from somewhere.
 *
 * @throws DealError as {@link definePipeline}.
 */
export function checkPipeline(value: unknown): asserts value is Pipeline {
  if (!definitions.has(value as object)) definePipeline(value as Pipeline);
}
