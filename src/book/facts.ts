import type { Money } from '../money/money.ts';
import { amountOf } from '../money/units.ts';
import { checkStage } from '../pipeline/check-stage.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelineOf } from '../pipeline/pipelines-by-id.ts';
import { continueRow, leaveOutRow } from './continued-row.ts';
import { type DemandTable, demandTable } from './demand-table.ts';
import {
  codeOf,
  type Dictionary,
  dictionary,
  type ScalarDictionary,
  scalarDictionary,
} from './dictionary.ts';
import { type InteractionTable, interactionTable } from './interaction-table.ts';
import type { KeptEvents } from './irregular.ts';
import { type PathTree, pathTree, start } from './path-tree.ts';
import { isRoomy, moreThan, resized, roomFor } from './room.ts';
import { continueSparseRow, endSparseRow, type Sparse, sparse } from './sparse.ts';
import {
  type AttributeTable,
  attributeTable,
  emptyTable,
  endRow,
  type MoneyTable,
  moneyTable,
  reserveTable,
  type SaleTable,
  type StepTable,
  saleTable,
  stepTable,
  type Table,
  trimTable,
  unitsAt,
} from './tables.ts';

/** A pipeline, and the steps that stand for its stages. */
export interface Home {
  readonly pipeline: Pipeline;
  readonly steps: Map<string | null, number>;
}

/** A stage of a pipeline, or a pipeline without stages. */
export interface Place {
  readonly pipelineId: string;
  readonly stageId: string | null;
}

/**
 * What happened to many deals, laid out in columns. A row is a deal. Only facts that count are kept, and no event
 * object is; "as of a date" is a prefix of each row's facts.
 */
export interface Facts {
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly currency: string;
  readonly dealIds: string[];
  /** 1 where the opening date is not known. */
  undated: Uint8Array;
  /** The node of the row's last step. */
  path: Int32Array;
  readonly paths: PathTree;
  /** The stays and outcomes; the first step of a row is its opening. */
  readonly steps: StepTable;
  /** The pipelines that deals were in, and the steps that stand for their stages. */
  readonly homes: Map<string, Home>;
  /** The stage a step stands for, by `step - firstPlace`. */
  readonly places: Place[];
  readonly currencies: Dictionary<string>;
  /** The potentials. */
  readonly values: MoneyTable;
  /** The amounts sold, one for each win. */
  readonly sales: SaleTable;
  /** What was paid. */
  readonly payments: MoneyTable & Sparse;
  readonly demand: DemandTable & Sparse;
  readonly interactions: InteractionTable & Sparse;
  /** Whatever else happened: that it did, and when. */
  readonly activity: Sparse;
  /** Everything else of what reports tell: owners, customers, channels, reasons, the host's own fields. */
  readonly attributes: AttributeTable;
  readonly attributeNames: Dictionary<string>;
  readonly scalars: ScalarDictionary;
  /**
   * The events of those rows whose columns do not tell everything that something appended later may depend on: events
   * that did not count or counted at another date, or whose order within an instant matters.
   */
  readonly irregular: Map<number, KeptEvents>;
  /** How much may be held before a book that goes on is given facts of its own. */
  allowance: number;
}

/** Steps that are no places. */
export const won = 0;
export const lost = 1;
export const deleted = 2;
export const firstPlace = 3;

/** Whether a step is a win or a loss. */
export function isOutcome(step: number): boolean {
  return step <= lost;
}

/** The attributes that every book has, by number. */
export const attributes = {
  ownerId: 0,
  closedBy: 1,
  lossReason: 2,
  competitorId: 3,
  customerId: 4,
  channel: 5,
  expectedCloseAt: 6,
  probability: 7,
  interactionId: 8,
} as const;

export function emptyFacts(pipelines: ReadonlyMap<string, Pipeline>, currency: string): Facts {
  const currencies = dictionary<string>();
  codeOf(currencies, currency); // the management currency is number 0
  const attributeNames = dictionary<string>();
  for (const name of Object.keys(attributes)) codeOf(attributeNames, name);
  return {
    pipelines,
    currency,
    dealIds: [],
    undated: new Uint8Array(16),
    path: new Int32Array(16),
    paths: pathTree(),
    steps: stepTable(),
    homes: new Map(),
    places: [],
    currencies,
    values: moneyTable(),
    sales: saleTable(),
    payments: sparse(moneyTable()),
    demand: sparse(demandTable()),
    interactions: sparse(interactionTable()),
    activity: sparse(emptyTable()),
    attributes: attributeTable(),
    attributeNames,
    scalars: scalarDictionary(),
    irregular: new Map(),
    allowance: 0,
  };
}

/** A pipeline that a deal is in. */
export function homeOf({ homes, pipelines }: Facts, pipelineId: string, dealId: string): Home {
  let home = homes.get(pipelineId);
  if (home === undefined) {
    home = { pipeline: pipelineOf(pipelines, pipelineId, dealId), steps: new Map() };
    homes.set(pipelineId, home);
  }
  return home;
}

/** The step that stands for a stage of a pipeline, a new one if need be. */
export function placeStep(
  { places }: Facts,
  { pipeline, steps }: Home,
  stageId: string | null,
  dealId: string,
): number {
  const known = steps.get(stageId);
  if (known !== undefined) return known;
  checkStage(pipeline, stageId, dealId);
  const step = firstPlace + places.push({ pipelineId: pipeline.id, stageId }) - 1;
  steps.set(stageId, step);
  return step;
}

/** The stage a step stands for. */
export function placeAt({ places }: Facts, step: number): Place {
  return places[step - firstPlace] as Place;
}

/** An amount of a table; null where it was not known any more. */
export function moneyAt({ currencies }: Facts, table: MoneyTable, index: number): Money | null {
  const currency = currencies.values[table.currency[index] as number];
  return currency === undefined ? null : { amount: amountOf(unitsAt(table, index), table.scale), currency };
}

/** Completes a row with the node its way ended in. */
export function completeRow(facts: Facts, dealId: string, undated: boolean, node: number): void {
  const row = addRow(facts, dealId, undated, node);
  endRow(facts.steps);
  endRow(facts.values);
  endRow(facts.sales);
  endRow(facts.attributes);
  endSparseRow(facts.payments, row);
  endSparseRow(facts.demand, row);
  endSparseRow(facts.interactions, row);
  endSparseRow(facts.activity, row);
}

/** Leaves a row number out, that of no row: the next row may then go on where another one ends. */
export function leaveOut(facts: Facts): void {
  addRow(facts, '', false, start);
  leaveOutRow(facts.steps);
  leaveOutRow(facts.values);
  leaveOutRow(facts.sales);
  leaveOutRow(facts.attributes);
}

/** Completes a row that goes on where another one ends, after a number that was left out. */
export function completeContinued(facts: Facts, before: number, node: number): void {
  const row = addRow(facts, facts.dealIds[before] as string, facts.undated[before] === 1, node);
  continueRow(facts.steps, before);
  continueRow(facts.values, before);
  continueRow(facts.sales, before);
  continueRow(facts.attributes, before);
  continueSparseRow(facts.payments, before, row);
  continueSparseRow(facts.demand, before, row);
  continueSparseRow(facts.interactions, before, row);
  continueSparseRow(facts.activity, before, row);
}

function addRow(facts: Facts, dealId: string, undated: boolean, node: number): number {
  const row = facts.dealIds.push(dealId) - 1;
  if (row === facts.path.length) {
    resizeRows(facts, moreThan(row));
  }
  facts.path[row] = node;
  facts.undated[row] = undated ? 1 : 0;
  return row;
}

/**
 * Makes room for so many times what there is. All at once: engines answer large buffers with a collection of everything
 * there is, and that way with one.
 */
export function reserveFacts(facts: Facts, times: number): void {
  for (const table of tablesOf(facts)) reserveTable(table, times);
  resizeRows(facts, roomFor(times * facts.dealIds.length));
}

/** Gives back the room the columns have left, but for a part. */
export function trimFacts(facts: Facts, part?: number): void {
  for (const table of tablesOf(facts)) trimTable(table, part);
  const rows = facts.dealIds.length;
  if (isRoomy(facts.path.length, rows, part)) resizeRows(facts, roomFor(rows, part));
}

function resizeRows(facts: Facts, room: number): void {
  facts.path = resized(facts.path, room);
  facts.undated = resized(facts.undated, room);
}

export function tablesOf(facts: Facts): readonly Table[] {
  const { steps, values, sales, attributes, payments, demand, interactions, activity } = facts;
  return [steps, values, sales, attributes, payments, demand, interactions, activity];
}
