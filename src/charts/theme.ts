/** The colours of the charts, as CSS has them. */
export interface ChartTheme {
  readonly won: string;
  readonly lost: string;
  /** Of the stages of a true funnel, from its first on; taken round again where there are more stages. */
  readonly stages: readonly string[];
}

/** The palette of Okabe and Ito, whose colours people tell apart however they see colours. The default. */
export const okabeIto: ChartTheme = /* @__PURE__ */ Object.freeze({
  won: '#0072B2',
  lost: '#E69F00',
  stages: /* @__PURE__ */ Object.freeze(['#56B4E9', '#009E73', '#F0E442', '#E69F00', '#D55E00', '#CC79A7']),
});

/** Won in red, lost in yellow: the colours of 1C's report. */
export const redAndYellow: ChartTheme = /* @__PURE__ */ Object.freeze({
  won: '#D32F2F',
  lost: '#FBC02D',
  stages: /* @__PURE__ */ Object.freeze(['#FBC02D', '#FFA000', '#F57C00', '#E64A19']),
});
