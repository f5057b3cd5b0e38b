import type { Fraction } from '../statistics/fraction.ts';

/** A figure that leaves a plan without an answer: nothing can be divided by zero, or by what is not known. */
export interface PlanObstacle {
  readonly figure: string;
  /** Of which stage, where the figure is of one. */
  readonly stageId?: string;
  readonly is: 'zero' | 'unknown';
}

/** What is wrong with a figure to divide by: an obstacle, or none. */
export function obstaclesIn(figure: Fraction | null, name: string, stageId?: string): PlanObstacle[] {
  if (figure !== null && figure.count !== 0n) return [];
  const is = figure === null ? 'unknown' : 'zero';
  return [stageId === undefined ? { figure: name, is } : { figure: name, stageId, is }];
}
