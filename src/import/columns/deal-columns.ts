import type { DescriptionOf } from '../../deal/description.ts';
import type { Fields } from '../../deal/event.ts';
import type { Decimal } from '../../money/decimal.ts';
import type { TimeInput } from '../../time/calendar/instant-of.ts';
import type { TableColumn } from './column.ts';

/** Texts; of a dictionary, too. */
export type TextColumn = TableColumn<string>;

/** Instants as milliseconds since 1970 (a number or bigint) or Dates; local days and times as text. */
export type TimeColumn = TableColumn<TimeInput | number | bigint>;

/** Amounts in the currency of the column `currency`: numbers, bigints, text or Decimals. */
export type MoneyColumn = TableColumn<Decimal.Value>;

/**
 * Deals as they stand now, a column for each property of a `DealRow`; those of a part have the path to it. A value that is
 * null or undefined is as absent.
 */
export interface DealColumns extends Partial<DescriptionOf<TextColumn | undefined>> {
  readonly id: TextColumn;
  readonly pipelineId: TextColumn;
  readonly openedAt: TimeColumn;
  readonly stageId?: TextColumn | undefined;
  readonly stageEnteredAt?: TimeColumn | undefined;
  readonly ownerId?: TextColumn | undefined;
  readonly potential?: MoneyColumn | undefined;
  /** The currency of all amounts of the row. */
  readonly currency?: TextColumn | undefined;
  readonly name?: TextColumn | undefined;
  readonly probability?: TableColumn<number> | undefined;
  readonly expectedCloseAt?: TimeColumn | undefined;
  readonly 'outcome.status'?: TextColumn | undefined;
  readonly 'outcome.at'?: TimeColumn | undefined;
  readonly 'outcome.by'?: TextColumn | undefined;
  readonly 'outcome.amount'?: MoneyColumn | undefined;
  readonly 'outcome.reason'?: TextColumn | undefined;
  readonly 'outcome.ownerId'?: TextColumn | undefined;
  readonly 'outcome.competitorId'?: TextColumn | undefined;
  /** The host's own fields. */
  readonly [field: `fields.${string}`]: TableColumn<NonNullable<Fields[string]>> | undefined;
}

/**
 * What changed when, a column for each property of a `ChangeRow`; those of a part have the path to it. A value that is null
 * or undefined did not change: of what a deal has none from then on is told by the column `none`.
 */
export interface ChangeColumns {
  readonly dealId: TextColumn;
  readonly at: TimeColumn;
  readonly recordedAt?: TimeColumn | undefined;
  readonly by?: TextColumn | undefined;
  readonly stageId?: TextColumn | undefined;
  readonly pipelineId?: TextColumn | undefined;
  readonly ownerId?: TextColumn | undefined;
  readonly potential?: MoneyColumn | undefined;
  /** The currency of all amounts of the row. */
  readonly currency?: TextColumn | undefined;
  readonly expectedCloseAt?: TimeColumn | undefined;
  readonly probability?: TableColumn<number> | undefined;
  readonly 'outcome.status'?: TextColumn | undefined;
  readonly 'outcome.amount'?: MoneyColumn | undefined;
  readonly 'outcome.reason'?: TextColumn | undefined;
  readonly 'outcome.ownerId'?: TextColumn | undefined;
  readonly 'outcome.competitorId'?: TextColumn | undefined;
  readonly 'from.stageId'?: TextColumn | undefined;
  readonly 'from.pipelineId'?: TextColumn | undefined;
  readonly 'from.ownerId'?: TextColumn | undefined;
  readonly 'from.potential'?: MoneyColumn | undefined;
  readonly 'from.expectedCloseAt'?: TimeColumn | undefined;
  readonly 'from.probability'?: TableColumn<number> | undefined;
  /**
   * Of what the deal has none from then on: `ownerId`, `potential`, `expectedCloseAt`, `probability`, or `outcome`, a reopening;
   * several with a space between them.
   */
  readonly none?: TextColumn | undefined;
  /** Of what it had none until then. */
  readonly 'from.none'?: TextColumn | undefined;
}

type ColumnKind = 'text' | 'time' | 'money' | 'value' | 'currency' | 'none';

/** The columns of a table of deals, and how their values are read. */
export const dealColumnKinds: Readonly<Record<string, ColumnKind>> = {
  ...{ id: 'text', pipelineId: 'text', openedAt: 'time', stageId: 'text', stageEnteredAt: 'time' },
  ...{ ownerId: 'text', potential: 'money', currency: 'currency', name: 'text', probability: 'value' },
  ...{ expectedCloseAt: 'time', 'outcome.status': 'text', 'outcome.at': 'time', 'outcome.by': 'text' },
  ...{ 'outcome.amount': 'money', 'outcome.reason': 'text', 'outcome.ownerId': 'text' },
  'outcome.competitorId': 'text',
};

/** Those of a table of changes. */
export const changeColumnKinds: Readonly<Record<string, ColumnKind>> = {
  ...{ dealId: 'text', at: 'time', recordedAt: 'time', by: 'text', stageId: 'text', pipelineId: 'text' },
  ...{ ownerId: 'text', potential: 'money', currency: 'currency', expectedCloseAt: 'time' },
  ...{ probability: 'value', 'outcome.status': 'text', 'outcome.amount': 'money', 'outcome.reason': 'text' },
  ...{ 'outcome.ownerId': 'text', 'outcome.competitorId': 'text', 'from.stageId': 'text' },
  ...{ 'from.pipelineId': 'text', 'from.ownerId': 'text', 'from.potential': 'money' },
  ...{ 'from.expectedCloseAt': 'time', 'from.probability': 'value', none: 'none', 'from.none': 'none' },
};

/** What `none` may name. */
export const leavable: ReadonlySet<string> = new Set([
  ...['ownerId', 'potential', 'expectedCloseAt', 'probability', 'outcome'],
]);
