import { describe, expect, test } from 'vitest';
import {
  compareFunnels,
  dealBook,
  historiesOf,
  type Money,
  type SalesFunnel,
  salesFunnel,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { closedRow, dealRow, nok, on, sales, simple } from '../../support/deals.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

/** The funnel of deals that ended in these stages, lost, or were won; each of 100 NOK unless said. */
function funnel(
  endings: readonly string[],
  potential: (index: number) => Money | null = () => nok(100),
): SalesFunnel {
  const rows = endings.map((ending, index) =>
    dealRow(`d${index}`, {
      potential: potential(index),
      outcome: { status: ending === 'won' ? 'won' : 'lost', at: on(9), reason: 'price' },
    }),
  );
  const changes = endings.flatMap((stageId, index) =>
    stageId === 'won' || stageId === 'contact' ? [] : [{ dealId: `d${index}`, stageId, at: on(2) }],
  );
  const book = dealBook(historiesOf(rows, changes, [sales]), { pipelines: [sales], currency: 'NOK' });
  return salesFunnel(book, { pipelineId: 'sales' });
}

const times = (count: number, ending: string): string[] => Array<string>(count).fill(ending);
/** 8 in, 4 to the offer, 2 to the terms, 1 won. */
const reference = funnel([...times(4, 'contact'), ...times(2, 'offer'), 'terms', 'won']);
/** 8 in, 6 to the offer, 3 to the terms, 3 won. */
const actual = funnel([...times(2, 'contact'), ...times(3, 'offer'), ...times(3, 'won')]);

describe('what the difference between two funnels is worth', () => {
  test('each stage in won deals more or fewer, and in their potential', () => {
    const { stages, total } = compareFunnels(actual, reference);
    expect(
      stages.map(({ stageId, rate, reference, difference, deals, potential }) => [
        stageId,
        rate.value,
        reference.value,
        difference,
        deals,
        String(potential?.amount),
      ]),
    ).toEqual([
      ['contact', 0.75, 0.5, 0.25, 1, '100'], // at half the rate of 3/4 there were 2 won, not 3
      ['offer', 0.5, 0.5, 0, 0, '0'],
      ['terms', 1, 0.5, 0.5, 1.5, '150'],
    ]);
    expect(plain(total)).toEqual({
      won: 3,
      rate: { value: 3 / 8, count: 3, of: 8 },
      reference: { value: 1 / 8, count: 1, of: 8 },
      deals: 2, // 8 × 1/2 × 1/2 × 1/2 = 1
      potential: '200',
    });
  });

  test('a worse funnel is worth deals and money less', () => {
    const { stages, total } = compareFunnels(reference, actual);
    expect(stages.map(({ deals }) => deals)).toEqual([-0.5, 0, -1]);
    expect(plain(total)).toMatchObject({ deals: -2, potential: '-200' });
  });

  test('a funnel against itself differs in nothing', () => {
    const { stages, total } = compareFunnels(actual, actual);
    expect(stages.map(({ difference, deals }) => [difference, deals])).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(total.deals).toBe(0);
  });

  test('figures are exact until the end: a third is a third, to 34 digits', () => {
    const thirds = funnel([...times(2, 'contact'), 'won']);
    const halves = funnel(['contact', 'won']);
    const [contact] = compareFunnels(thirds, halves).stages;
    expect([contact?.difference, contact?.deals]).toEqual([-1 / 6, -0.5]);
    const [other] = compareFunnels(halves, thirds).stages;
    expect([other?.deals, String(other?.potential?.amount)]).toEqual([1 / 3, `33.${'3'.repeat(32)}`]);
  });

  test('the mean potential is of the won deals that have one', () => {
    const priced = funnel(['contact', 'won', 'won'], (index) => (index === 1 ? null : nok(100)));
    expect(plain(compareFunnels(priced, reference).stages[0])).toMatchObject({ deals: 0.5, potential: '50' });
    const unpriced = funnel(['contact', 'won'], () => null);
    expect(plain(compareFunnels(unpriced, reference).stages[0])).toMatchObject({ deals: 0, potential: null });
  });

  test('without a rate there is nothing to compare', () => {
    const none = funnel(['contact']);
    const { stages, total } = compareFunnels(none, reference);
    expect(stages.map(({ rate, difference, deals }) => [rate.value, difference, deals])).toEqual([
      [0, -0.5, null],
      [null, null, null],
      [null, null, null],
    ]);
    expect(plain(total)).toMatchObject({ deals: -1 / 8, potential: null });
    expect(compareFunnels(actual, none).total.deals).toBeNull();
  });

  test('funnels of two pipelines are not compared', () => {
    const other = salesFunnel(dealBook([], { pipelines: [simple], currency: 'NOK' }), {
      pipelineId: 'simple',
    });
    expect(refusal(() => compareFunnels(actual, other))).toEqual([
      'invalid-option',
      { option: 'reference', problem: 'of pipeline simple, not sales' },
    ]);
    expect(compareFunnels(other, other)).toMatchObject({
      stages: [],
      total: { deals: null, potential: null },
    });
  });
});

describe('a published rate', () => {
  const rows = [
    closedRow('d1', 'won', 9),
    closedRow('d2', 'won', 9),
    closedRow('d3', 'lost', 9),
    dealRow('d4'),
  ];
  const funnel = salesFunnel(bookOf(rows), { pipelineId: 'sales' });

  test('stands by its name beside that of the book, of a stage or of all deals', () => {
    // Half of all deals were won, half of those in contact went on.
    const published = [
      { name: 'Rival', rate: '0.25' },
      { name: 'Trade', stageId: 'contact', rate: 1 },
    ];
    expect(compareFunnels(funnel, funnel, { published }).published).toEqual([
      {
        name: 'Rival',
        stageId: null,
        published: 0.25,
        rate: { value: 0.5, count: 2, of: 4 },
        difference: 0.25,
        deals: 1,
      },
      {
        name: 'Trade',
        stageId: 'contact',
        published: 1,
        rate: { value: 0.5, count: 2, of: 4 },
        difference: -0.5,
        deals: -2,
      },
    ]);
    expect(compareFunnels(funnel, funnel)).not.toHaveProperty('published');
  });

  test('that is no share, or of no stage, is refused', () => {
    const refused = (published: object) =>
      refusal(() => compareFunnels(funnel, funnel, { published: [published as never] }));
    expect(refused({ name: 'Rival', rate: 25 })).toEqual(['invalid-option', expect.anything()]);
    expect(refused({ name: 'Rival', rate: 0.2, stageId: 'x' })).toEqual([
      'invalid-option',
      { option: 'published', problem: 'no stage of the funnel: x' },
    ]);
    expect(refused({ rate: 0.2 })).toEqual(['invalid-option', expect.anything()]);
  });
});

test('a funnel whose early wins pass no later stages is not compared: its rates do not lead to the wins', () => {
  const book = bookOf([closedRow('d1', 'won', 9), closedRow('d2', 'lost', 9)]);
  const [count, ignore, jumps] = (['count', 'ignore', 'jumps'] as const).map((skips) =>
    salesFunnel(book, { pipelineId: 'sales', skips }),
  ) as [SalesFunnel, SalesFunnel, SalesFunnel];
  const problem = "read with skips: 'jumps', whose rates do not lead to the wins";
  expect(refusal(() => compareFunnels(jumps, count))).toEqual([
    'invalid-option',
    { option: 'actual', problem },
  ]);
  expect(refusal(() => compareFunnels(count, jumps))).toEqual([
    'invalid-option',
    { option: 'reference', problem },
  ]);
  expect(compareFunnels(count, ignore).total).toMatchObject({ won: 1 });
});
