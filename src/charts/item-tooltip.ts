import { htmlText } from '../format/html-text.ts';

/** What is said of a figure that is pointed at. */
export interface ItemTooltip {
  /** HTML, its texts escaped. */
  formatter: string;
}

/** Lines for a tooltip. ECharts reads a formatter as HTML, and as a template with braces. */
export function itemTooltip(lines: readonly string[]): ItemTooltip {
  return { formatter: lines.map((line) => htmlText(line, /[&<>"'{}]/g)).join('<br>') };
}
