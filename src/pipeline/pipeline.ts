/** How a deal goes through the stages. */
export type Progression =
  /** The stage list is fixed and completing a stage moves the deal on: no skipping, no going back. */
  | 'automatic'
  /** The user moves the deal to any stage. */
  | 'manual'
  /** There are no stages: such deals have totals and outcomes, but no rows in a funnel. */
  | 'none';

export type StageTask = NonNullable<Stage['tasks']>[number];

/** Whose a stage task is, where it is not the owner's. */
export type TaskAssignee = { readonly id: string } | { readonly role: string };

/** One step on the way to a sale. Won and lost are outcomes, not stages. */
export interface Stage<S extends string = string> {
  readonly id: S;
  readonly name: string;
  /** What the stage is to achieve, in a sentence for the seller. */
  readonly goal?: string;
  /** The probability that a deal in this stage will be won, 0 to 1; a deal's own estimate goes before it. */
  readonly probability?: number;
  /**
   * What a deal that an automatic pipeline leads must have to leave this stage, by name: `customerId`, `channel`,
   * `potential`, `expectedCloseAt`, `demand`, `interaction`, `payment`, `participant.<role>`, `fields.<name>` (there,
   * not empty and not false), or a check of the host's. In a manual pipeline: what a deal must have to enter this stage, by
   * whatever verb, unless it was taken under manual control.
   */
  readonly requires?: readonly string[];
  /** Something to do in a stage, in an automatic pipeline only: it hands it out, to the deal's owner, on each entering; it is the owner's unless it names somebody. */
  readonly tasks?: readonly {
    /** Unique within its stage. */
    readonly id: string;
    readonly name: string;
    /** Due so many days of 24 hours after the stage was entered; absent: whenever. */
    readonly dueDays?: number;
    /** Whose it is: default the deal's owner, else one person, or whom the host names for a role. */
    readonly assignee?: TaskAssignee;
    /** What the deal must have for this task to be completed, as {@link Stage.requires}. */
    readonly requires?: readonly string[];
  }[];
  /** The stages that a deal may be moved to from this one, in a manual pipeline; absent: any. */
  readonly leadsTo?: readonly string[];
  /** After how many days in this stage a deal counts as stale. */
  readonly staleAfterDays?: number;
  /** True for a stage that no deal is moved into any more; it keeps its visits. */
  readonly retired?: boolean;
  /**
   * Ids whose visits are this stage's: of stages that were merged into it, or its own before it got another. Visits of one
   * stage that follow each other without an outcome between them are one. Histories keep the ids that were recorded.
   */
  readonly formerly?: readonly string[];
}

/** A type of deal: its ordered stages and the rule by which deals move through them. */
export interface Pipeline<S extends string = string> {
  readonly id: string;
  readonly name: string;
  readonly progression: Progression;
  readonly stages: readonly Stage<S>[];
  /** Whether deals record primary demand. */
  readonly recordsDemand: boolean;
  /** Whether new deals may be opened, or transferred into it; running deals go on either way. */
  readonly acceptsNewDeals: boolean;
  /** The reasons a loss can have; absent: any. */
  readonly lossReasons?: readonly string[];
}
