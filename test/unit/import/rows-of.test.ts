import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type DealEvent,
  type DealHistory,
  importDeals,
  type Money,
  openDeal,
  replay,
  rowsOf,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';
import { runs } from '../../support/runs.ts';
import { abc, nok, none, xy } from './given.ts';

const pipelines = [abc, xy, none];
const head = (day: number) => ({ dealId: 'd', at: on(day) });
const opening = {
  type: 'DealOpened',
  ...head(1),
  pipelineId: 'abc',
  stageId: 'A',
  ownerId: 'kari',
  potential: nok(5),
} as const;

describe('the rows of a history', () => {
  test('are its deal as it stands, and a log of what changed', () => {
    const history: DealHistory = [
      opening,
      { type: 'DealMoved', ...head(3), from: 'A', to: 'B', by: 'ola' },
      { type: 'DealDescribed', ...head(4), channel: 'web', fields: { region: 'north' } },
      { type: 'DealLost', ...head(5), reason: 'price', competitorId: 'acme' },
      { type: 'DealReopened', ...head(6), stageId: 'B' },
      { type: 'DealWon', ...head(9), amount: nok(4) },
      { type: 'PaymentReceived', ...head(12), amount: nok(1) },
    ];
    const { dealRows, changeRows, omitted } = rowsOf([history]);
    expect(dealRows).toEqual([
      {
        ...{ id: 'd', pipelineId: 'abc', openedAt: on(1), stageId: 'B', ownerId: 'kari', potential: nok(5) },
        ...{ expectedCloseAt: null, probability: null, channel: 'web', fields: { region: 'north' } },
        outcome: { status: 'won', at: on(9) },
        payments: [{ at: on(12), amount: nok(1) }],
      },
    ]);
    expect(changeRows.slice(1)).toEqual([
      { ...head(3), by: 'ola', stageId: 'B' },
      { ...head(5), outcome: { status: 'lost', reason: 'price', competitorId: 'acme' } },
      { ...head(6), outcome: null, stageId: 'B' },
      { ...head(9), outcome: { status: 'won', amount: nok(4) } },
    ]);
    expect(omitted).toEqual([{ dealId: 'd', version: 3, type: 'DealDescribed', fields: ['at'] }]);
  });

  test('leave out what rows have no word for, and say what', () => {
    const task = { id: 't1', name: 'Call', assigneeId: 'kari' };
    const { omitted } = rowsOf([
      [
        ...openDeal(sales, { id: 'd', ownerId: 'kari', potential: null, previousDealId: 'c', at: on(1) }),
        { type: 'TaskAdded', ...head(2), task },
      ],
    ]);
    expect(omitted).toEqual([
      { dealId: 'd', version: 1, type: 'DealOpened', fields: ['previousDealId'] },
      { dealId: 'd', version: 2, type: 'TaskAdded', fields: ['at', 'task'] },
    ]);
  });

  test('leave out single facts of what they say otherwise, and say which', () => {
    const interaction = { id: 'i1', kind: 'call', at: on(2) };
    const told: readonly (readonly [DealEvent, string[]])[] = [
      [{ type: 'DealEstimated', ...head(3), probability: 0.5, category: 'commit' }, ['category']],
      [{ type: 'DealEstimated', ...head(3), probability: 0.4, category: null }, ['category']],
      [{ type: 'DealEstimated', ...head(3), probability: 0.6, by: 'ola', recordedAt: on(5) }, []],
      [{ type: 'InteractionLinked', ...head(3), interaction }, ['at']],
      [{ type: 'InteractionLinked', ...head(2), interaction, by: 'ola' }, ['by']],
      [
        { type: 'PaymentReceived', ...head(3), amount: nok(1), by: 'ola', recordedAt: on(4) },
        ['by', 'recordedAt'],
      ],
      [{ type: 'PaymentReceived', ...head(3), amount: nok(1), recordedAt: on(3) }, []],
      [{ type: 'DealWon', ...head(3), amount: nok(1), paymentDueAt: on(20) }, ['paymentDueAt']],
      [{ type: 'DealLost', ...head(3), reason: 'price', otherReasons: ['time'] }, ['otherReasons']],
      [{ ...opening, ...head(3) }, ['at', 'pipelineId', 'stageId', 'ownerId', 'potential']], // does not count
    ];
    for (const [event, fields] of told) {
      const { omitted } = rowsOf([[opening, event]]);
      expect(omitted.flatMap((each) => each.fields)).toEqual(fields);
    }
  });

  test('say what a deal is called at the end, not what it was called before', () => {
    const { dealRows, omitted } = rowsOf([
      [
        { ...opening, name: 'A', channel: 'web', fields: { region: 'north', size: 2, signed: on(1) } },
        { type: 'DealDescribed', ...head(2), name: 'B', fields: { size: 3 } },
        { type: 'DealDescribed', ...head(3), name: 'C', fields: { size: null, signed: on(1) } },
      ],
    ]);
    expect(dealRows).toMatchObject([
      { name: 'C', channel: 'web', fields: { region: 'north', signed: on(1) } },
    ]);
    expect(omitted.map(({ version, fields }) => [version, ...fields])).toEqual([
      [1, 'name', 'fields'],
      [2, 'at', 'name', 'fields'],
      [3, 'at'],
    ]);
  });

  test('are those of the history as corrected; the corrections themselves they do not say', () => {
    const won = { type: 'DealWon', ...head(9), amount: nok(4) } as const;
    const { dealRows, changeRows, omitted } = rowsOf([
      [
        opening,
        { type: 'DealMoved', ...head(3), from: 'A', to: 'B' },
        won,
        { type: 'EventCorrected', ...head(10), version: 2, instead: null },
        {
          type: 'EventCorrected',
          ...head(10),
          version: 3,
          instead: { ...won, amount: nok(5), paymentDueAt: on(20) },
        },
        { type: 'EventCorrected', ...head(11), version: 1, instead: { ...opening, ownerId: 'ola' } },
      ],
    ]);
    expect(dealRows).toMatchObject([{ stageId: 'A', ownerId: 'ola', outcome: { status: 'won' } }]);
    expect(changeRows.map(({ at, stageId, ownerId, outcome }) => [at, stageId, ownerId, outcome])).toEqual([
      [on(1), 'A', 'ola', undefined],
      [on(9), undefined, undefined, { status: 'won', amount: nok(5) }],
    ]);
    expect(omitted).toEqual([
      { dealId: 'd', version: 3, type: 'DealWon', fields: ['paymentDueAt'] },
      ...[4, 5, 6].map((version) => ({
        ...{ dealId: 'd', version, type: 'EventCorrected' },
        fields: ['at', 'version', 'instead'],
      })),
    ]);
  });

  test('say that a deal was found in a stage, unless it went on: then the stage, but not that', () => {
    const found = { ...opening, stageId: 'B', stageUndated: true } as const;
    const stayed = rowsOf([[found]]);
    expect(importDeals(stayed.dealRows, stayed.changeRows, pipelines).histories).toEqual([[found]]);
    expect(stayed.omitted).toEqual([]);
    const wentOn = rowsOf([[found, { type: 'DealMoved', ...head(3), from: 'B', to: 'A' }]]);
    expect(importDeals(wentOn.dealRows, wentOn.changeRows, pipelines).histories[0]?.[0]).toEqual({
      ...opening,
      stageId: 'B',
    });
    expect(wentOn.omitted).toEqual([
      { dealId: 'd', version: 1, type: 'DealOpened', fields: ['stageUndated'] },
    ]);
  });

  test('are none of none, and refused of what is no history', () => {
    expect(rowsOf([])).toEqual({ dealRows: [], changeRows: [], omitted: [] });
    expect(refusal(() => rowsOf([[] as never]))).toEqual(['empty-history', {}]);
  });
});

describe('law', () => {
  /** Steps that each say something new, so that rows can say them, each on a day of its own. */
  const step = fc.oneof(
    fc.record({
      type: fc.constant('place' as const),
      pipeline: fc.constantFrom(abc, abc, xy, none),
      stage: fc.nat(2),
    }),
    fc.record({ type: fc.constant('owner' as const), ownerId: fc.constantFrom('kari', 'ola', null) }),
    fc.record({ type: fc.constant('worth' as const), potential: fc.constantFrom(nok(1), nok(2), null) }),
    fc.record({ type: fc.constant('expected' as const), at: fc.constantFrom(on(20), on(25), null) }),
    fc.record({ type: fc.constant('likely' as const), probability: fc.constantFrom(0.1, 1, null) }),
    fc.record({
      type: fc.constant('outcome' as const),
      won: fc.boolean(),
      amount: fc.constantFrom(nok(3), undefined),
    }),
    fc.record({ type: fc.constant('paid' as const), amount: fc.constantFrom(nok(1), nok(2)) }),
    fc.record({ type: fc.constant('met' as const), id: fc.constantFrom('i1', 'i2') }),
  );
  const begun = fc.record({
    pipeline: fc.constantFrom(abc, xy, none),
    stage: fc.nat(2),
    ownerId: fc.constantFrom('kari', null),
    potential: fc.constantFrom(nok(5), null),
    undated: fc.boolean(),
    fields: fc.constantFrom(undefined, { region: 'north' }),
  });
  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
  type Begun = typeof begun extends fc.Arbitrary<infer T> ? T : never;

  function historyOf(id: string, start: Begun, steps: readonly Step[]): DealHistory {
    const stageIn = (pipeline: Begun['pipeline'], stage: number) => pipeline.stages[stage % 2]?.id;
    const stageId = stageIn(start.pipeline, start.stage);
    const { ownerId, potential, undated, fields } = start;
    const history: [DealEvent & { type: 'DealOpened' }, ...DealEvent[]] = [
      {
        ...{ type: 'DealOpened', dealId: id, at: on(1), pipelineId: start.pipeline.id, ownerId, potential },
        ...(stageId === undefined ? {} : { stageId }),
        ...(undated ? { undated } : {}),
        ...(fields === undefined ? {} : { fields }),
      },
    ];
    for (const [index, each] of steps.entries()) {
      const deal = replay(history);
      const next = eventOf(each, deal, { dealId: id, at: on(2 + index) }, stageIn);
      if (next !== null) history.push(next);
    }
    return history;
  }

  function eventOf(
    each: Step,
    deal: ReturnType<typeof replay>,
    common: { dealId: string; at: Date },
    stageIn: (pipeline: Begun['pipeline'], stage: number) => string | undefined,
  ): DealEvent | null {
    const open = deal.status === 'open';
    switch (each.type) {
      case 'place': {
        const to = stageIn(each.pipeline, each.stage);
        if (!open) return null;
        if (each.pipeline.id !== deal.pipelineId)
          return {
            type: 'DealTransferred',
            ...common,
            pipelineId: each.pipeline.id,
            ...(to === undefined ? {} : { stageId: to }),
          };
        return to === undefined || to === deal.stageId
          ? null
          : { type: 'DealMoved', ...common, from: deal.stageId ?? '', to };
      }
      case 'owner':
        return each.ownerId === deal.ownerId
          ? null
          : { type: 'DealReassigned', ...common, ownerId: each.ownerId };
      case 'worth':
        return !open || isSame(each.potential, deal.potential)
          ? null
          : { type: 'DealRevalued', ...common, potential: each.potential };
      case 'expected':
        return +(each.at ?? 0) === +(deal.expectedCloseAt ?? 0)
          ? null
          : { type: 'DealRescheduled', ...common, expectedCloseAt: each.at };
      case 'likely':
        return each.probability === deal.probability
          ? null
          : { type: 'DealEstimated', ...common, probability: each.probability };
      case 'outcome':
        if (!open)
          return {
            type: 'DealReopened',
            ...common,
            ...(deal.stageId === null ? {} : { stageId: deal.stageId }),
          };
        if (!each.won) return { type: 'DealLost', ...common, reason: 'price' };
        return { type: 'DealWon', ...common, ...(each.amount === undefined ? {} : { amount: each.amount }) };
      case 'paid':
        return { type: 'PaymentReceived', ...common, amount: each.amount };
      case 'met':
        return {
          type: 'InteractionLinked',
          ...common,
          interaction: { id: each.id, kind: 'call', at: common.at },
        };
    }
  }

  function isSame(a: Money | null, b: Money | null): boolean {
    return a === null || b === null ? a === b : a.amount.eq(b.amount);
  }

  test('histories of what rows can say are what their rows are imported as', () => {
    const deals = fc.array(fc.tuple(begun, fc.array(step, { maxLength: 12 })), { maxLength: 4 });
    fc.assert(
      fc.property(deals, (given) => {
        const histories = given.map(([start, steps], index) => historyOf(`d${index}`, start, steps));
        const { dealRows, changeRows, omitted } = rowsOf(histories);
        const made = importDeals(dealRows, changeRows, pipelines);
        expect(made.histories).toEqual(histories);
        expect([made.problems, omitted]).toEqual([[], []]);
      }),
      { numRuns: runs(300) },
    );
  });

  test('a history that was corrected is imported as it stands', () => {
    const told = fc.tuple(
      begun,
      fc.array(step, { maxLength: 8 }),
      fc.array(fc.nat(), { maxLength: 4 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(told, ([start, steps, places, isMore]) => {
        const standing = historyOf('d', start, steps);
        const recorded: DealEvent[] = [...standing];
        const corrections: DealEvent[] = [];
        const correct = (version: number, instead: DealEvent | null) =>
          corrections.push({ type: 'EventCorrected', ...head(28), dealId: 'd', version, instead });
        for (const place of new Set(places.map((each) => each % standing.length))) {
          const right = standing[place] as DealEvent;
          recorded[place] =
            right.type === 'DealOpened'
              ? { ...right, ownerId: 'wrong' }
              : { type: 'DealWon', ...head(2), dealId: 'd' };
          correct(place + 1, right);
        }
        if (isMore) {
          recorded.push({ type: 'DealDeleted', ...head(27), dealId: 'd' });
          correct(recorded.length, null);
        }
        const history = [...recorded, ...corrections] as unknown as DealHistory;
        const { dealRows, changeRows, omitted } = rowsOf([history]);
        const made = importDeals(dealRows, changeRows, pipelines);
        expect([made.histories, made.problems]).toEqual([[standing], []]);
        expect(omitted.map(({ version }) => version)).toEqual(
          corrections.map((_, index) => recorded.length + 1 + index),
        );
      }),
      { numRuns: runs(300) },
    );
  });
});
