import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dealsChart, potentialChart } from '../../../src/charts/index.ts';
import {
  dealBook,
  formatMoney,
  formatNumber,
  formatRate,
  historiesOf,
  money,
  roundMoney,
  salesFunnel,
} from '../../../src/index.ts';
import { dealRow, nok, sales } from '../../support/deals.ts';

test('what lies in the middle is shown as it is booked: at the even digit', () => {
  const shown = ['2.345', '2.355', '-2.345', '0.005'].map((amount) => formatMoney(money(amount, 'EUR')));
  expect(shown).toEqual(['€2.34', '€2.36', '-€2.34', '€0.00']);
  expect(roundMoney(money('2.345', 'EUR'), 2).amount.toFixed()).toBe('2.34');
});

test('so are numbers and shares', () => {
  expect([0.25, 0.35, 2.5].map((value) => formatNumber(value))).toEqual(['0.2', '0.4', '2.5']);
  const share = (count: number, of: number) => formatRate({ value: count / of, count, of });
  expect([share(1, 16), share(3, 16), share(1, 400)]).toEqual(['6.2%', '18.8%', '0.2%']);
});

test('so are the figures of charts', () => {
  const rows = [dealRow('d1', { potential: nok('2.345') })];
  const outcome = { status: 'lost', at: new Date('2026-10-09'), reason: 'price' } as const;
  const lost = rows.map((row) => ({ ...row, outcome }));
  const book = dealBook(historiesOf(lost, [], [sales]), { pipelines: [sales], currency: 'NOK' });
  const funnel = salesFunnel(book, { pipelineId: 'sales' });
  const labels = [potentialChart(funnel), dealsChart(funnel)].map(
    ({ series }) => series[1]?.data[0]?.label?.formatter,
  );
  expect(labels).toEqual(['0 / 2.34', '0 / 1']);
});

test('an amount is shown as it is shown when it was rounded before', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 4 }), (whole, places) => {
      const { amount, currency } = nok(whole);
      const finer = { amount: amount.div(10 ** places), currency };
      expect(formatMoney(finer)).toBe(formatMoney(roundMoney(finer, 2)));
    }),
  );
});
