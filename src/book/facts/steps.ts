import type { Facts } from './facts.ts';
import { lastSparseFact } from './sparse-table.ts';
import { deleted, isOutcome, lost, type StageRef, stageAt, won } from './stage-codes.ts';
import { endAsOf, lastFact } from './tables.ts';
import { unknownDates } from './unknown-dates.ts';

/** When a row's deal was opened. */
export function openedAt({ steps }: Facts, row: number): number {
  return steps.at[steps.from[row] as number] as number;
}

/** When a row's deal was opened; NaN where the date is not known. */
export function openingDate(facts: Facts, row: number): number {
  return facts.undated[row] === unknownDates.opening ? Number.NaN : openedAt(facts, row);
}

/** The first step of a row of which it is known since when the deal was in its stage: all but some openings. */
export function firstDatedStay({ steps, undated }: Facts, row: number): number {
  return (steps.from[row] as number) + Number(undated[row] !== unknownDates.none);
}

/** When a row's deal entered the stage of a step; NaN where that is not known. */
export function entryDate(facts: Facts, row: number, step: number): number {
  return step < firstDatedStay(facts, row) ? Number.NaN : (facts.steps.at[step] as number);
}

/** The latest date in a row, by an instant. */
export function latestAt(facts: Facts, row: number, asOf: number = Number.POSITIVE_INFINITY): number {
  const linked = lastSparseFact(facts.interactions, row, asOf);
  const latest = latestBesides(facts, row, asOf);
  return linked < 0 ? latest : Math.max(latest, facts.interactions.at[linked] as number);
}

/** The latest date in a row by an instant, linked interactions excluded. */
export function latestBesides(facts: Facts, row: number, asOf: number): number {
  const { steps, values, attributes, payments, demand, activity } = facts;
  let latest = Number.NEGATIVE_INFINITY;
  for (const table of [steps, values, attributes]) {
    const fact = lastFact(table, row, asOf);
    if (fact >= 0) latest = Math.max(latest, table.at[fact] as number);
  }
  for (const table of [payments, demand, activity]) {
    const fact = lastSparseFact(table, row, asOf);
    if (fact >= 0) latest = Math.max(latest, table.at[fact] as number);
  }
  return latest;
}

/** The index of the last step of a row by an instant; -1 where the deal was not opened yet or was deleted. */
export function lastStep({ steps }: Facts, row: number, asOf: number): number {
  const last = endAsOf(steps, row, asOf) - 1;
  const present = last >= (steps.from[row] as number) && steps.code[last] !== deleted;
  return present ? last : -1;
}

/** When a deal with this last step was closed; NaN if the step is not an outcome. */
export function closedAtStep({ steps }: Facts, last: number): number {
  return isOutcome(steps.code[last] as number) ? (steps.at[last] as number) : Number.NaN;
}

/** What a deal can be, each by its place in the list where a column has it. */
export const statuses = ['won', 'lost', 'open'] as const;
export type Status = (typeof statuses)[number];

/** Which of the statuses a deal with this last step has, by its place in the list. */
export function statusCodeAtStep({ steps }: Facts, last: number): number {
  const code = steps.code[last];
  return code === won ? 0 : code === lost ? 1 : 2;
}

/** Whether a deal with this last step is open, won or lost. */
export function statusAtStep(facts: Facts, last: number): Status {
  return statuses[statusCodeAtStep(facts, last)] as Status;
}

/** The index of the step that entered the last stage of a deal with this last step. */
export function lastStay({ steps }: Facts, last: number): number {
  return isOutcome(steps.code[last] as number) ? last - 1 : last;
}

/** The stage of a deal with this last step; of a closed deal, the stage it was closed in. */
export function stageAtStep(facts: Facts, last: number): StageRef {
  return stageAt(facts, facts.steps.code[lastStay(facts, last)] as number);
}
