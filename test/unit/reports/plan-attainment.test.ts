import { describe, expect, test } from 'vitest';
import {
  type DealRow,
  dealBook,
  historiesOf,
  money,
  month,
  planAttainment,
  type SalesPlan,
} from '../../../src/index.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const won = (id: string, ownerId: string, at: Date, amount: number | null): DealRow =>
  dealRow(id, {
    ownerId,
    potential: amount === null ? null : nok(1),
    outcome: { status: 'won', at, ...(amount === null ? {} : { amount: nok(amount) }) },
  });

const book = dealBook(
  historiesOf(
    [
      won('d1', 'kari', on(5), 100),
      won('d2', 'ola', on(6), 50),
      won('d3', 'kari', on('2026-11-01T00:00:00Z'), 70),
      won('d4', 'ola', on(7), null),
      dealRow('d5', { outcome: { status: 'lost', at: on(8), reason: 'price' } }),
      dealRow('d6'),
    ],
    [],
    [sales],
  ),
  { pipelines: [sales], currency: 'NOK' },
);
const attained = (plans: readonly SalesPlan[]) => planAttainment(book, { plans }).plans;

describe('how far plans were met', () => {
  test('what was sold in the period against the plan, of the company and of each owner, in the order given', () => {
    const plans = attained([
      { during: '2026-10', amount: nok(120) },
      { during: '2026-10', ownerId: 'ola', amount: nok(200) },
      { during: '2026-Q4', ownerId: 'kari', amount: nok(170) },
    ]);
    expect(plain(plans.map(({ during, rate, ...figures }) => ({ ...figures, rate: rate.value })))).toEqual([
      { ownerId: null, plan: '120', won: 3, sold: '150', unpriced: 1, rate: 1.25, gap: '30' },
      { ownerId: 'ola', plan: '200', won: 2, sold: '50', unpriced: 1, rate: 0.25, gap: '-150' },
      { ownerId: 'kari', plan: '170', won: 2, sold: '170', unpriced: 0, rate: 1, gap: '0' },
    ]);
    expect(plans[0]?.during).toEqual(month('2026-10'));
  });

  test('an owner who sold nothing is at zero; a plan of nothing is met by no share', () => {
    const plans = attained([
      { during: '2026-10', ownerId: 'eva', amount: nok(100) },
      { during: '2026-10', amount: nok(0) },
    ]);
    expect(plans.map(({ won, rate }) => [won, rate.value])).toEqual([
      [0, 0],
      [3, null],
    ]);
  });

  test('a plan in another currency is refused, and what is no plan', () => {
    expect(refusal(() => attained([{ during: '2026-10', amount: money(1, 'EUR') }]))).toEqual([
      'currency-mismatch',
      { left: 'NOK', right: 'EUR' },
    ]);
    const plan = (changes: object) => [{ during: '2026-10', amount: nok(1), ...changes }] as SalesPlan[];
    expect(refusal(() => attained(plan({ amount: 5 })))).toMatchObject(['invalid-amount', {}]);
    expect(refusal(() => attained(plan({ during: 'soon' })))).toMatchObject(['invalid-period', {}]);
    expect(refusal(() => planAttainment(book, {} as { plans: [] }))).toEqual([
      'invalid-option',
      { option: 'plans', problem: 'not a list of plans: undefined' },
    ]);
  });
});
