import type { Pipeline } from '../pipeline/pipeline.ts';

/** Where pipelines are kept, each with all its versions. A version never changes: a revised pipeline is a new one. */
export interface PipelineRepository {
  /** A version of a pipeline, the latest if none is named; undefined where there is none. */
  load(id: string, version?: number): Promise<SavedPipeline | undefined>;

  /** The latest version of each pipeline, in any order. */
  list(): Promise<readonly SavedPipeline[]>;

  /**
   * Keeps a pipeline as the next version after `expectedVersion`, the number of versions the caller knows of, 0 for a
   * new pipeline. Of several writers one wins. The same pipeline again at the same version is a `duplicate`.
   *
   * @throws DealError what `encodePipeline` throws; `unavailable`, `indeterminate`.
   */
  save(pipeline: Pipeline, expectedVersion: number): Promise<SaveResult>;
}

export interface SavedPipeline {
  readonly pipeline: Pipeline;
  /** 1, 2, … */
  readonly version: number;
}

/** What became of something to be saved. */
export type SaveResult =
  /** Kept, now or by the same call before, as this version. */
  | { readonly status: 'saved' | 'duplicate'; readonly version: number }
  /** Not kept: the latest version is another one, 0 where there is none. */
  | { readonly status: 'conflict'; readonly actualVersion: number };
