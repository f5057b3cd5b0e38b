import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  dealBook,
  dealPaths,
  dealStatus,
  formatMoney,
  formatNumber,
  formatRate,
  historiesOf,
  markdownTable,
  money,
  reportTable,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  stageDurations,
  type TabularReport,
  textTable,
  transitions,
  winRate,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';

const rows = [
  dealRow('d1', { outcome: { status: 'won', at: on(9), amount: nok('90.5') } }),
  dealRow('d2', { potential: nok(300), outcome: { status: 'lost', at: on(5), reason: 'price' } }),
  dealRow('d3', { ownerId: 'ola' }),
];
const changes = [
  { dealId: 'd1', stageId: 'offer', at: on(3) },
  { dealId: 'd3', stageId: 'offer', at: on(4) },
];
const book = dealBook(historiesOf(rows, changes, [sales]), { pipelines: [sales], currency: 'NOK' });
const pipelineId = 'sales';

function text(report: TabularReport): string[] {
  return textTable(reportTable(report)).replaceAll('\u00a0', ' ').split('\n');
}

describe('a table of', () => {
  test('a sales funnel has the columns of the source text, then open, conversion and median days', () => {
    expect(text(salesFunnel(book, { pipelineId, durations: true }))).toEqual([
      'Stage          Won  Lost  Won potential  Lost potential  Open  Conversion  Median days',
      '-------------  ---  ----  -------------  --------------  ----  ----------  -----------',
      'First contact    2     1     NOK 200.00      NOK 300.00     0       66.7%            3',
      'Offer            1     0     NOK 100.00        NOK 0.00     1         50%            6',
      'Terms            1     0     NOK 100.00        NOK 0.00     0        100%            –',
      'All deals        1     1     NOK 100.00      NOK 300.00     1       33.3%',
    ]);
  });

  test('an active funnel', () => {
    expect(text(activeFunnel(book, { pipelineId })).slice(2)).toEqual([
      'First contact     0    NOK 0.00   NOK 0.00                     –',
      'Offer             1  NOK 100.00  NOK 50.00                     5',
      'Terms             0    NOK 0.00   NOK 0.00                     –',
      'All deals         1  NOK 100.00  NOK 50.00',
    ]);
  });

  test('the other reports', () => {
    expect(text(winRate(book))[2]).toBe('  1     1     1       50%           25%  NOK 90.50');
    expect(text(dealStatus(book))[3]).toBe('won         1  33.3%  NOK 100.00                 20%');
    expect(text(salesCycle(book))[4]).toBe('closed      2     6    4     5       6     7   7.6    8');
    expect(text(stageDurations(book, { pipelineId }))[3]).toBe(
      'Offer              1     6    6     6       6     6     6    6',
    );
    expect(text(transitions(book, { pipelineId }))[2]).toBe('contact  offer        2      2');
    expect(text(dealPaths(book, { pipelineId }))[3]).toBe('contact > offer, open      1  NOK 100.00');
    expect(text(salesByPeriod(book, { during: '2026-Q4' })).slice(2)).toEqual([
      'Company  NOK 90.50  NOK 0.00  NOK 0.00  NOK 90.50  NOK 30.17',
      'kari     NOK 90.50  NOK 0.00  NOK 0.00  NOK 90.50  NOK 30.17',
    ]);
  });
});

describe('figures', () => {
  test('are written as the locale writes them', () => {
    const locale = 'nb-NO';
    expect(formatMoney(nok('1234567.895'), { locale })).toBe('1\u00a0234\u00a0567,90\u00a0kr');
    expect(formatRate({ value: 0.125, count: 1, of: 8 }, { locale })).toBe('12,5\u00a0%');
    expect(formatNumber(1234.56, { locale })).toBe('1\u00a0234,6');
  });

  test('keep every digit of an amount, whatever its size', () => {
    expect(formatMoney(nok('12345678901234567890123.45'))).toBe('NOK\u00a012,345,678,901,234,567,890,123.45');
  });

  test('that do not exist are a dash', () => {
    expect([formatNumber(null), formatRate({ value: null, count: 0, of: 0 })]).toEqual(['–', '–']);
  });

  test('in a currency that is no ISO code carry its name', () => {
    expect(formatMoney(money('2.5', 'hours'))).toBe('2.5 hours');
  });
});

describe('names from outside', () => {
  const table = (name: string) => ({ columns: [{ name: 'Stage', align: 'left' as const }], rows: [[name]] });

  test('cannot steer a terminal', () => {
    expect(textTable(table('a\u001b[31mb\u202e\nc'))).toBe('Stage\n--------\na[31mb c');
  });

  test('cannot break out of a Markdown table', () => {
    expect(markdownTable(table('a|b <b>*c*\n\\')).split('\n')[2]).toBe('| a\\|b \\<b\\>\\*c\\* \\\\ |');
  });
});
