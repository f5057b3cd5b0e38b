import type { PackedColumn } from '../../columns/packed-column.ts';
import type { PackedTexts } from '../../columns/packed-texts.ts';
import type { StageRef } from '../facts/stage-codes.ts';

/** Where a table lies in bytes. */
export interface StoredTable {
  readonly rows: number;
  readonly length: number;
  /** Where the facts of each row begin: to be viewed. */
  readonly from?: PackedColumn;
  /** Instead of it: how many facts each row has. */
  readonly counts?: PackedColumn;
  /** The numbers of the rows, of a sparse table. */
  readonly row?: PackedColumn;
  readonly columns: { readonly [name: string]: PackedColumn };
  /** Of amounts. */
  readonly scale?: number;
  /** Amounts that a double cannot hold, by index. */
  readonly big?: readonly (readonly [index: number, units: string])[];
}

export const tableNames = [
  'steps',
  'values',
  'sales',
  'attributes',
  'payments',
  'demand',
  'interactions',
  'activity',
] as const;

/** Where the facts of a book lie in bytes, with all that is no column: plain data. */
export interface StoredFacts {
  readonly dealIds: PackedTexts;
  readonly undated: PackedColumn;
  readonly path: PackedColumn;
  /** The trie of the paths. */
  readonly paths: { readonly length: number; readonly parent: PackedColumn; readonly code: PackedColumn };
  readonly stages: readonly StageRef[];
  readonly currencies: readonly string[];
  readonly attributeNames: readonly string[];
  readonly scalars: PackedTexts;
  readonly kept: { readonly rows: PackedColumn; readonly events: PackedTexts };
  readonly tables: { readonly [Name in (typeof tableNames)[number]]: StoredTable };
}
