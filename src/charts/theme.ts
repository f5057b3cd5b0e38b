/** The colours of the charts, as CSS has them. */
export interface ChartTheme {
  readonly won: string;
  readonly lost: string;
  /** Of what is neither won nor lost: the first where there is one such series, else in this order, taken round again. */
  readonly stages: readonly string[];
  /** Of what is written; default dark grey. */
  readonly text?: string | undefined;
  /** Of the lines between and behind the bars; default light grey. */
  readonly lines?: string | undefined;
  /** Behind everything; default white. */
  readonly background?: string | undefined;
}

/** The palette of Okabe and Ito, whose colours people tell apart however they see colours. The default. */
export const okabeIto: ChartTheme = /* @__PURE__ */ Object.freeze({
  won: '#0072B2',
  lost: '#E69F00',
  stages: /* @__PURE__ */ Object.freeze(['#56B4E9', '#009E73', '#F0E442', '#D55E00', '#CC79A7', '#999999']),
});

/** The same on black. */
export const okabeItoDark: ChartTheme = /* @__PURE__ */ Object.freeze({
  ...okabeIto,
  won: '#1E88D2',
  stages: /* @__PURE__ */ Object.freeze(['#8FD3FF', '#009E73', '#F0E442', '#D55E00', '#CC79A7', '#999999']),
  text: '#E6E6E6',
  lines: '#4D4D4D',
  background: '#121212',
});

/** Won in red, lost in yellow: the colours of 1C's report. */
export const redAndYellow: ChartTheme = /* @__PURE__ */ Object.freeze({
  won: '#D32F2F',
  lost: '#FBC02D',
  stages: /* @__PURE__ */ Object.freeze(['#FFA000', '#F57C00', '#E64A19', '#5D4037']),
});

/** A theme with everything it says and what it leaves to us. */
export function wholeTheme(
  theme: ChartTheme = okabeIto,
): Required<{ [K in keyof ChartTheme]: NonNullable<ChartTheme[K]> }> {
  const { text = '#333333', lines = '#DDDDDD', background = '#FFFFFF', ...others } = theme;
  return { ...others, text, lines, background };
}

/** The colour of one of several series. */
export function colorAt({ stages, won }: ChartTheme, index: number): string {
  return stages[index % stages.length] ?? won;
}
