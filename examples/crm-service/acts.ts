import type { DealEvent, Pipeline, TaskInput, VerbInput } from 'dealbook';
import { addTask, completeTask, loseDeal, moveDeal, reopenDeal, winDeal } from 'dealbook';
import { takes } from './schemas.ts';

/** A verb. The schema has checked the shape of its input; it checks the deal itself. */
type Verb = (deal: never, pipeline: Pipeline, input: never) => readonly DealEvent[];

const addTaskOf: Verb = (deal, pipeline, { at, by, ...task }: VerbInput & TaskInput) => {
  return addTask(deal, pipeline, { task, at, by });
};

/** What is done to a deal: by its path, what that is, what it takes, and the verb. */
export const acts: Readonly<Record<string, readonly [string, object, Verb]>> = {
  move: ['Move a deal to another stage', takes('to!', 'by'), moveDeal],
  win: ['Win a deal', takes('amount', 'paymentDueAt', 'by'), winDeal],
  lose: ['Lose a deal', takes('reason', 'otherReasons', 'competitorId', 'by'), loseDeal],
  reopen: ['Reopen a deal', takes('stageId', 'by'), reopenDeal],
  tasks: ['Add a task', takes('id!', 'name!', 'assigneeId', 'dueAt', 'by'), addTaskOf],
  'tasks/complete': ['Complete a task', takes('taskId!', 'result', 'by'), completeTask],
};
