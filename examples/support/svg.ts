import { type EChartsOption, init } from 'echarts';

/** An SVG of a chart, drawn by ECharts without a browser. */
export function svgOf(option: EChartsOption, { width = 720, height = 400 } = {}): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, backgroundColor: '#ffffff', ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
