import { type EChartsOption, init } from 'echarts';
import { describe, expect, test } from 'vitest';
import { svgOf } from '../../../examples/support/svg.ts';
import { dealsChart, funnelChart, potentialChart } from '../../../src/charts/index.ts';
import { funnelOf } from './given.ts';

/** Names as somebody may type them, and how they are shown. */
const names: readonly (readonly [string, string])[] = [
  ['{b}', '{b}'],
  ['{a|x} {c} {@[0]}', '{a|x} {c} {@[0]}'],
  ['<script>alert(1)</script>', '<script>alert(1)</script>'],
  ['"><img onerror=a()>', '"><img onerror=a()>'],
  [']]>&amp;&lt;', ']]>&amp;&lt;'],
  ['__proto__', '__proto__'],
  ['constructor', 'constructor'],
  ['valueOf the firm', 'valueOf the firm'],
  ['one\u2028two\nthree', 'one two three'],
  ['\u0001\u202Eab\uFFFE', 'ab'], // no SVG may hold the first and the last, the second turns text round
  ['twice', 'twice'],
  ['twice', 'twice'],
];
const shownNames = names.map(([, shown]) => shown);
const long = 'long '.repeat(100);
const funnel = funnelOf([...names.map(([name]) => name), long]);
const plain = funnelOf(['Contact', long]);
const { title, won } = { title: '<b>{a}</b>', won: '<i>{b}</i>' };
const hostile = { title, passed: won, lost: '{c}' };
const charts = {
  deals: dealsChart(funnel, hostile),
  potential: potentialChart(funnel, hostile),
  funnel: funnelChart(funnel, { title, won }),
};

/** The texts of an SVG as a reader sees them. */
function textsIn(svg: string): string[] {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) =>
    text.replace(/&(\w+|#39);/g, (_, name: string) => entities[name] ?? '?').trim(),
  );
}

/** The names of the elements of an SVG, each once. */
function elementsIn(svg: string): string[] {
  return [...new Set([...svg.matchAll(/<\/?([^\s/>]+)/g)].map(([, name = '']) => name))].sort();
}

describe.each(Object.entries(charts))('in the SVG of the chart of %s', (kind, chart) => {
  const svg = svgOf(chart, { height: 700 });

  test('every name is shown as it is, each as often as there are stages called so', () => {
    const texts = textsIn(svg);
    for (const shown of shownNames) {
      const expected = shownNames.filter((other) => other === shown).length;
      expect(
        texts.filter((text) => text === shown),
        shown,
      ).toHaveLength(expected);
    }
    expect(texts).toContain('<b>{a}</b>');
    expect(texts).toContain('<i>{b}</i>');
  });

  test('a long name is cut, in the picture only', () => {
    expect(textsIn(svg).some((text) => /^long long .*(\.\.\.|…)$/.test(text) && text.length < 60)).toBe(true);
    expect(JSON.stringify(chart)).toContain(long.trim());
  });

  test('there are no elements and no attributes but those of any drawing', () => {
    const harmless = kind === 'funnel' ? funnelChart(plain) : dealsChart(plain);
    expect(elementsIn(svg)).toEqual(elementsIn(svgOf(harmless)));
    const tags = [...svg.matchAll(/<[^>]*>/g)].map(([tag]) => tag);
    expect(tags.filter((tag) => /\son\w+=|href|script/i.test(tag))).toEqual([]);
  });

  test('there is no character that XML does not allow', () => {
    expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffe\uffff]/u);
  });
});

test('drawing names that every object has changes no object', () => {
  const names = Object.getOwnPropertyNames(Object.prototype);
  const own = () => names.map((name) => Object.keys(Object(Reflect.get(Object.prototype, name))));
  const before = [Object.keys(Object.prototype), ...own()];
  const long = names.map((name) => name + 'W'.repeat(200));
  for (const name of [...names, ...long]) {
    for (const chart of [dealsChart, potentialChart])
      svgOf(chart(funnelOf([name]), { title: name, passed: name, lost: name }));
    svgOf(funnelChart(funnelOf([name]), { title: name, won: name }));
  }
  expect([Object.keys(Object.prototype), ...own()]).toEqual(before);
});

// Parts of ECharts that it publishes without types.
const markup: string = 'echarts/lib/component/tooltip/tooltipMarkup.js';
const { buildTooltipMarkup, TooltipMarkupStyleCreator }: Markup = await import(markup);

interface Markup {
  buildTooltipMarkup(fragment: unknown, creator: unknown, mode: 'html', ...rest: unknown[]): string;
  TooltipMarkupStyleCreator: new () => unknown;
}

interface Inner {
  getModel(): { getSeriesByIndex(at: number): { formatTooltip(index: number, several: boolean): unknown } };
}

/** The HTML that ECharts puts into the tooltip of a bar or a level. */
function tooltipOf(option: EChartsOption, index: number): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: 720, height: 400 });
  chart.setOption(option);
  const fragment = (chart as unknown as Inner).getModel().getSeriesByIndex(0).formatTooltip(index, false);
  chart.dispose();
  return buildTooltipMarkup(fragment, new TooltipMarkupStyleCreator(), 'html', 'seriesAsc', true, {});
}

test.each(Object.entries(charts))(
  'in the tooltips of the chart of %s ECharts escapes every name',
  (_, chart) => {
    for (const [index, shown] of shownNames.entries()) {
      const html = tooltipOf(chart, index);
      expect(html).not.toMatch(/<(?!\/?(?:div|span)\b)/);
      const escaped = shown
        .replace(/&/g, '&amp;')
        .replace(/</g, '&lt;')
        .replace(/>/g, '&gt;')
        .replace(/"/g, '&quot;');
      expect(html).toContain(escaped);
    }
  },
);
