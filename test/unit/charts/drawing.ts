// A part of ECharts' renderer that it publishes: how wide it takes a text to be where there is no browser.
const text: string = 'zrender/lib/contain/text.js';
const { getWidth }: { getWidth(text: string, font: string): number } = await import(text);

/** A rectangle of a picture. */
export interface Box {
  readonly what: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

/** The texts of an SVG, and where they stand. */
export function textsOf(svg: string): Box[] {
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', escaped = '']) => {
    const what = escaped.replace(/&(\w+|#39);/g, (_, name: string) => entities[name] ?? '?');
    const size = Number(/font-size:(\d+)px/.exec(attributes)?.[1] ?? 12);
    const width = getWidth(what, `${size}px sans-serif`);
    const moved = (/translate\(([^)]*)\)/.exec(attributes)?.[1] ?? '0 0').split(' ').map(Number);
    const placed = ['x', 'y'].map((axis) =>
      Number(new RegExp(` ${axis}="([^"]*)"`).exec(attributes)?.[1] ?? 0),
    );
    const [x = 0, y = 0] = moved.map((distance, axis) => distance + (placed[axis] ?? 0));
    const anchor = /text-anchor="(\w+)"/.exec(attributes)?.[1] ?? 'start';
    const left = anchor === 'end' ? x - width : anchor === 'middle' ? x - width / 2 : x;
    const middle = /dominant-baseline="central"/.test(attributes) ? y : y - size / 2;
    return { what, left, right: left + width, top: middle - size / 2, bottom: middle + size / 2 };
  });
}

/** The bars of an SVG by their series and their place in it, with their lengths as they are drawn: below zero where one runs backwards. */
export function barsOf(
  svg: string,
): (Box & { readonly series: number; readonly index: number; readonly length: number })[] {
  const bars =
    /<path d="M([-\d.]+) ([-\d.]+)l([-\d.]+) 0l0 ([-\d.]+)l[-\d.]+ 0Z"[^>]*ecmeta_series_index="(\d+)" ecmeta_data_index="(\d+)" ecmeta_ssr_type="chart"/g;
  return [...svg.matchAll(bars)].map(([, ...numbers]) => {
    const [x = 0, y = 0, length = 0, height = 0, series = 0, index = 0] = numbers.map(Number);
    return {
      ...{ what: `bar ${series}.${index}`, series, index, length },
      ...{ left: Math.min(x, x + length), right: Math.max(x, x + length) },
      ...{ top: Math.min(y, y + height), bottom: Math.max(y, y + height) },
    };
  });
}

/** Whether two boxes cover each other by more than a pixel. */
export function overlap(a: Box, b: Box): boolean {
  const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return across > 1 && down > 1;
}
