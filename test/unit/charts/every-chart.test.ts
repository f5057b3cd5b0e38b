import { describe, expect, test } from 'vitest';
import { svgOf } from '../../../examples/support/svg.ts';
import { okabeItoDark, redAndYellow } from '../../../src/charts/index.ts';
import { barsOf, overlap, textsOf } from './drawing.ts';
import { bookOf, everyChart } from './every-chart.ts';

const three = ['Contact', 'Offer', 'Terms'];
const owners = ['kari', 'ola'];
const sixty = Array.from({ length: 60 }, (_, index) => `Stage number ${index + 1}`);
const arabic = ['اتصال', 'عرض', 'شروط'];
const hostile = [
  '<img onerror=alert(1)>',
  '__proto__',
  'long '.repeat(60),
  '{b}',
  '$& {c}',
  'Offer',
  'Offer',
];

const books = {
  'no deals': bookOf([], three, owners),
  'one deal': bookOf(['100'], three, owners),
  'sixty stages': bookOf(
    sixty.map((_, index) => `${index + 1}000`),
    sixty,
    owners,
  ),
  'amounts from 0.01 to 10^15': bookOf(
    ['0.01', '12.5', '1000000', '123456849', '1000000000000', '1000000000000000'],
    three,
    owners,
  ),
  'amounts below zero': bookOf(['-100', '300', '-50', '-700.5', '20', '10'], three, owners),
  'names in Arabic': bookOf(['1', '2', '3'], arabic, ['كاري']),
  'names of all kinds': bookOf(['1', '2', '3', '4', '5', '6', '7'], hostile, hostile),
};
const widths = [360, 418, 800, 1600];
const rowed = ['deals', 'potential', 'active funnel', 'weighted pipeline', 'sales', 'movements'];

describe.each(Object.entries(books))('of a book with %s', (_, book) => {
  const charts = everyChart(book);

  test.each(Object.entries(charts))(
    'the chart of %s lies within its picture, and nothing in it covers a text',
    (kind, option) => {
      for (const width of widths) {
        const svg = svgOf(option, { width, height: 420 });
        expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        const texts = textsOf(svg);
        const where = `${kind} at ${width}`;
        expect(
          texts.filter(
            ({ left, right, top, bottom }) => left < -1 || right > width + 1 || top < -1 || bottom > 421,
          ),
          where,
        ).toEqual([]);
        for (const [index, text] of texts.entries())
          expect(
            texts.slice(index + 1).filter((other) => overlap(text, other)),
            `${where}: ${text.what}`,
          ).toEqual([]);
        if (!rowed.includes(kind)) continue;
        for (const bar of barsOf(svg)) {
          expect([bar.left >= 0, bar.right <= width], `${where}: ${bar.what}`).toEqual([true, true]);
          expect(
            texts.filter((text) => overlap(text, bar)),
            `${where}: ${bar.what}`,
          ).toEqual([]);
        }
      }
    },
  );

  test.each(rowed)('the bars of the chart of %s are as long as their figures', (kind) => {
    const { series } = charts[kind] as {
      readonly series: readonly { readonly data: readonly { readonly value: number }[] }[];
    };
    for (const width of widths) {
      const bars = barsOf(svgOf(charts[kind] ?? {}, { width, height: 2000 }));
      const valued = bars.map((bar) => ({ bar, value: series[bar.series]?.data[bar.index]?.value ?? 0 }));
      const [longest] = valued.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value));
      if (longest === undefined || longest.value === 0) continue;
      const scale = longest.bar.length / longest.value;
      expect(scale).toBeGreaterThan(0);
      for (const { bar, value } of valued) expect(Math.abs(bar.length - scale * value)).toBeLessThan(1.5); // a bar is drawn within its border;
    }
  });

  test('options are plain data', () => {
    expect(JSON.parse(JSON.stringify(charts))).toEqual(charts);
  });

  test('no tooltip has an element but the breaks of its lines, or a brace', () => {
    const formatters = [
      ...JSON.stringify(charts).matchAll(/"tooltip":\{"formatter":"((?:[^"\\]|\\.)*)"/g),
    ].map(([, text = '']) => text);
    for (const text of formatters) expect(text.replaceAll('<br>', '')).not.toMatch(/[<>{}]/);
  });
});

describe('every chart', () => {
  const book = books['amounts below zero'];

  test('is in the language of its locale', () => {
    for (const [kind, option] of Object.entries(everyChart(book, { locale: 'ru' }))) {
      const { title, aria } = option as { title: { text: string }; aria: { label: { description: string } } };
      expect(title.text, kind).toMatch(/[а-я]/);
      expect(aria.label.description, kind).toContain(title.text);
    }
    expect(JSON.stringify(everyChart(book, { locale: 'nb' }))).toContain('Ble tapt i trinnet.');
    expect(JSON.stringify(everyChart(book, { locale: 'no' }))).toContain('Ble tapt i trinnet.');
    expect(JSON.stringify(everyChart(book, { locale: 'fr' }))).toContain('Were lost in the stage.');
  });

  test('has the title that is given', () => {
    for (const option of Object.values(everyChart(book, { title: 'Yours' })))
      expect(option).toMatchObject({ title: { text: 'Yours' } });
  });

  test('has patterns beside its colours, and the colours of its theme', () => {
    for (const theme of [okabeItoDark, redAndYellow])
      for (const [kind, option] of Object.entries(everyChart(book, { theme }))) {
        expect(option.aria, kind).toMatchObject({ enabled: true, decal: { show: true } });
        expect(option.backgroundColor).toBe(theme.background ?? '#FFFFFF');
        expect(JSON.stringify(option).includes(theme.won) || kind === 'sales', kind).toBe(true);
      }
  });

  test('refuses what nobody reads', () => {
    expect(() => everyChart(book, { colour: 'red' } as object)).toThrow('colour');
    expect(() => everyChart(book, { theme: { ...redAndYellow, ink: 'red' } } as object)).toThrow('theme');
  });
});
