import { invalidOption } from '../errors.ts';
import { callback, checkOptions, iterable, type OptionsOf, positiveNumber, text } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Assign } from '../process/assign.ts';
import { checkText } from '../text.ts';

/** Whose deals are kept, and how. */
export interface TenantOptions {
  /** Whose deals, pipelines, rates and variants: any text but the empty one. Nobody else's are ever read or written. */
  readonly tenantId: string;
  /** The pipelines that open tasks follow from; default those that `pipelines` keeps, in their latest versions. */
  readonly pipelines?: Iterable<Pipeline> | undefined;
  /** Names whose the stage tasks are that name a role; without it they are nobody's. */
  readonly assign?: Assign | undefined;
  /** How many deals are read at once, and how many histories a chunk of `histories` has at most; default 1,000. */
  readonly chunkSize?: number | undefined;
}

const tenantOptions: OptionsOf<TenantOptions> = {
  tenantId: text,
  pipelines: iterable,
  assign: callback,
  chunkSize: positiveNumber,
};

/** Checks whose deals are meant. */
export function checkTenantOptions(options: TenantOptions): void {
  checkOptions(options, tenantOptions);
  checkText(options.tenantId, 'tenantId');
  // What PostgreSQL says where no tenant is set is the empty text.
  if (options.tenantId === '') throw invalidOption('tenantId', 'a tenant must not be the empty text');
}

/** How many deals a page may have: SQLite takes 32,766 values in a statement. */
const dealsAtMost = 10_000;

/** How many deals are read at once. */
export function pageSize({ chunkSize = 1_000 }: TenantOptions): number {
  return Math.min(chunkSize, dealsAtMost);
}
