/** Every code a {@link DealError} can carry, with the facts that come with it. */
export interface DealErrorDetails {
  // money and time
  readonly 'invalid-amount': { readonly input: string };
  readonly 'currency-mismatch': { readonly left: string; readonly right: string };
  readonly 'invalid-date': { readonly field: string; readonly input: string; readonly dealId?: string };
  readonly 'invalid-period': { readonly input: string };
  readonly 'invalid-time-zone': { readonly input: string };
  readonly 'invalid-calendar': { readonly problem: string };
  readonly 'invalid-probability': { readonly input: string };
  readonly 'invalid-percent': { readonly input: string };
  readonly 'invalid-text': { readonly field: string; readonly problem: string; readonly input: string };
  /** A value of no use where it stands, or a property that nobody reads. */
  readonly 'invalid-value': {
    readonly field: string;
    readonly problem: string;
    readonly input: string;
    readonly dealId?: string;
  };
  // rates
  readonly 'invalid-rate': { readonly currency: string; readonly date: string; readonly input: string };
  readonly 'duplicate-rate': { readonly currency: string; readonly date: string };
  // pipelines
  readonly 'invalid-pipeline': { readonly pipelineId: string; readonly problem: string };
  readonly 'duplicate-pipeline': { readonly pipelineId: string };
  readonly 'unknown-pipeline': { readonly pipelineId: string; readonly dealId?: string };
  readonly 'unknown-stage': { readonly pipelineId: string; readonly stageId: string };
  readonly 'missing-stage': { readonly pipelineId: string; readonly dealId: string };
  // histories
  readonly 'empty-history': Readonly<Record<never, never>>;
  readonly 'missing-opening': { readonly dealId: string; readonly firstType: string };
  readonly 'unknown-event': { readonly dealId: string; readonly type: string };
  readonly 'mixed-deals': { readonly dealId: string; readonly otherDealId: string };
  readonly 'duplicate-deal': { readonly dealId: string };
  readonly 'missing-date': { readonly dealId: string };
  readonly 'unknown-deal': { readonly dealId: string };
  /** An event to correct that the history does not have. */
  readonly 'unknown-version': {
    readonly dealId: string;
    readonly version: number;
    readonly versions: number;
  };
  readonly 'correction-not-allowed': {
    readonly dealId: string;
    readonly version: number;
    readonly problem: string;
  };
  /** What was to be done takes the deal's whole history. */
  readonly 'needs-history': { readonly dealId: string };
  readonly 'invalid-outcome': { readonly dealId: string; readonly status: string };
  // verbs
  readonly 'new-deals-not-accepted': { readonly pipelineId: string };
  readonly 'pipeline-mismatch': {
    readonly dealId: string;
    readonly expected: string;
    readonly received: string;
  };
  readonly 'deal-not-open': { readonly dealId: string; readonly status: string };
  readonly 'deal-not-closed': { readonly dealId: string };
  readonly 'deal-not-lost': { readonly dealId: string; readonly status: string };
  readonly 'deal-deleted': { readonly dealId: string };
  readonly 'out-of-order': {
    readonly dealId: string;
    readonly at: Date;
    /** When the latest thing happened to the deal. */
    readonly latest: Date;
    /** What is in the way: its place in the history, from 1 as versions are counted. Absent where the deal came without its history. */
    readonly event?: { readonly version: number; readonly type: string; readonly at: Date };
  };
  readonly 'move-not-allowed': { readonly dealId: string; readonly from: string | null; readonly to: string };
  readonly 'stages-remain': { readonly dealId: string; readonly stageId: string | null };
  readonly 'reason-required': { readonly dealId: string };
  /** A reason that the pipeline's `lossReasons` do not have. */
  readonly 'reason-not-allowed': {
    readonly dealId: string;
    readonly pipelineId: string;
    readonly reason: string;
  };
  readonly 'competitor-required': { readonly dealId: string };
  readonly 'stage-retired': { readonly pipelineId: string; readonly stageId: string };
  readonly 'no-stages': { readonly dealId: string; readonly pipelineId: string };
  readonly 'duplicate-participant': {
    readonly dealId: string;
    readonly participantId: string;
    readonly role: string;
  };
  readonly 'duplicate-interaction': { readonly dealId: string; readonly interactionId: string };
  // tasks and demand
  readonly 'duplicate-task': { readonly dealId: string; readonly taskId: string };
  readonly 'task-not-open': { readonly dealId: string; readonly taskId: string };
  readonly 'tasks-open': { readonly dealId: string; readonly taskIds: readonly string[] };
  readonly 'requirements-missing': {
    readonly dealId: string;
    readonly stageId: string;
    readonly missing: readonly string[];
  };
  readonly 'unknown-requirement': { readonly requirement: string };
  readonly 'demand-required': { readonly dealId: string; readonly pipelineId: string };
  readonly 'demand-unexplained': { readonly dealId: string; readonly lines: readonly string[] };
  // books and reports
  readonly 'unknown-report': { readonly report: string };
  readonly 'unknown-field': { readonly field: string };
  readonly 'invalid-filter': { readonly problem: string };
  /** An option or argument of any function: one it does not know, or one that does not hold what it may. */
  readonly 'invalid-option': { readonly option: string; readonly problem: string };
  readonly 'as-of-too-late': { readonly asOf: Date; readonly latest: Date };
  readonly 'not-reconciled': { readonly residual: string };
  // stored forms and repositories
  readonly 'invalid-record': { readonly path: string; readonly problem: string };
  /** Bytes that are no book, not a whole one, or not as they were written. */
  readonly 'damaged-book': { readonly problem: string };
  /** Bytes of a book written by a newer version of the library, in a format that this one does not read. */
  readonly 'newer-book': { readonly format: number; readonly reads: number };
  readonly 'version-conflict': {
    readonly dealId: string;
    readonly expectedVersion: number;
    readonly actualVersion: number;
  };
  /** An append to a deal whose history was erased. */
  readonly 'deal-erased': { readonly dealId: string };
  readonly unavailable: { readonly problem: string };
  readonly indeterminate: { readonly problem: string };
  readonly 'contract-broken': { readonly problem: string };
}

export type DealErrorCode = keyof DealErrorDetails;

/**
 * The one error this library throws. `code` is stable, `details` holds the facts of that code,
 * the message is a sentence for people and may change.
 *
 * Of several codes it is a union, one member for each, so that a `switch` over `code` tells the type of `details`.
 */
export type DealError<C extends DealErrorCode = DealErrorCode> = {
  readonly [K in C]: Error & {
    readonly name: 'DealError';
    readonly code: K;
    readonly details: DealErrorDetails[K];
  };
}[C];

export const DealError: {
  new <C extends DealErrorCode>(code: C, message: string, details: DealErrorDetails[C]): DealError<C>;
  readonly prototype: DealError;
} = class DealError extends Error {
  override readonly name = 'DealError';
  readonly code: DealErrorCode;
  readonly details: DealErrorDetails[DealErrorCode];

  constructor(code: DealErrorCode, message: string, details: DealErrorDetails[DealErrorCode]) {
    super(message);
    this.code = code;
    this.details = owned(details) as DealErrorDetails[DealErrorCode];
  }
} as never;

/** What to throw for an option that cannot be taken: which one, and why not, with what was given and what is possible. */
export function invalidOption(option: string, problem: string): DealError<'invalid-option'> {
  return new DealError('invalid-option', `Option ${option}: ${problem}.`, { option, problem });
}

/** The facts of an error, with Dates and lists of its own. */
function owned(details: object): object {
  const facts = Object.entries(details).map(([name, fact]) => [name, ownedFact(fact)]);
  return Object.fromEntries(facts);
}

function ownedFact(fact: unknown): unknown {
  if (fact instanceof Date) return new Date(+fact);
  return Array.isArray(fact) ? fact.map(ownedFact) : fact;
}

/**
 * Tells whether something caught is a {@link DealError}, of one code if `code` is given.
 *
 * It looks at name and code, not at the class, so it also holds for an error of another copy of the package
 * or of another realm.
 *
 * @example
 * ```ts
 * const attempt = (amount: string) => {
 *   try { return money(amount, 'NOK') } catch (error) { return isDealError(error, 'invalid-amount') ? error.details : null }
 * }
 * attempt('0x10') // => { input: '0x10' }
 * ```
 */
export function isDealError<C extends DealErrorCode = DealErrorCode>(
  error: unknown,
  code?: C,
): error is DealError<C> {
  if (typeof error !== 'object' || error === null) return false;
  const { name, code: found } = error as { readonly name?: unknown; readonly code?: unknown };
  return name === 'DealError' && (code === undefined ? typeof found === 'string' : found === code);
}
