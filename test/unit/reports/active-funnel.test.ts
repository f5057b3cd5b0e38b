import { describe, expect, test } from 'vitest';
import { activeFunnel, businessCalendar, dealBook } from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

type ActiveFunnelOptions = NonNullable<Parameters<typeof activeFunnel>[1]>;

// The stages contact, offer and terms have the probabilities 0.1, 0.5 and none.
const rows = [
  dealRow('d1'),
  dealRow('d2', { potential: nok(300) }),
  dealRow('d3', { potential: nok(1000) }),
  dealRow('d4', { potential: null }),
  closedRow('d5', 'won', 9),
  dealRow('d6', { pipelineId: 'simple' }),
];
const changes = [
  { dealId: 'd2', stageId: 'offer', at: on(5) },
  { dealId: 'd3', stageId: 'terms', at: on(8) },
];
const book = bookOf(rows, changes, { asOf: on(9) });

function active(options: Partial<ActiveFunnelOptions> = {}) {
  return activeFunnel(book, { pipelineId: 'sales', ...options });
}

describe('the active funnel', () => {
  test('has each open deal in the stage it is in, and no closed ones', () => {
    expect(active().stages.map(({ stageId, open }) => [stageId, open])).toEqual([
      ['contact', 2],
      ['offer', 1],
      ['terms', 1],
    ]);
    expect(active().total.open).toBe(4);
  });

  test('weighs the potential by the probability of the stage: 300 × 0.5; what is not known has no weight', () => {
    const { stages, total } = active();
    expect(
      stages.map(({ potential, weighted, unknownProbability, unpriced }) =>
        plain([potential, weighted, unknownProbability, unpriced]),
      ),
    ).toEqual([
      ['100', '10', 0, 1],
      ['300', '150', 0, 0],
      ['1000', '0', 1, 0],
    ]);
    expect(plain(total)).toEqual({
      ...{ open: 4, potential: '1400', weighted: '160' },
      ...{ unknownProbability: 1, unpriced: 1 },
    });
  });

  test('takes a deal’s own probability before its stage’s; zero is one', () => {
    const estimated = (probability: number | null) => {
      const events = [opened(), event('DealEstimated', 2, { probability })];
      const one = dealBook([events], { pipelines: [sales], currency: 'NOK' });
      return plain(activeFunnel(one, { pipelineId: 'sales' }).total.weighted);
    };
    expect([0.25, 0, null].map(estimated)).toEqual(['25', '0', '10']);
  });

  test('tells for how many days the deals have been in the stage', () => {
    const ages = active().stages.map(({ age }) => [age.count, age.mean]);
    expect(ages).toEqual([
      [2, 8],
      [1, 4],
      [1, 1],
    ]);
  });

  test('knows no age of a deal that is where it was opened on a date not known', () => {
    const one = dealBook([[opened({ undated: true })]], { pipelines: [sales], currency: 'NOK' });
    const { stages } = activeFunnel(one, { pipelineId: 'sales' });
    expect([stages[0]?.open, stages[0]?.age.count, stages[0]?.age.mean]).toEqual([1, 0, null]);
  });

  test('knows no age of a deal that is still where it was found, but one after it has moved', () => {
    const found = opened({ stageUndated: true });
    const gone = [
      { ...found, dealId: 'd2' },
      { ...moved('contact', 'offer', 3), dealId: 'd2' },
    ];
    const two = dealBook([[found], gone], { pipelines: [sales], currency: 'NOK', asOf: on(11) });
    const { stages } = activeFunnel(two, { pipelineId: 'sales' });
    expect(stages.map(({ open, age }) => [open, age.count, age.mean])).toEqual([
      [1, 0, null],
      [1, 1, 8],
      [0, 0, null],
    ]);
  });

  test('may measure in business days: from Monday noon to Friday noon are four', () => {
    const calendar = businessCalendar({ hours: { from: '08:00', to: '16:00' } });
    expect(active({ calendar }).stages.map(({ age }) => age.mean)).toEqual([6, 4, 1]);
  });

  test('is as of an earlier date, where one is given', () => {
    const { asOf, stages } = active({ asOf: on(4) });
    expect([asOf, stages.map(({ open }) => open)]).toEqual([on(4), [5, 0, 0]]);
  });

  test('of a pipeline without stages has a total and no rows', () => {
    const { stages, total } = active({ pipelineId: 'simple' });
    expect([stages, total.open]).toEqual([[], 1]);
  });

  test('of no deals has all stages with nothing in them, and no ages: null, not zero', () => {
    const { asOf, stages } = activeFunnel(bookOf([]), { pipelineId: 'sales' });
    expect(asOf).toBeNull();
    expect(stages.map(({ open, potential, age }) => plain([open, potential, age.median]))).toEqual(
      Array(3).fill([0, '0', null]),
    );
  });

  test('refuses an unknown pipeline, a date the book does not know, and an option that is not known', () => {
    expect(refusal(() => active({ pipelineId: 'gone' }))).toMatchObject(['unknown-pipeline', {}]);
    expect(refusal(() => active({ asOf: on(10) }))).toMatchObject(['as-of-too-late', {}]);
    expect(refusal(() => active({ closedDuring: '2026' } as object))).toMatchObject([
      'invalid-option',
      { option: 'closedDuring' },
    ]);
  });
});
