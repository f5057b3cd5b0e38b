import { DealError } from '../errors.ts';
import { checkText, shown } from '../text.ts';
import type { Pipeline, Progression, Stage, StageTask } from './pipeline.ts';

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
}

/**
 * A pipeline, checked and copied.
 *
 * Literal stage ids become part of its type, so that a verb with a misspelt stage does not compile; a
 * pipeline that comes from a database is a `Pipeline<string>`.
 *
 * Any number of types of deal may be defined, also from a preset: `definePipeline({ ...typicalSale, id: 'b2b' })`. Stage
 * tasks and requirements are those of an automatic pipeline; in a manual one they say nothing.
 *
 * @throws DealError `invalid-pipeline` (two stages, or two tasks of a stage, with one id; no stages that are not retired,
 * or stages in a pipeline with progression `none`; an unknown progression; a task due after fewer than 0 days),
 * `invalid-probability`, `invalid-text`.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Typical sale', progression: 'manual', stages: [{ id: 'contact', name: 'First contact' }, { id: 'offer', name: 'Offer' }] })
 * sales.stages.map((stage) => stage.id) // => ['contact', 'offer']
 * ```
 */
export function definePipeline<const S extends string = string>(input: PipelineInput<S>): Pipeline<S> {
  const { id, name, progression, recordsDemand = false, acceptsNewDeals = true } = input;
  checkText(id, 'pipeline id');
  checkText(name, 'pipeline name');
  const refuse: (problem: string) => never = (problem) => {
    throw new DealError('invalid-pipeline', `Pipeline ${id}: ${problem}.`, { pipelineId: id, problem });
  };
  if (!['automatic', 'manual', 'none'].includes(progression)) refuse(`unknown progression ${progression}`);
  const stages = Array.from(input.stages, (stage) => definedStage(stage, refuse));
  if (progression === 'none' && stages.length > 0) refuse('progression none has no stages');
  if (progression !== 'none' && stages.every(({ retired }) => retired === true)) {
    refuse('at least one stage is needed');
  }
  const seen = new Set<string>();
  for (const stage of stages) {
    if (seen.has(stage.id)) refuse(`two stages have the id ${stage.id}`);
    seen.add(stage.id);
  }
  return { id, name, progression, stages, recordsDemand, acceptsNewDeals };
}

function definedStage<S extends string>(stage: Stage<S>, refuse: (problem: string) => never): Stage<S> {
  checkText(stage.id, 'stage id');
  checkText(stage.name, 'stage name');
  if (stage.goal !== undefined) checkText(stage.goal, 'stage goal');
  if (stage.probability !== undefined) checkProbability(stage.probability);
  const { requires, tasks } = stage;
  const seen = new Set<string>();
  for (const { id } of tasks ?? []) {
    if (seen.has(id)) refuse(`two tasks of stage ${stage.id} have the id ${id}`);
    seen.add(id);
  }
  return {
    ...stage,
    ...(requires === undefined ? {} : { requires: Array.from(requires, definedRequirement) }),
    ...(tasks === undefined ? {} : { tasks: Array.from(tasks, (task) => definedTask(task, refuse)) }),
  };
}

function definedTask(task: StageTask, refuse: (problem: string) => never): StageTask {
  checkText(task.id, 'task id');
  checkText(task.name, 'task name');
  const { dueDays, requires } = task;
  if (dueDays !== undefined && !(Number.isFinite(dueDays) && dueDays >= 0)) {
    refuse(`task ${task.id} is due after ${shown(dueDays)} days`);
  }
  return {
    ...task,
    ...(requires === undefined ? {} : { requires: Array.from(requires, definedRequirement) }),
  };
}

function definedRequirement(name: unknown): string {
  checkText(name, 'requirement');
  return name;
}

/** Checks a probability: a number from 0 to 1. */
export function checkProbability(value: unknown): asserts value is number {
  if (typeof value === 'number' && value >= 0 && value <= 1) return;
  throw new DealError('invalid-probability', `A probability lies between 0 and 1, not ${shown(value)}.`, {
    input: shown(value),
  });
}
