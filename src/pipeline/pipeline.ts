/** How a deal goes through the stages. */
export type Progression =
  /** The stage list is fixed and completing a stage moves the deal on: no skipping, no going back. */
  | 'automatic'
  /** The user moves the deal to any stage. */
  | 'manual'
  /** There are no stages: such deals have totals and outcomes, but no rows in a funnel. */
  | 'none';

/** One step on the way to a sale. Won and lost are outcomes, not stages. */
export interface Stage<S extends string = string> {
  readonly id: S;
  readonly name: string;
  /** What the stage is to achieve, in a sentence for the seller. */
  readonly goal?: string;
  /** The probability that a deal in this stage will be won, 0 to 1; a deal's own estimate goes before it. */
  readonly probability?: number;
  /** After how many days in this stage a deal counts as stale. */
  readonly staleAfterDays?: number;
}

/** A type of deal: its ordered stages and the rule by which deals move through them. */
export interface Pipeline<S extends string = string> {
  readonly id: string;
  readonly name: string;
  readonly progression: Progression;
  readonly stages: readonly Stage<S>[];
  /** Whether deals record primary demand. */
  readonly recordsDemand: boolean;
  /** Whether new deals may be opened; running deals go on either way. */
  readonly acceptsNewDeals: boolean;
}
