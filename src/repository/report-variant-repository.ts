import type { ReportVariant } from '../reports/saved/report-variant.ts';
import type { SaveResult } from './pipeline-repository.ts';

/** Where saved report variants are kept, each in its latest version. */
export interface ReportVariantRepository {
  /** A variant; undefined where there is none. */
  load(id: string): Promise<SavedVariant | undefined>;

  /** All variants, in any order. */
  list(): Promise<readonly SavedVariant[]>;

  /**
   * Keeps a variant in place of its version `expectedVersion`, 0 for a new one. Of several writers one wins. The same
   * variant again at the same version, as long as nothing came after it, is a `duplicate`.
   *
   * @throws DealError what `encodeVariant` throws; `unavailable`, `indeterminate`.
   */
  save(variant: ReportVariant, expectedVersion: number): Promise<SaveResult>;

  /** Takes a variant away; it may then be saved anew, from version 0 on. A conflict with version 0: it was not there. */
  remove(
    id: string,
    expectedVersion: number,
  ): Promise<
    { readonly status: 'removed' } | { readonly status: 'conflict'; readonly actualVersion: number }
  >;
}

export interface SavedVariant {
  readonly variant: ReportVariant;
  /** 1, 2, … */
  readonly version: number;
}
