import { type PathTrie, pathTrie } from '../../columns/path-trie.ts';
import type { Money } from '../../money/money.ts';
import { amountOf } from '../../money/units.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { type DemandTable, demandTable } from './demand-table.ts';
import {
  codeOf,
  type Dictionary,
  dictionary,
  type ScalarDictionary,
  scalarDictionary,
} from './dictionary.ts';
import { type InteractionTable, interactionTable } from './interaction-table.ts';
import type { KeptEvents } from './order-sensitive.ts';
import { type SparseTable, sparseTable } from './sparse-table.ts';
import type { PipelineCodes, StageRef } from './stage-codes.ts';
import {
  type AttributeTable,
  attributeTable,
  emptyTable,
  type MoneyTable,
  moneyTable,
  type SaleTable,
  type StepTable,
  saleTable,
  stepTable,
  unitsAt,
} from './tables.ts';

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
  readonly paths: PathTrie;
  /** The stays and outcomes; the first step of a row is its opening. */
  readonly steps: StepTable;
  /** The pipelines that deals were in, and the steps that stand for their stages. */
  readonly pipelineCodes: Map<string, PipelineCodes>;
  /** The stage a step stands for, by `step - firstPlace`. */
  readonly stages: StageRef[];
  readonly currencies: Dictionary<string>;
  /** The potentials. */
  readonly values: MoneyTable;
  /** The amounts sold, one for each win. */
  readonly sales: SaleTable;
  /** What was paid. */
  readonly payments: MoneyTable & SparseTable;
  readonly demand: DemandTable & SparseTable;
  readonly interactions: InteractionTable & SparseTable;
  /** Whatever else happened: that it did, and when. */
  readonly activity: SparseTable;
  /** Everything else of what reports tell: owners, customers, channels, reasons, the host's own fields. */
  readonly attributes: AttributeTable;
  readonly attributeNames: Dictionary<string>;
  readonly scalars: ScalarDictionary;
  /**
   * The events of those rows whose columns do not tell everything that something appended later may depend on: events
   * that did not count or counted at another date, or whose order within an instant matters.
   */
  readonly keptEvents: Map<number, KeptEvents>;
  /** How much may be held before a book that goes on is given facts of its own. */
  allowance: number;
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
    paths: pathTrie(),
    steps: stepTable(),
    pipelineCodes: new Map(),
    stages: [],
    currencies,
    values: moneyTable(),
    sales: saleTable(),
    payments: sparseTable(moneyTable()),
    demand: sparseTable(demandTable()),
    interactions: sparseTable(interactionTable()),
    activity: sparseTable(emptyTable()),
    attributes: attributeTable(),
    attributeNames,
    scalars: scalarDictionary(),
    keptEvents: new Map(),
    allowance: 0,
  };
}

/** An amount of a table; null where it was not known any more. */
export function moneyAt({ currencies }: Facts, table: MoneyTable, index: number): Money | null {
  const currency = currencies.values[table.currency[index] as number];
  return currency === undefined ? null : { amount: amountOf(unitsAt(table, index), table.scale), currency };
}
