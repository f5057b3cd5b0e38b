import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sumMoney } from '../../src/money/arithmetic.ts';
import { type Money, money } from '../../src/money/money.ts';
import { roundMoney } from '../../src/money/round-money.ts';
import { convertMoney } from '../../src/rates/convert-money.ts';
import { rateOn } from '../../src/rates/rate-on.ts';
import { type RateRow, type RateTable, rateTable } from '../../src/rates/rate-table.ts';
import { businessCalendar } from '../../src/time/business-calendar.ts';
import { businessDays } from '../../src/time/business-days.ts';
import { type Answers, comparedLeaves, type SetAside, testLeaves } from '../support/leaves.ts';
import { sharedPath } from '../support/shared.ts';

// The rates of the European Central Bank against figures that others worked out from them, to the last digit they give.

const paths = [
  'ecb_rates/expected.json',
  'ecb_rates/ecb_slim_2011_2026.csv',
  'maven_crm/sales_pipeline.csv',
].map((path) => sharedPath(`data/${path}`));
const [expectedPath, ratesPath, dealsPath] = paths;

const slim = 'USD GBP JPY CHF PLN CZK SEK RUB TRY BRL CNY INR KRW MXN ZAR AUD CAD HRK ISK'.split(' ');

const setAside: SetAside = [
  [/^(rows|first|currencies)$/, 'describes the file of all rates since 1999, of which we have a part'],
  [/^coverage\.\w+\.(first|n)$/, 'counts from 1999 on; the rates we have start with 2011'],
  [
    new RegExp(`^coverage\\.(?!${slim.join('|')})\\w+\\.last$`),
    'a currency that is not in the rates we have',
  ],
  [/^conversions\.\d+\.(amount|frm|to|date)$/, 'the question, not the answer'],
  [/^conversions\.(13|14|15|16)\./, 'dated before 2011, where the rates we have start'],
  [
    /^maven_wrong_methods\.at_2017_average_rate$/,
    'dealbook converts at the rate of a date, never at an average',
  ],
  [/^published_checks\.0\.what$/, 'a sentence; its figures are compared'],
];

interface Question {
  readonly amount: string;
  readonly frm: string;
  readonly to: string;
  readonly date: string;
}

interface Won {
  readonly value: Money<'USD'>;
  readonly on: string;
}

describe.skipIf(paths.includes(undefined))('the rates of the European Central Bank', () => {
  const expected: unknown = expectedPath === undefined ? {} : JSON.parse(readFileSync(expectedPath, 'utf8'));
  const rates = rateTable(ratesPath === undefined ? [] : rateRows(ratesPath), { base: 'EUR' });
  const won = dealsPath === undefined ? [] : wonDeals(dealsPath);

  testLeaves(expected, answersOf(expected, rates, won), setAside);

  test('are asked for every conversion from 2011 on, and for every deal won', () => {
    const compared = [...comparedLeaves(expected, setAside).keys()];
    expect([compared.filter((leaf) => leaf.endsWith('.result')).length, won.length]).toEqual([13, 4238]);
  });

  test('say nothing of days before the first of them', () => {
    const on = { rates, on: '2011-01-02' };
    expect(convertMoney(money(1, 'EUR'), 'USD', on)).toBeNull();
    expect(convertMoney(money(1, 'ISK'), 'EUR', { rates, on: '2018-01-31' })).toBeNull();
  });
});

/** What dealbook says to each leaf, written with as many decimals as the expected figure has. */
function answersOf(expected: unknown, rates: RateTable, won: readonly Won[]): Answers {
  const answers = new Map<string, (figure: unknown) => unknown>();
  const last = (currency: string): string | null | undefined =>
    rateOn(rates, { from: currency, to: 'EUR', on: '9999-12-31' })?.fromDate;
  for (const currency of slim) answers.set(`coverage.${currency}.last`, () => last(currency));
  answers.set('last', () => slim.map(last).sort().at(-1));

  const { conversions = [] } = expected as { readonly conversions?: readonly Question[] };
  for (const [index, { amount, frm: from, to, date: on }] of conversions.entries()) {
    if (on < '2011') continue;
    const rate = rateOn(rates, { from, to, on });
    const result = convertMoney(money(amount, from), to, { rates, on });
    answers.set(`conversions.${index}.result`, (figure) => asPrecise(result, figure));
    // The file dates the euro's own rate, which none is needed for, with the day asked for.
    answers.set(`conversions.${index}.rate_date_from`, () => rate?.fromDate ?? on);
    answers.set(`conversions.${index}.rate_date_to`, () => rate?.toDate ?? on);
  }

  const inEuro = won.map(({ value, on }) => ({
    on,
    value: convertMoney(value, 'EUR', { rates, on }) as Money<'EUR'>,
  }));
  const sumOf = (month: string): Money =>
    sumMoney(
      inEuro.filter(({ on }) => on.startsWith(month)).map(({ value }) => value),
      'EUR',
    );
  const name = 'maven_won_usd_to_eur_at_close_date';
  answers.set(`${name}.total`, (figure) => asPrecise(sumOf(''), figure));
  for (const month of new Set(won.map(({ on }) => on.slice(0, 7)))) {
    answers.set(`${name}.by_month.${month}`, (figure) => asPrecise(sumOf(month), figure));
  }
  const isEarlier = ({ on }: Won): boolean => rateOn(rates, { from: 'USD', to: 'EUR', on })?.fromDate !== on;
  answers.set(`${name}.deals_using_earlier_rate`, () => won.filter(isEarlier).length);
  answers.set(`${name}.deals_closed_on_weekend`, () => won.filter(({ on }) => isWeekend(on)).length);

  const dollars = sumMoney(
    won.map(({ value }) => value),
    'USD',
  );
  const atLastRate = convertMoney(dollars, 'EUR', { rates, on: '2017-12-31' });
  answers.set('maven_wrong_methods.at_last_2017_rate', (figure) => asPrecise(atLastRate, figure));

  const published = convertMoney(money(100, 'USD'), 'EUR', { rates, on: '2016-05-06' });
  answers.set('published_checks.0.here', (figure) => asPrecise(published, figure));
  answers.set('published_checks.0.equal', () => asPrecise(published, '0.000') === '87.512');
  return answers;
}

/** An amount with the decimals of a figure. */
function asPrecise(value: Money | null, figure: unknown): string | null {
  const decimals = String(figure).split('.')[1]?.length ?? 0;
  return value && roundMoney(value, decimals).amount.toFixed(decimals);
}

const weekdays = businessCalendar({ hours: { from: '00:00', to: '24:00' } });

function isWeekend(date: string): boolean {
  return businessDays(weekdays, new Date(date), new Date(`${date}T24:00Z`)) === 0;
}

function linesOf(path: string): string[][] {
  const lines = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  return lines.map((line) => line.split(','));
}

function rateRows(path: string): RateRow[] {
  const [[, ...currencies] = [], ...lines] = linesOf(path);
  return lines.flatMap(([date = '', ...values]) =>
    currencies
      .map((currency, index) => ({ date, currency, rate: values[index] ?? '' }))
      .filter(({ rate }) => rate !== ''),
  );
}

function wonDeals(path: string): Won[] {
  const [, ...lines] = linesOf(path);
  return lines
    .filter((line) => line[4] === 'Won')
    .map((line) => ({ value: money(line[7] ?? '', 'USD'), on: line[6] ?? '' }));
}
