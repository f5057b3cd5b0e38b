import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ChangeRow, type DealRow, historiesOf, historyOf, replay } from '../../../src/index.ts';
import { dealRow, on, sales, simple } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';

const change = (dealId: string, stageId: string, day: number, by?: string): ChangeRow => ({
  dealId,
  stageId,
  at: on(day),
  ...(by === undefined ? {} : { by }),
});
const histories = (deals: readonly DealRow[], changes: readonly ChangeRow[] = []) =>
  historiesOf(frozen(deals), frozen(changes), frozen([sales, simple]));

describe("a CRM's rows", () => {
  test('become one history per deal, in the order of the deals', () => {
    const made = histories(
      [dealRow('d2'), dealRow('d1'), dealRow('d3', { pipelineId: 'simple' })],
      [change('d1', 'offer', 5, 'ola'), change('d2', 'terms', 4), change('d1', 'terms', 7)],
    );
    expect(made.map((history) => history[0].dealId)).toEqual(['d2', 'd1', 'd3']);
    expect(made.map((history) => replay(history).stageId)).toEqual(['terms', 'terms', null]);
    expect(made[1]).toEqual(
      historyOf(
        {
          ...dealRow('d1'),
          visits: [
            { stageId: 'offer', enteredAt: on(5), by: 'ola' },
            { stageId: 'terms', enteredAt: on(7) },
          ],
        },
        [sales],
      ),
    );
  });

  test('may be any iterables, read once', () => {
    const made = historiesOf(
      [dealRow('d1')].values(),
      new Set([change('d1', 'offer', 5)]),
      new Map([['sales', sales]]).values(),
    );
    expect(made.map((history) => history.length)).toEqual([2]);
  });

  test('may be none', () => {
    expect(histories([])).toEqual([]);
  });

  test('of one instant stay in the order of the log', () => {
    const [history] = histories([dealRow('d1')], [change('d1', 'terms', 5), change('d1', 'offer', 5)]);
    expect(history?.slice(1)).toMatchObject([{ to: 'terms' }, { from: 'terms', to: 'offer' }]);
  });

  test('keep deals with odd ids apart', () => {
    const odd = ['__proto__', 'constructor', '', 'toString', '\u{1F600}'];
    const made = histories(
      odd.map((id) => dealRow(id)),
      odd.map((id, index) => change(id, 'offer', 2 + index)),
    );
    expect(made.map((history) => [history[0].dealId, history[1]?.at])).toEqual(
      odd.map((id, index) => [id, on(2 + index)]),
    );
  });
});

describe('refused are', () => {
  test('a deal of an unknown pipeline', () => {
    expect(refusal(() => histories([dealRow('d1'), dealRow('d2', { pipelineId: 'other' })]))).toEqual([
      'unknown-pipeline',
      { pipelineId: 'other', dealId: 'd2' },
    ]);
  });

  test('two deals with one id', () => {
    expect(refusal(() => histories([dealRow('d1'), dealRow('d2'), dealRow('d1')]))).toEqual([
      'duplicate-deal',
      { dealId: 'd1' },
    ]);
  });

  test('two pipelines with one id', () => {
    expect(refusal(() => historiesOf([], [], [sales, { ...simple, id: 'sales' }]))).toEqual([
      'duplicate-pipeline',
      { pipelineId: 'sales' },
    ]);
  });

  test('a change of a deal that is not among them', () => {
    expect(refusal(() => histories([dealRow('d1')], [change('d2', 'offer', 5)]))).toEqual([
      'unknown-deal',
      { dealId: 'd2' },
    ]);
    expect(refusal(() => histories([], [change('__proto__', 'offer', 5)]))).toEqual([
      'unknown-deal',
      { dealId: '__proto__' },
    ]);
  });

  test.each([new Date(Number.NaN), '2026-10-32', undefined])('a change dated %s', (at) => {
    const wrong = { dealId: 'd1', stageId: 'offer', at } as never;
    expect(refusal(() => histories([dealRow('d1')], [wrong]))).toEqual([
      'invalid-date',
      { field: 'at', input: String(at), dealId: 'd1' },
    ]);
  });

  test('text that no store keeps', () => {
    for (const wrong of [change('d1', '\ud800', 5), change('d1', 'offer', 5, '\ud800')]) {
      expect(refusal(() => histories([dealRow('d1')], [wrong]))).toMatchObject([
        'invalid-text',
        { problem: 'U+0000 or lone surrogate', input: '\ud800' },
      ]);
    }
  });

  test('an outcome and an amount that are none', () => {
    const outcome = { status: 'done', at: on(9) } as never;
    expect(refusal(() => histories([dealRow('d1', { outcome })]))).toEqual([
      'invalid-outcome',
      { dealId: 'd1', status: 'done' },
    ]);
    expect(refusal(() => histories([dealRow('d1', { potential: { amount: 1 } as never })]))).toEqual([
      'invalid-amount',
      { input: '1' },
    ]);
  });
});

describe('laws', () => {
  const ids = ['d1', 'd2', '__proto__'];
  const changes = fc.uniqueArray(
    fc
      .tuple(
        fc.constantFrom(...ids),
        fc.constantFrom('contact', 'offer', 'terms', 'gone'),
        fc.integer({ min: 1, max: 28 }),
      )
      .map(([dealId, stageId, day]) => change(dealId, stageId, day)),
    { selector: ({ dealId, at }) => `${dealId} ${+at}` },
  );
  const order = fc.infiniteStream(fc.nat());
  const shuffled = <T>(rows: readonly T[], keys: Iterator<number>): T[] =>
    rows
      .map((row) => ({ row, key: keys.next().value as number }))
      .sort((a, b) => a.key - b.key)
      .map(({ row }) => row);

  test('the order of the rows does not matter where no two changes of a deal are of one instant', () => {
    fc.assert(
      fc.property(changes, order, (log, keys) => {
        const deals = ids.map((id) => dealRow(id, { outcome: { status: 'won', at: on(20) } }));
        const byId = (made: ReturnType<typeof histories>) =>
          new Map(made.map((history) => [history[0].dealId, history]));
        expect(byId(histories(shuffled(deals, keys), shuffled(log, keys)))).toEqual(
          byId(histories(deals, log)),
        );
      }),
    );
  });

  test('one deal among many has the history it has alone', () => {
    fc.assert(
      fc.property(changes, (log) => {
        const deals = ids.map((id) => dealRow(id));
        const together = histories(deals, log);
        const alone = deals.flatMap((deal) =>
          histories(
            [deal],
            log.filter(({ dealId }) => dealId === deal.id),
          ),
        );
        expect(together).toEqual(alone);
      }),
    );
  });
});
