import { type PathTrie, pathTrie } from '../../columns/path-trie.ts';
import { type Texts, textsOf } from '../../columns/texts.ts';
import { type DescriptionOf, forDescription } from '../../deal/description.ts';
import type { Money } from '../../money/money.ts';
import { amountOf } from '../../money/units.ts';
import { type FormerStages, formerStages } from '../../pipeline/former-stages.ts';
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
 * The histories of many deals in columns. A row is a deal. Only facts that count are kept, and event objects only of the
 * rows in `keptEvents`; "as of a date" is a prefix of each row's facts.
 */
export interface Facts {
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  /** The ids that their stages had before. The columns know only those they have now. */
  readonly former: FormerStages;
  readonly currency: string;
  readonly dealIds: Texts;
  /** What is not known of the opening, by the codes in `unknownDates`. */
  undated: Uint8Array;
  /** The trie node of the row's whole path. */
  path: Int32Array;
  readonly paths: PathTrie;
  /** Stages entered, outcomes, deletions; the first step of a row is its opening. */
  readonly steps: StepTable;
  /** The pipelines that deals were in, with the codes of their stages. */
  readonly pipelineCodes: Map<string, PipelineCodes>;
  /** The stage of each stage code, by `code - firstStageCode`. */
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
  /** All other events: only when they happened. */
  readonly activity: SparseTable;
  /** Everything else that reports read: owners, customers, channels, reasons, the host's own fields. */
  readonly attributes: AttributeTable;
  readonly attributeNames: Dictionary<string>;
  readonly scalars: ScalarDictionary;
  /**
   * The events of those rows that cannot be restored from the columns, for appending: some event did not count, counted at
   * another date, or depends on the order within an instant.
   */
  readonly keptEvents: Map<number, KeptEvents>;
  /** How much may be held before an appended book is compacted. */
  allowance: number;
}

const others = {
  ownerId: 0,
  closedBy: 1,
  lossReason: 2,
  competitorId: 3,
  expectedCloseAt: 4,
  probability: 5,
  interactionId: 6,
  /** Behind an owner: how many steps of the same instant came before it; absent where none did. */
  stepsBefore: 7,
  category: 8,
  otherReasons: 9,
  mergedInto: 10,
  name: 11,
  previousDealId: 12,
  paymentDueAt: 13,
} as const;

/** The attributes that every book has, with their codes. */
export const attributes: typeof others & DescriptionOf<number> = {
  ...others,
  .../* @__PURE__ */ forDescription((_, index) => 14 + index),
};

export function emptyFacts(pipelines: ReadonlyMap<string, Pipeline>, currency: string): Facts {
  const currencies = dictionary<string>();
  codeOf(currencies, currency); // the management currency has code 0
  const attributeNames = dictionary<string>();
  for (const name of Object.keys(attributes)) codeOf(attributeNames, name);
  return {
    pipelines,
    former: formerStages(pipelines.values()),
    currency,
    dealIds: textsOf(),
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

/** An amount of a table; null where it was cleared. */
export function moneyAt({ currencies }: Facts, table: MoneyTable, index: number): Money | null {
  const currency = currencies.values[table.currency[index] as number];
  return currency === undefined ? null : { amount: amountOf(unitsAt(table, index), table.scale), currency };
}
