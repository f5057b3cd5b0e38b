import { describe, expect, test } from 'vitest';
import { dealsChart, funnelChart, potentialChart } from '../../../src/charts/index.ts';
import { english } from '../../../src/format/captions/english.ts';
import { norwegian } from '../../../src/format/captions/norwegian.ts';
import { russian } from '../../../src/format/captions/russian.ts';
import {
  activeFunnel,
  compareFunnels,
  contactToPayment,
  dealAmounts,
  dealBoard,
  dealBook,
  dealJourney,
  dealList,
  dealPaths,
  dealStatus,
  definePipeline,
  demandSatisfaction,
  forecast,
  historiesOf,
  lossReasons,
  money,
  overduePayments,
  ownerScorecard,
  pipelineMovements,
  planAttainment,
  reportTable,
  reschedules,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  salesVelocity,
  stageDurations,
  stageEffectiveness,
  staleDeals,
  type TabularReport,
  transitions,
  weightedPipeline,
  winRate,
} from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

// All names are numbers, so that every letter in a table is of a caption.
const pipeline = definePipeline({
  id: '1',
  name: '1',
  progression: 'manual',
  stages: [
    { id: '10', name: '10', probability: 0.5, staleAfterDays: 1 },
    { id: '20', name: '20' },
    { id: '30', name: '30', retired: true },
  ],
});
const row = (id: string, ownerId: string | null) => ({
  id,
  ownerId,
  pipelineId: '1',
  potential: money(100, '€'),
  openedAt: on(1),
});
const rows = [
  { ...row('1', '7'), outcome: { status: 'won' as const, at: on(9) } },
  { ...row('2', '8'), outcome: { status: 'lost' as const, at: on(9), reason: '4' } },
  { ...row('3', null), expectedCloseAt: on(20) },
];
const changes = [
  { dealId: '1', stageId: '20', at: on(3) },
  { dealId: '1', stageId: '10', at: on(4) },
  { dealId: '2', stageId: '30', at: on(4) },
  { dealId: '2', stageId: '99', at: on(5) }, // the pipeline does not know it
];
const book = dealBook(historiesOf(rows, changes, [pipeline]), { pipelines: [pipeline], currency: '€' });
const pipelineId = '1';
const during = '2026-10';
const funnel = salesFunnel(book, { pipelineId, durations: true });
const active = activeFunnel(book, { pipelineId });

const reports: { readonly [K in TabularReport['kind']]: Extract<TabularReport, { readonly kind: K }> } = {
  activeFunnel: active,
  compareFunnels: compareFunnels(funnel, funnel, { published: [{ name: '6', rate: 0.5 }] }),
  contactToPayment: contactToPayment(book),
  dealAmounts: dealAmounts(book),
  dealBoard: dealBoard(book, { pipelineId }),
  dealList: dealList(book, {}),
  overduePayments: overduePayments(book),
  dealJourney: dealJourney(book, { dealId: '2' }),
  dealPaths: dealPaths(book, { pipelineId }),
  dealStatus: dealStatus(book),
  demandSatisfaction: demandSatisfaction(book),
  forecast: forecast(active, funnel),
  lossReasons: lossReasons(book),
  ownerScorecard: ownerScorecard(book, { pipelineId }),
  pipelineMovements: pipelineMovements(book, { during: { start: on(2), end: on(8) } }),
  planAttainment: planAttainment(book, { plans: [{ during, amount: money(5, '€') }] }),
  reschedules: reschedules(book, { during }),
  salesByPeriod: salesByPeriod(book, { during }),
  salesCycle: salesCycle(book),
  salesFunnel: funnel,
  salesVelocity: salesVelocity(book, { during }),
  stageDurations: stageDurations(book, { pipelineId }),
  stageEffectiveness: stageEffectiveness(book, { pipelineId }),
  staleDeals: staleDeals(book, { pipelineId }),
  transitions: transitions(book, { pipelineId }),
  weightedPipeline: weightedPipeline(book),
  winRate: winRate(book),
};

const kinds = Object.keys(reports) as TabularReport['kind'][];
const textsOf = (kind: TabularReport['kind'], locale: string): string[] => {
  const { columns, rows: cells } = reportTable(reports[kind], { locale });
  return [...columns.map(({ name }) => name), ...cells.flat()];
};
const latin = /[A-Za-zÅÆØåæø]/;
const cyrillic = /\p{Script=Cyrillic}/u;

describe('the captions of tables', () => {
  test('are there in each language, none of them empty', () => {
    const languages: readonly Readonly<Record<string, string>>[] = [english, norwegian, russian];
    for (const captions of languages) {
      expect(Object.keys(captions)).toEqual(Object.keys(english));
      expect(Object.values(captions).filter((caption) => caption.trim() === '')).toEqual([]);
    }
  });

  test.each(kinds)(
    '%s are in Russian without a Latin letter, in English and Norwegian without a Cyrillic one',
    (kind) => {
      expect(textsOf(kind, 'ru').filter((text) => latin.test(text))).toEqual([]);
      expect(textsOf(kind, 'ru').some((text) => cyrillic.test(text))).toBe(true);
      for (const locale of ['en', 'nb']) {
        expect(textsOf(kind, locale).filter((text) => cyrillic.test(text))).toEqual([]);
      }
    },
  );

  test.each(kinds)('%s differ in Norwegian from the English ones', (kind) => {
    const letters = (locale: string) => textsOf(kind, locale).filter((text) => latin.test(text));
    expect(letters('nb')).not.toEqual(letters('en'));
    expect(letters('nb').length).toBe(letters('en').length);
  });

  test('are chosen by the language of the locale, and English in a language without captions', () => {
    const first = (locale?: string) => reportTable(reports.winRate, { locale }).columns[0]?.name;
    expect(['nb', 'nb-NO', 'no', 'ru', 'ru-RU', 'en-GB', 'de', undefined].map(first)).toEqual([
      ...['Vunnet', 'Vunnet', 'Vunnet', 'Выиграно', 'Выиграно'],
      ...['Won', 'Won', 'Won'],
    ]);
  });

  test('can be replaced by name, in headings and in rows', () => {
    const captions = { conversion: 'Step', allDeals: 'Sum', unmapped: '?' };
    const { columns, rows: cells } = reportTable(funnel, { locale: 'ru', captions });
    expect(columns.map(({ name }) => name)).toContain('Step');
    expect(columns[0]?.name).toBe('Этап');
    expect(cells.map(([name]) => name)).toEqual(['10', '20', '30 (упразднён)', '99 (?)', 'Sum']);
    expect(reportTable(funnel, { captions: { stage: undefined } }).columns[0]?.name).toBe('Stage');
  });

  test('are refused where there is no such caption, or it is no text', () => {
    expect(refusal(() => reportTable(funnel, { captions: { stages: 'S' } as object }))).toMatchObject([
      'invalid-option',
      { option: 'stages' },
    ]);
    expect(refusal(() => reportTable(funnel, { captions: { stage: 1 as never } }))).toMatchObject([
      'invalid-option',
      { option: 'stage' },
    ]);
    expect(refusal(() => reportTable(funnel, { captions: [] as never }))).toMatchObject([
      'invalid-option',
      { option: 'captions' },
    ]);
  });
});

describe('the captions of charts', () => {
  test('are in the language of the locale, unless others are given', () => {
    const bars = dealsChart(funnel, { locale: 'ru' });
    expect([bars.title.text, ...bars.legend.data]).toEqual(['Количество сделок', 'Пройдено', 'Проиграно']);
    expect(bars.yAxis[0].data).toEqual(['10', '20', '30 (упразднён)', '99 (вне воронки)']);
    expect(potentialChart(funnel, { locale: 'nb' }).title.text).toBe('Potensial, €');
    const { title, series } = funnelChart(funnel, { locale: 'nb', measure: 'potential' });
    expect([title.text, series[0]?.data.at(-1)?.name]).toEqual(['Potensial per trinn, €', 'Vunnet']);
    expect(dealsChart(funnel, { locale: 'ru', passed: 'W' }).legend.data).toEqual(['W', 'Проиграно']);
  });
});
