import type { DealEvent, DealOpened } from '../deal/event.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type Amounts, amounts } from './amounts.ts';
import { type Column, codes, flags, floats, push, trim } from './column.ts';
import { type Dictionary, dictionary, type ScalarDictionary, scalarDictionary } from './dictionary.ts';
import { type PathTree, pathTree } from './path-tree.ts';

/** A stage of a pipeline, or a pipeline without stages. */
export interface Place {
  readonly pipelineId: string;
  readonly stageId: string | null;
}

/**
 * What happened to many deals: the one place that knows the column layout.
 *
 * A row is a deal. Each table holds the dated facts of one kind, those of a row from `from[row]` up to
 * `from[row + 1]` in the order they count, so that "as of a date" is always a prefix. Only facts that count are kept,
 * and no event object is.
 */
export interface Facts {
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly currency: string;
  readonly dealIds: string[];
  /** 1 where the opening date is not known. */
  readonly undated: Column<Uint8Array>;
  /** The stays and outcomes; the first step of a row is its opening. */
  readonly steps: StepTable;
  /** The steps that stand for the stages of each pipeline. */
  readonly placeSteps: Map<string, Map<string | null, number>>;
  /** The stage a step stands for, by `step - firstPlace`. */
  readonly places: Place[];
  readonly paths: PathTree;
  /** The node of a row's last step. */
  readonly path: Column<Int32Array>;
  /** The potentials. */
  readonly values: MoneyTable;
  /** The amounts sold, one for each win. */
  readonly sales: MoneyTable;
  /** 1 where the win itself said what was sold, 0 where it was the potential then. */
  readonly saleGiven: Column<Uint8Array>;
  /** Everything else: owners, customers, channels, reasons, the host's own fields. */
  readonly attributes: AttributeTable;
  readonly attributeNames: Dictionary<string>;
  readonly scalars: ScalarDictionary;
  /**
   * Copies of the events of those rows whose columns do not tell everything that something appended later may depend on:
   * events that did not count or counted at another date, or whose order within an instant matters.
   */
  readonly irregular: Map<number, readonly [DealOpened, ...DealEvent[]]>;
}

interface StepTable {
  readonly from: Column<Int32Array>;
  readonly at: Column<Float64Array>;
  /** {@link won}, {@link lost}, {@link deleted}, or a place from {@link firstPlace} on. */
  readonly step: Column<Int32Array>;
}

/** Steps that are no places. */
export const won = 0;
export const lost = 1;
export const deleted = 2;
export const firstPlace = 3;

/** Whether a step is a win or a loss. */
export function isOutcome(step: number): boolean {
  return step === won || step === lost;
}

export interface MoneyTable {
  readonly from: Column<Int32Array>;
  readonly at: Column<Float64Array>;
  /** The currency; -1 where the amount is not known any more. */
  readonly currency: Column<Int32Array>;
  readonly currencies: Dictionary<string>;
  readonly amounts: Amounts;
}

interface AttributeTable {
  readonly from: Column<Int32Array>;
  readonly at: Column<Float64Array>;
  readonly name: Column<Int32Array>;
  /** The value; -1 where there is none any more. */
  readonly value: Column<Int32Array>;
}

export function emptyFacts(pipelines: ReadonlyMap<string, Pipeline>, currency: string): Facts {
  return {
    pipelines,
    currency,
    dealIds: [],
    undated: flags(),
    steps: { from: starts(), at: floats(), step: codes() },
    placeSteps: new Map(),
    places: [],
    paths: pathTree(),
    path: codes(),
    values: moneyTable(),
    sales: moneyTable(),
    saleGiven: flags(),
    attributes: { from: starts(), at: floats(), name: codes(), value: codes() },
    attributeNames: dictionary(),
    scalars: scalarDictionary(),
    irregular: new Map(),
  };
}

function starts(): Column<Int32Array> {
  const from = codes();
  push(from, 0);
  return from;
}

function moneyTable(): MoneyTable {
  return { from: starts(), at: floats(), currency: codes(), currencies: dictionary(), amounts: amounts() };
}

/** The step that stands for a stage of a pipeline, a new one if need be. */
export function placeStep({ placeSteps, places }: Facts, pipelineId: string, stageId: string | null): number {
  let steps = placeSteps.get(pipelineId);
  if (steps === undefined) {
    steps = new Map();
    placeSteps.set(pipelineId, steps);
  }
  const known = steps.get(stageId);
  if (known !== undefined) return known;
  const step = firstPlace + places.push({ pipelineId, stageId }) - 1;
  steps.set(stageId, step);
  return step;
}

/** The stage a step stands for. */
export function placeAt({ places }: Facts, step: number): Place {
  return places[step - firstPlace] as Place;
}

/** The index behind the last fact of a row that had happened by an instant; `from[row]` where none had. */
export function endAsOf(
  table: { readonly from: Column; readonly at: Column },
  row: number,
  asOf: number,
): number {
  const first = table.from.values[row] as number;
  let end = table.from.values[row + 1] as number;
  const { values } = table.at;
  while (end > first && (values[end - 1] as number) > asOf) end--;
  return end;
}

/** Gives back the room the columns have left. */
export function trimFacts({
  undated,
  path,
  paths,
  steps,
  values,
  sales,
  saleGiven,
  attributes,
}: Facts): void {
  const kept: Column[] = [
    undated,
    path,
    saleGiven,
    paths.parent,
    paths.step,
    steps.from,
    steps.at,
    steps.step,
  ];
  for (const { from, at, currency, amounts } of [values, sales]) kept.push(from, at, currency, amounts.units);
  kept.push(attributes.from, attributes.at, attributes.name, attributes.value);
  kept.forEach(trim);
}

/** Takes back what was recorded of a row that is not complete. */
export function rollback({
  dealIds,
  undated,
  path,
  steps,
  values,
  sales,
  saleGiven,
  attributes,
}: Facts): void {
  dealIds.length = path.length;
  undated.length = path.length;
  const complete = ({ from }: { readonly from: Column<Int32Array> }): number =>
    from.values[from.length - 1] as number;
  const shorten = (length: number, ...columns: readonly Column[]): void => {
    for (const column of columns) column.length = length;
  };
  shorten(complete(steps), steps.at, steps.step);
  shorten(complete(attributes), attributes.at, attributes.name, attributes.value);
  shorten(complete(sales), saleGiven);
  for (const table of [values, sales]) {
    const length = complete(table);
    for (let i = length; i < table.at.length; i++) table.amounts.wide.delete(i);
    shorten(length, table.at, table.currency, table.amounts.units);
  }
}
