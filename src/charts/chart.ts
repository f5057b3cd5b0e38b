import { language } from '../format/figures.ts';
import { list, type OptionKind, type OptionsOf, object, text } from '../options.ts';
import { drawable } from './drawable.ts';
import { type ChartTheme, wholeTheme } from './theme.ts';

/** What every chart can be told. */
export interface ReportChartOptions {
  /** Default `okabeIto`. */
  readonly theme?: ChartTheme | undefined;
  /** In whose way figures are written and in whose language captions, a BCP 47 language tag; default `en`. */
  readonly locale?: string | undefined;
  readonly title?: string | undefined;
}

const themeTexts: readonly (keyof ChartTheme)[] = ['text', 'lines', 'background'];

const theme: OptionKind = {
  possible: 'colours: won, lost and a list for the stages',
  holds: (value) => {
    if (!object.holds(value)) return false;
    const { won, lost, stages, ...others } = value as Partial<ChartTheme>;
    return (
      text.holds(won) &&
      text.holds(lost) &&
      list.holds(stages) &&
      (stages as unknown[]).every(text.holds) &&
      Object.entries(others).every(
        ([name, color]) =>
          themeTexts.includes(name as keyof ChartTheme) && (color === undefined || text.holds(color)),
      )
    );
  },
};

export const reportChartOptions: OptionsOf<ReportChartOptions> = { theme, locale: language, title: text };

/** What is the same in all charts. */
export type ChartFrame = {
  /** What it shows, in words, for who does not see it; and patterns beside the colours. */
  aria: { enabled: true; decal: { show: true }; label: { description: string } };
  backgroundColor: string;
  title: {
    text: string;
    left: number;
    top: number;
    textStyle: { color: string; fontSize: number; width: number; overflow: 'truncate' };
  };
  tooltip: { trigger: 'item'; confine: true };
};

export function chartFrame(title: string, lines: readonly string[], options: ReportChartOptions): ChartFrame {
  const text = drawable(title);
  const { text: color, background: backgroundColor } = wholeTheme(options.theme);
  return {
    aria: {
      enabled: true,
      decal: { show: true },
      label: { description: [text, ...lines.map(drawable)].join('. ') },
    },
    backgroundColor,
    title: {
      text,
      left: 16,
      top: 8,
      textStyle: { color, fontSize: 15, width: 320, overflow: 'truncate' },
    },
    tooltip: { trigger: 'item', confine: true },
  };
}

/** What of a chart depends on how wide it is drawn: ECharts takes the first that fits, the last where none does. */
export type ByWidth<Option> = { query?: { minWidth: number }; option: Option }[];

/** How wide, in pixels, a chart must be drawn for its names to be given more room. */
const minWidth = 560;

export function byWidth<Option>(narrow: Option, wide: Option): ByWidth<Option> {
  return [{ query: { minWidth }, option: wide }, { option: narrow }];
}

/** What the colours stand for, on one line that is turned over where it is too long. */
export interface ChartLegend {
  type: 'scroll';
  data: string[];
  left: number;
  right: number;
  top: number;
  textStyle: { color: string; width: number; overflow: 'truncate' };
  pageTextStyle: { color: string };
}

export function chartLegend(names: readonly string[], { theme }: ReportChartOptions): ChartLegend {
  const { text: color } = wholeTheme(theme);
  return {
    ...{ type: 'scroll', data: [...new Set(names)], left: 12, right: 12, top: 32 },
    textStyle: { color, width: 120, overflow: 'truncate' },
    pageTextStyle: { color },
  };
}
