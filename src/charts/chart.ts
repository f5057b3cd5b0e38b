import type { Captions } from '../format/captions/captions.ts';
import { language } from '../format/figures.ts';
import { numberFormat } from '../format/number-format.ts';
import { stageName } from '../format/stage-name.ts';
import { plainText } from '../format/table.ts';
import type { Decimal } from '../money/decimal.ts';
import { list, type OptionKind, type OptionsOf, object, text } from '../options.ts';
import type { StageRow } from '../reports/funnel/funnel.ts';
import type { ChartTheme } from './theme.ts';

export interface ChartOptions {
  /** Default `okabeIto`. */
  readonly theme?: ChartTheme | undefined;
  /** In whose way figures are written and in whose language captions, a BCP 47 language tag; default `en`. */
  readonly locale?: string | undefined;
  readonly title?: string | undefined;
  /** What passing a stage is called; default the caption in the language of `locale`, `Passed`. */
  readonly passed?: string | undefined;
  /** What lost is called; default likewise, `Lost`. */
  readonly lost?: string | undefined;
}

const theme: OptionKind = {
  possible: 'colours: won, lost and a list for the stages',
  holds: (value) => {
    if (!object.holds(value)) return false;
    const { won, lost, stages } = value as Partial<ChartTheme>;
    return (
      text.holds(won) && text.holds(lost) && list.holds(stages) && (stages as unknown[]).every(text.holds)
    );
  },
};

export const chartOptions: OptionsOf<ChartOptions> = {
  theme,
  locale: language,
  title: text,
  passed: text,
  lost: text,
};

/** A figure of a chart. ECharts draws `value`; the exact figure is with it as text. */
export interface ChartItem {
  value: number;
  exact: string;
  /** Null for what was won in the end. */
  stageId: string | null;
}

/** A count or an amount as an item. It becomes a number here and nowhere else in the library. */
export function chartItem(stageId: string | null, figure: number | Decimal): ChartItem {
  const exact = typeof figure === 'number' ? `${figure}` : figure.toFixed();
  return { value: Number(exact), exact, stageId };
}

/**
 * A text for ECharts to draw as it is. A formatter is a template where it has braces, and here there are none: figures
 * have only digits and marks, and names never get into a formatter.
 */
export interface FigureLabel {
  formatter: string;
}

/** The figures of items as a label. */
export function figureLabel(items: readonly ChartItem[], locale: string): FigureLabel {
  const figures = numberFormat(locale, { maximumFractionDigits: 2 });
  return { formatter: items.map(({ exact }) => figures.format(exact as `${number}`)).join(' / ') };
}

/** What every object has, by name: `__proto__`, `constructor`, … */
const inherited: readonly string[] = /* @__PURE__ */ Object.getOwnPropertyNames(Object.prototype);

/**
 * A text from outside as ECharts may draw it: on one line, without characters that are not shown but do something.
 *
 * ECharts 6.1 remembers in a plain object how wide a text is, under the text, also that of a long one cut. Drawing
 * `__proto__` would write to what all objects of the program inherit. Behind a space it is a text like any other.
 */
export function drawable(text: string): string {
  const plain = plainText(text);
  return inherited.some((name) => plain.startsWith(name)) ? ` ${plain}` : plain;
}

/** What a stage is called in a chart. */
export function drawableStage(stage: StageRow, captions: Captions): string {
  return drawable(stageName(stage, captions));
}
