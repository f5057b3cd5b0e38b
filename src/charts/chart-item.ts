import { numberFormat } from '../format/number-format.ts';
import type { Decimal } from '../money/decimal.ts';
import { type ItemTooltip, itemTooltip } from './item-tooltip.ts';

/** A figure of a chart. ECharts draws `value`; the exact figure is with it as text. */
export interface ChartItem {
  value: number;
  exact: string;
  /** What it is the figure of, the figure to its last digit, and what the figure means. */
  tooltip: ItemTooltip;
}

/** The figure of a stage. */
export interface StageItem extends ChartItem {
  /** Null for what was won in the end. */
  stageId: string | null;
}

/** The figure of a period. */
export interface PeriodItem extends ChartItem {
  /** As the report names it; null for what is in none. */
  period: string | null;
}

/** The figure of an owner. */
export interface OwnerItem extends ChartItem {
  ownerId: string | null;
}

/** A count or an amount as text, to its last digit. */
export function exactText(figure: number | Decimal): string {
  return typeof figure === 'number' ? `${figure}` : figure.toFixed();
}

/** What the tooltip of a figure says beside it. */
export interface ItemText {
  /** What it is the figure of, such as a stage. */
  readonly of: string;
  /** What the figure is called. */
  readonly name: string;
  readonly meaning: string;
  /** What the figure is counted in, where it is no number of something. */
  readonly unit?: string | undefined;
  readonly locale: string;
}

/** A count or an amount as an item. It becomes a number here and nowhere else in the library. */
export function chartItem(
  figure: number | Decimal,
  { of, name, meaning, unit, locale }: ItemText,
): ChartItem {
  const exact = exactText(figure);
  const written = numberFormat(locale, { maximumFractionDigits: 20 }).format(exact as `${number}`);
  const lines = [of, `${name}: ${written}${unit === undefined ? '' : ` ${unit}`}`, meaning];
  return { value: Number(exact), exact, tooltip: itemTooltip(lines) };
}

/**
 * How the figures of one chart are written beside its bars: all with the same decimals, and all compact where one of them
 * has more than six digits before the point.
 */
export function figureWriter(exacts: readonly string[], locale: string): (exact: string) => string {
  const longest = exacts.reduce((most, exact) => Math.max(most, (/\d+/.exec(exact)?.[0] ?? '').length), 0);
  const notation = longest > 15 ? 'scientific' : longest > 6 ? 'compact' : 'standard';
  const decimals = notation !== 'standard' ? 1 : exacts.some((exact) => exact.includes('.')) ? 2 : 0;
  const format = numberFormat(locale, {
    notation,
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return (exact) => format.format(exact as `${number}`);
}
