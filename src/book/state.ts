import { type Lanes, lanesOf } from '../money/lanes.ts';
import { unitsAt } from './amounts.ts';
import { deleted, endAsOf, type Facts, lost, won } from './facts.ts';

/** What holds of each row at an instant. */
export interface State {
  readonly asOf: number;
  /** The index of its last step; -1 where the deal was not opened yet or was deleted. */
  readonly last: Int32Array;
  /** The node of its way. */
  readonly path: Int32Array;
  /** 1 where the potential is known in the management currency. */
  readonly priced: Uint8Array;
  /** The potential in the management currency; zero where it is not known. */
  readonly potential: Lanes;
}

/** What holds of the given rows at an instant; the others are left out. */
export function stateAsOf(facts: Facts, rows: Iterable<number>, asOf: number): State {
  const count = facts.dealIds.length;
  const { steps, paths, values } = facts;
  const last = new Int32Array(count).fill(-1);
  const path = new Int32Array(count);
  const priced = new Uint8Array(count);
  const units: (number | bigint)[] | Float64Array =
    values.amounts.wide.size === 0 ? new Float64Array(count) : new Array<number | bigint>(count).fill(0);
  const currency = values.currencies.codes.get(facts.currency) ?? -2; // -1 is no amount
  for (const row of rows) {
    const end = endAsOf(steps, row, asOf);
    if (end === steps.from.values[row] || steps.step.values[end - 1] === deleted) continue;
    last[row] = end - 1;
    let node = facts.path.values[row] as number;
    for (let later = (steps.from.values[row + 1] as number) - end; later > 0; later--) {
      node = paths.parent.values[node] as number;
    }
    path[row] = node;
    const value = endAsOf(values, row, asOf) - 1;
    if (value >= (values.from.values[row] as number) && values.currency.values[value] === currency) {
      priced[row] = 1;
      units[row] = unitsAt(values.amounts, value);
    }
  }
  return { asOf, last, path, priced, potential: lanesOf(units, values.amounts.scale) };
}

/** The rows a state has deals in, among those given. */
export function presentRows(state: State, rows: Int32Array): Int32Array {
  return rows.filter((row) => (state.last[row] as number) >= 0);
}

/** Whether a row's deal is open, won or lost. */
export function statusOf(facts: Facts, state: State, row: number): 'open' | 'won' | 'lost' {
  switch (facts.steps.step.values[state.last[row] as number]) {
    case won:
      return 'won';
    case lost:
      return 'lost';
    default:
      return 'open';
  }
}

/** When a row's deal was closed; NaN while it is open. */
export function closedAt(facts: Facts, state: State, row: number): number {
  const last = state.last[row] as number;
  return isOutcome(facts.steps.step.values[last] as number)
    ? (facts.steps.at.values[last] as number)
    : Number.NaN;
}

/** When a row's deal was opened. */
export function openedAt(facts: Facts, row: number): number {
  return facts.steps.at.values[facts.steps.from.values[row] as number] as number;
}

/** The index of the step by which a row's deal came to where it is, or was when it was closed. */
export function placeIndex(facts: Facts, state: State, row: number): number {
  const last = state.last[row] as number;
  return isOutcome(facts.steps.step.values[last] as number) ? last - 1 : last;
}

function isOutcome(step: number): boolean {
  return step === won || step === lost;
}
