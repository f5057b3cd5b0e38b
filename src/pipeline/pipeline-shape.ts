import type { Pipeline, Progression, Stage, StageTask, TaskAssignee } from './pipeline.ts';
import type { ShapeOf } from './shape.ts';

/** The kinds of value that a pipeline holds. */
export interface PipelineKinds {
  readonly text: string;
  readonly texts: readonly string[];
  readonly flag: boolean;
  readonly days: number;
  readonly probability: number;
  readonly progression: Progression;
  readonly stages: readonly Stage[];
  readonly tasks: readonly StageTask[];
  readonly assignee: TaskAssignee;
}

export const pipelineShape: ShapeOf<Pipeline, PipelineKinds> = {
  id: 'text',
  name: 'text',
  progression: 'progression',
  stages: 'stages',
  recordsDemand: 'flag',
  acceptsNewDeals: 'flag',
  lossReasons: 'texts?',
};

export const stageShape: ShapeOf<Stage, PipelineKinds> = {
  id: 'text',
  name: 'text',
  goal: 'text?',
  probability: 'probability?',
  requires: 'texts?',
  tasks: 'tasks?',
  leadsTo: 'texts?',
  staleAfterDays: 'days?',
  retired: 'flag?',
  formerly: 'texts?',
};

export const taskShape: ShapeOf<StageTask, PipelineKinds> = {
  id: 'text',
  name: 'text',
  dueDays: 'days?',
  assignee: 'assignee?',
  requires: 'texts?',
};

export const progressions: readonly Progression[] = ['automatic', 'manual', 'none'];

export function isProgression(value: unknown): value is Progression {
  return progressions.includes(value as Progression);
}

/** As many days as lie between the first and the last date there can be, in the years 1 and 9999. */
const maximumDays = 3_652_059;

/** Whether a value is a number of days: 0 or more, also parts of one, and no more than lie between two dates. */
export function isDays(value: unknown): value is number {
  return typeof value === 'number' && value >= 0 && value <= maximumDays;
}
