import type { ColumnType, Kysely } from 'kysely';

/**
 * A whole number or a decimal. What comes back depends on the driver and the host's type parsers: it is selected as text
 * where a digit could be lost.
 */
type Figure = ColumnType<unknown, number | string, number | string>;
type FigureOrNull = ColumnType<unknown, number | string | null, number | string | null>;

/** How a deal stands, or stood for a time. */
export interface StandingColumns {
  readonly tenant: string;
  readonly deal: string;
  readonly status: string;
  readonly pipeline: string | null;
  readonly stage: string | null;
  readonly stage_entered_at: FigureOrNull;
  readonly stage_undated: Figure;
  readonly owner: string | null;
  readonly opened_by: string | null;
  readonly closed_by: string | null;
  readonly potential: FigureOrNull;
  readonly currency: string | null;
  readonly won_amount: FigureOrNull;
  readonly won_currency: string | null;
  readonly opened_at: FigureOrNull;
  readonly undated: Figure;
  readonly closed_at: FigureOrNull;
  /** For how long it was closed between its closings, in milliseconds. */
  readonly closed_for: Figure;
  readonly expected_close_at: FigureOrNull;
  readonly customer: string | null;
  readonly channel: string | null;
  readonly loss_reason: string | null;
  readonly other_reasons: string | null;
  readonly competitor: string | null;
  readonly deleted_at: FigureOrNull;
  readonly probability: string | null;
  readonly category: string | null;
}

/** The tables. Ids are keys (`keyOf`), instants milliseconds since 1970, forms JSON text. README.md says what each is for. */
export interface Tables {
  readonly dealbook_tenant: { readonly tenant: string; readonly number: Figure };
  readonly dealbook_append: {
    readonly tenant: string;
    readonly deal: string;
    readonly version: Figure;
    readonly events: string | null;
    readonly erased: string | null;
    readonly position: Figure;
    readonly xid: Figure;
    readonly number: ColumnType<unknown, number | string | undefined, number | string>;
  };
  readonly dealbook_deal: StandingColumns & {
    readonly version: Figure;
    readonly recorded_at: FigureOrNull;
    readonly updated_at: FigureOrNull;
    readonly path: string;
  };
  readonly dealbook_state: StandingColumns & {
    readonly seq: Figure;
    readonly from_at: Figure;
    readonly until_at: FigureOrNull;
    /** How many characters of the path its deal has come to be what it was then. */
    readonly path_length: Figure;
  };
  readonly dealbook_visit: {
    readonly tenant: string;
    readonly deal: string;
    readonly seq: Figure;
    readonly pipeline: string;
    readonly stage: string | null;
    readonly nth: Figure;
    readonly entered_at: Figure;
    readonly undated: Figure;
    readonly left_at: FigureOrNull;
    readonly left_by: string | null;
    readonly step: string;
  };
  readonly dealbook_membership: { readonly tenant: string; readonly pipeline: string; readonly deal: string };
  readonly dealbook_task: {
    readonly tenant: string;
    readonly deal: string;
    readonly seq: Figure;
    readonly assignee: string | null;
    readonly due_at: FigureOrNull;
    readonly form: string;
  };
  readonly dealbook_pipeline: {
    readonly tenant: string;
    readonly pipeline: string;
    readonly version: Figure;
    readonly form: string;
  };
  readonly dealbook_rate: {
    readonly tenant: string;
    readonly base: string;
    readonly currency: string;
    readonly date: string;
    readonly form: string;
  };
  readonly dealbook_variant: {
    readonly tenant: string;
    readonly variant: string;
    readonly version: Figure;
    readonly form: string;
  };
}

/** The host's database as seen from here: with our tables alone. */
export type Db = Kysely<Tables>;
