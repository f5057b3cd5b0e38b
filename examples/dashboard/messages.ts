import type { FigurePlaces, Period, ReportTable, ReportVariant } from 'dealbook';
import type { ChartOption } from './worker/with-places.ts';

/** What the page asks the worker, which holds the book. All of it is plain data. */
export type Question =
  | { readonly ask: 'openSample' }
  | ({ readonly ask: 'importFiles' } & ImportedFiles)
  /** The reports by their names, those first that are wanted first; of those that are shown as they should be it is told so. */
  | {
      readonly ask: 'showDashboard';
      readonly filters: Filters;
      readonly order: readonly string[];
      readonly shown: readonly ReportVariant[];
      readonly look: Look;
    }
  | { readonly ask: 'runVariant'; readonly variant: ReportVariant; readonly look: Look }
  | ({ readonly ask: 'listDeals'; readonly look: Look } & DealsAsked);

export type Answer =
  | { readonly tell: 'book'; readonly facts: BookFacts }
  | { readonly tell: 'imported'; readonly facts: BookFacts; readonly found: ImportFindings }
  | { readonly tell: 'progress'; readonly deals: number; readonly of: number }
  | { readonly tell: 'panel'; readonly report: string; readonly panel: Panel }
  | { readonly tell: 'samePanel'; readonly report: string }
  | { readonly tell: 'noPanel'; readonly report: string; readonly message: string }
  | { readonly tell: 'deals'; readonly list: DealPage }
  | { readonly tell: 'refused'; readonly message: string }
  | { readonly tell: 'done' };

/** Which deals the dashboard is about. What is not there is not asked for. */
export interface Filters {
  readonly pipelineId: string;
  /** Null: deals of nobody. */
  readonly ownerId?: string | null;
  /** Null: deals without one. */
  readonly channel?: string | null;
  readonly during?: PeriodChoice;
}

/** A period by its name, or told from the date of the book. */
export type PeriodChoice = string | { readonly this: PeriodUnit } | { readonly last: PeriodUnit };
export type PeriodUnit = 'month' | 'quarter' | 'year';

/** How figures are written and drawn. */
export interface Look {
  readonly locale: string;
  readonly isDark: boolean;
}

/** What can be chosen of a book. */
export interface BookFacts {
  readonly deals: number;
  readonly currency: string;
  readonly timeZone: string;
  readonly asOf: Date | null;
  readonly pipelines: readonly { readonly id: string; readonly name: string }[];
  readonly owners: readonly (string | null)[];
  readonly channels: readonly (string | null)[];
  /** From the first opening to the date of the book; null where nobody knows. */
  readonly whole: Period | null;
  readonly periods: readonly { readonly unit: PeriodUnit; readonly names: readonly string[] }[];
}

/** A report as the page shows it, and the variant that it is saved as. */
export interface Panel {
  readonly variant: ReportVariant;
  /** How it is written and drawn. */
  readonly look: Look;
  readonly table: ReportTable;
  /** Where the deals behind a cell of the table are to be asked for; null where a cell counts none. */
  readonly places: readonly (readonly (Place | null)[])[];
  readonly charts: readonly ChartOption[];
  /** The columns of a board, where the report is one. */
  readonly board?: readonly BoardColumn[];
}

/** Where a figure stands in the report of its panel: as `dealsIn` has it, or in a month of win rates. */
export type Place =
  | FigurePlaces[keyof FigurePlaces]
  | { readonly cell: 'won' | 'lost'; readonly closedDuring: string };

export interface BoardColumn {
  readonly name: string;
  readonly open: number;
  readonly figures: string;
  readonly place: Place;
  readonly cards: readonly {
    readonly dealId: string;
    readonly name: string;
    readonly owner: string;
    readonly potential: string;
    readonly days: string;
  }[];
}

/** The deals behind a figure of a report, a page of them or all. */
export interface DealsAsked {
  readonly variant: ReportVariant;
  readonly place: Place;
  /** The last deal of the page before. */
  readonly after?: string;
  readonly isWhole?: boolean;
}

export interface DealPage {
  readonly deals: number;
  readonly table: ReportTable;
  readonly next: string | null;
}

export interface ImportFindings {
  readonly problems: ReportTable;
  readonly deals: { readonly given: number; readonly taken: number };
  readonly changes: { readonly given: number; readonly taken: number };
}

export type CrmName = 'hubspot' | 'salesforce' | 'pipedrive' | 'bitrix24' | 'odoo';

/** Files of a CRM, and how they are written. */
export interface ImportedFiles {
  readonly crm: CrmName;
  /** The files, by the names that the CRM's function has for its tables. */
  readonly tables: Readonly<Record<string, { readonly file: Blob; readonly separator: ',' | ';' }>>;
  /** The currency of the book, and of amounts that come without one. */
  readonly currency: string;
  readonly timeZone: string;
  readonly numbers?: string;
  readonly dates?: string;
  readonly lossReason?: string;
  /** The column whose values are the pipelines. */
  readonly pipeline?: string;
  /** The codes of currencies by the names that the files have for them. */
  readonly currencies?: Readonly<Record<string, string>>;
  /** Rates as rows of date, currency and rate, in units of the base. */
  readonly rates?: { readonly file: Blob; readonly base: string };
  readonly locale: string;
}
