import type { RawBuilder } from 'kysely';
import type { DealBook } from '../../book/book.ts';
import { type DealBookOptions, readBookOptions } from '../../book/deal-book-options.ts';
import type { Pricing } from '../../book/prices/pricing.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { pipelineOf, pipelinesById } from '../../pipeline/pipelines-by-id.ts';
import type { Db } from '../schema/tables.ts';
import type { Store } from '../store/store.ts';
import { readShards, type Shards } from './shards.ts';

/** What reports are computed from: the deals of a store, read as a book of them would be. */
export interface DealSource {
  readonly store: Store;
  readonly head: Pick<DealBook, 'currency' | 'timeZone' | 'fiscalYearStart' | 'pipelines'>;
  readonly pipelines: ReadonlyMap<string, Pipeline>;
  readonly pricing: Pricing;
  /** The date their rows are read as of; undefined for as they stand now. */
  readonly asOf: Date | undefined;
  /** What had been entered up to this instant counts; undefined for everything, which is what rows tell. */
  readonly knownAt: Date | undefined;
  /** What the deals are divided among; undefined where they are all in one database. */
  readonly shards: Shards | undefined;
}

/** The deals of a store within one transaction. */
export interface OpenSource extends DealSource {
  readonly db: Db;
  /** The part of the deals that is meant; all are if it is absent. */
  readonly part?: DealPart;
}

/** Those deals which have certain values in a column. */
export interface DealPart {
  readonly column: RawBuilder<unknown>;
  /** The date that the values are of, as that of a source. */
  readonly asOf: Date | undefined;
  readonly holds: (value: unknown) => boolean;
  /** What was read for all parts of the deals, by the statement. */
  readonly rows: Map<string, readonly unknown[]>;
}

/** The source that options of a book describe, read as a book reads them; with schemas, of what is in all of them. */
export function sourceOf(store: Store, options: DealBookOptions, schemas?: readonly string[]): DealSource {
  const { head, limits, pricing } = readBookOptions(options);
  const { asOf, knownAt } = limits;
  const shards = readShards(schemas, { engine: store.engine, asOf });
  const pipelines = pipelinesById(head.pipelines);
  return { store, head, pipelines, pricing, asOf, knownAt, shards };
}

/** A pipeline by its id. */
export function pipelineById({ pipelines }: DealSource, pipelineId: string): Pipeline {
  return pipelineOf(pipelines, pipelineId);
}
