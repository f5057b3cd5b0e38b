import type { Page } from 'playwright-core';

/** What is cut, lies over something else, or is drawn the wrong way round on the page as it is; nothing where all is well. */
export async function layoutProblems(page: Page): Promise<string[]> {
  return [...(await page.evaluate(pageProblems)), ...(await page.evaluate(chartProblems))];
}

/** Of the page: wider than the window, panels over each other, texts that do not fit where they stand. */
function pageProblems(): string[] {
  const problems: string[] = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) problems.push(`the page is ${root.scrollWidth} px wide`);
  const panels = [...document.querySelectorAll('main > *')].map((part) => ({
    name: part.id || part.className || part.tagName,
    box: part.getBoundingClientRect(),
    isFixed: getComputedStyle(part).position === 'sticky',
  }));
  for (const [index, one] of panels.entries())
    for (const other of panels.slice(index + 1)) {
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (across > 1 && down > 1 && !one.isFixed) problems.push(`${one.name} lies over ${other.name}`);
    }
  const texts = 'h1, h2, h3, p, th, td, main button, main a, li > span, li > strong';
  for (const text of document.querySelectorAll<HTMLElement>(texts)) {
    const { scrollWidth, clientWidth } = text;
    if (clientWidth > 0 && scrollWidth > clientWidth + 1)
      problems.push(`cut: ${text.tagName} ${text.textContent?.slice(0, 40)}`);
    const place = text.closest('.wide, .board, .panel, nav ul, header') ?? root;
    const isScrolled = place.matches('.wide, .board, nav ul');
    if (!isScrolled && text.getBoundingClientRect().right > place.getBoundingClientRect().right + 1)
      problems.push(`outside: ${text.tagName} ${text.textContent?.slice(0, 40)}`);
  }
  return problems;
}

/** Of the charts: texts outside, or over one another; bars of negative size, or across a text. */
function chartProblems(): string[] {
  interface Box {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }
  interface Layout {
    readonly x?: number;
    readonly y?: number;
    readonly width?: number;
    readonly height?: number;
    readonly points?: readonly (readonly [number, number])[];
  }
  interface Drawn {
    readonly chart: {
      getModel(): {
        getSeries(): {
          readonly subType: string;
          getData(): { count(): number; getItemLayout(index: number): Layout | undefined };
        }[];
      };
    };
  }
  const problems: string[] = [];
  const overlap = (one: Box, other: Box, slack: number): boolean =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > slack &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > slack;
  for (const figure of document.querySelectorAll('report-chart')) {
    const frame = figure.getBoundingClientRect();
    const name = `${figure.closest('section')?.id} ${[...(figure.parentElement?.children ?? [])].indexOf(figure)}`;
    const texts = [...figure.querySelectorAll('svg text')]
      .map((text) => ({ text: text.textContent ?? '', box: text.getBoundingClientRect() }))
      .filter(({ text, box }) => text.trim() !== '' && box.width > 0);
    if (texts.length === 0) problems.push(`${name}: no text`);
    for (const { text, box } of texts) {
      const isIn =
        box.left >= frame.left - 1 &&
        box.right <= frame.right + 1 &&
        box.top >= frame.top - 1 &&
        box.bottom <= frame.bottom + 1;
      if (!isIn) problems.push(`${name}: outside: ${text.slice(0, 40)}`);
    }
    for (const [index, one] of texts.entries())
      for (const other of texts.slice(index + 1))
        if (overlap(one.box, other.box, 2))
          problems.push(`${name}: ${one.text.slice(0, 30)} over ${other.text.slice(0, 30)}`);
    for (const series of (figure as unknown as Drawn).chart.getModel().getSeries()) {
      const data = series.getData();
      for (let index = 0; index < data.count(); index++) {
        const { x, y, width, height, points } = data.getItemLayout(index) ?? {};
        if (series.subType === 'bar') {
          if (x === undefined || y === undefined || width === undefined || height === undefined) continue;
          if (Number.isNaN(x + y + width + height)) continue; // nothing to draw
          // Bars of time stand up, and ECharts counts their height upwards.
          const length = figure.closest('#winRate') === null ? width : -height;
          const thickness = figure.closest('#winRate') === null ? height : width;
          if (length < 0 || thickness < 0) problems.push(`${name}: a bar of ${width} by ${height}`);
          const box = {
            left: frame.left + x,
            right: frame.left + x + width,
            top: frame.top + Math.min(y, y + height),
            bottom: frame.top + Math.max(y, y + height),
          };
          for (const text of texts)
            if (overlap(box, text.box, 1)) problems.push(`${name}: a bar across ${text.text.slice(0, 40)}`);
        }
        if (series.subType === 'funnel' && points !== undefined) {
          const [a, b, c, d] = points as [
            [number, number],
            [number, number],
            [number, number],
            [number, number],
          ];
          const edge = (
            from: readonly [number, number],
            to: readonly [number, number],
            at: number,
          ): number => {
            return to[1] === from[1]
              ? from[0]
              : from[0] + ((at - from[1]) / (to[1] - from[1])) * (to[0] - from[0]);
          };
          for (const { text, box } of texts)
            for (const at of [box.top + 2, box.bottom - 2]) {
              const y = at - frame.top;
              if (y < Math.min(a[1], d[1]) || y > Math.max(a[1], d[1])) continue;
              const [left, right] = [frame.left + edge(a, d, y), frame.left + edge(b, c, y)];
              if (right < left - 1) problems.push(`${name}: a level turned over`);
              if (box.right > left + 1 && box.left < right - 1)
                problems.push(`${name}: a level across ${text.slice(0, 40)}`);
            }
        }
      }
    }
  }
  return problems;
}
