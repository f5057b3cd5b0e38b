import { BarChart, FunnelChart, HeatmapChart, LineChart } from 'echarts/charts';
import {
  AriaComponent,
  GridComponent,
  LegendComponent,
  TitleComponent,
  TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { LabelLayout, LegacyGridContainLabel } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import type { Place } from '../messages.ts';
import type { ChartOption } from '../worker/with-places.ts';

use([BarChart, FunnelChart, HeatmapChart, LineChart, LabelLayout, LegacyGridContainLabel, SVGRenderer]);
use([AriaComponent, GridComponent, LegendComponent, TitleComponent, TooltipComponent, VisualMapComponent]);

/** A chart of dealbook, drawn as SVG and as wide as its place. Each of its figures can be clicked for its deals. */
export class ReportChart extends HTMLElement {
  /** What ECharts draws; null while there is nothing to draw. */
  chart: EChartsType | null = null;
  onPlace: (place: Place) => void = () => undefined;
  #option: ChartOption | null = null;
  readonly #resized = new ResizeObserver(() => {
    const { chart, clientWidth, clientHeight } = this;
    if (chart === null || (chart.getWidth() === clientWidth && chart.getHeight() === clientHeight)) return;
    chart.resize();
    this.#makeScalable(chart);
  });

  show(option: ChartOption): void {
    this.#option = option;
    this.#draw();
  }

  connectedCallback(): void {
    this.#resized.observe(this);
    // With a tooltip the browser has to lay out the page at once: ECharts asks where the chart lies. Only who points wants one.
    this.onpointerenter = () => this.chart?.setOption({ tooltip: this.#option?.tooltip ?? {} });
    this.#draw();
  }

  disconnectedCallback(): void {
    this.#resized.disconnect();
    this.chart?.dispose();
    this.chart = null;
  }

  #draw(): void {
    if (!this.isConnected || this.#option === null) return;
    const height = heightOf(this.#option);
    this.style.height = `${height}px`;
    this.chart ??= this.#opened();
    if (this.chart.getHeight() !== height) this.chart.resize();
    const { tooltip, ...drawn } = this.#option;
    this.chart.setOption(this.matches(':hover') ? { ...drawn, tooltip } : drawn, { notMerge: true });
    this.#makeScalable(this.chart);
  }

  /** A page that is printed has another width, and no time to draw for it. */
  #makeScalable(chart: EChartsType): void {
    this.querySelector('svg')?.setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  }

  #opened(): EChartsType {
    const chart = init(this, null, { renderer: 'svg' });
    chart.on('click', ({ data }) => {
      const place = (data as { readonly place?: Place | null } | undefined)?.place ?? null;
      if (place !== null) this.onPlace(place);
    });
    return chart;
  }
}

customElements.define('report-chart', ReportChart);

/** Rows want 28 pixels each, and what is around them its own. */
function heightOf(option: ChartOption): number {
  const [axis] = [option['yAxis']].flat() as ({ readonly data?: readonly unknown[] } | undefined)[];
  const [series] = [option['series']].flat() as (
    | { readonly type: string; readonly data: readonly unknown[] }
    | undefined
  )[];
  if (series?.type === 'funnel') return Math.max(240, 80 + 32 * series.data.length);
  return axis?.data === undefined ? 320 : Math.max(200, 92 + 30 * axis.data.length);
}
