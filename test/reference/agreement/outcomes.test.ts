import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bookAsOf,
  type DealEvent,
  dealBook,
  dealStatus,
  salesByPeriod,
  salesCycle,
  salesFunnel,
  selectDeals,
  series,
  transitions,
  winRate,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { runs } from '../../support/runs.ts';
import { naiveDealStatus, naiveSalesCycle, naiveWinRate } from '../twin/naive-outcomes.ts';
import { naiveSales } from '../twin/naive-sales.ts';
import { naiveSeries } from '../twin/naive-series.ts';
import { naiveTransitions } from '../twin/naive-transitions.ts';
import {
  asked,
  bookOf,
  calendars,
  dealPopulation,
  expectClose,
  expectSame,
  naiveOf,
  periodIn,
  pipelinePopulation,
  type Scene,
  scene,
} from './scenes.ts';

const numRuns = runs(100);

/** All pipelines, or one of a scene's. */
const pipeline = fc.constantFrom(undefined, 0, 1);

function inPipeline({ pipelines }: Scene, number: number | undefined): { readonly pipelineId?: string } {
  const chosen = number === undefined ? undefined : pipelines[number % pipelines.length];
  return chosen === undefined ? {} : { pipelineId: chosen.id };
}

/** The same a year later: what happened in the scene was last year. */
function aYearLater(random: Scene, when: Parameters<typeof periodIn>[1]) {
  const later = random.instants.map((at) => new Date(+at + 365 * 86_400_000));
  return periodIn({ ...random, instants: later }, when);
}

describe('on random books the library and the twin agree on', () => {
  test('how many deals were won, lost or are open, and for how much', () => {
    fc.assert(
      fc.property(scene, dealPopulation, pipeline, (random, people, n) => {
        const book = bookOf(random);
        const options = { ...asked(people, random), ...inPipeline(random, n) };
        const { kind, pipelineId, asOf, currency, closedDuring, openedDuring, ...rate } = winRate(
          book,
          options,
        );
        expectSame(rate, naiveWinRate(random.histories, naiveOf(random), options));
        const { statuses, total } = dealStatus(book, options);
        expectSame({ statuses, total }, naiveDealStatus(random.histories, naiveOf(random), options));
      }),
      { numRuns },
    );
  });

  test('which points of a series may still change', () => {
    const when = fc.record({
      from: fc.nat(11),
      to: fc.nat(11),
      unit: fc.constantFrom(undefined, 'day', 'month', 'year'),
    });
    fc.assert(
      fc.property(scene, fc.array(when, { maxLength: 4 }), dealPopulation, (random, times, { kind }) => {
        const periods = times.map((time) => periodIn(random, time));
        const [book, naive] = [bookOf(random), naiveOf(random)];
        const population = kind === 'openedDuring' ? kind : 'closedDuring';
        const points = series(book, periods, (whole, during) => winRate(whole, { [population]: during }));
        expectSame(
          points.map(({ period, immature }) => ({ period, immature })),
          naiveSeries(random.histories, naive, periods, (during) => ({ [population]: during })),
        );
        for (const { id: pipelineId } of random.pipelines) {
          const cohorts = series(book, periods, (whole, openedDuring) =>
            salesFunnel(whole, { pipelineId, openedDuring }),
          );
          expectSame(
            cohorts.map(({ period, immature }) => ({ period, immature })),
            naiveSeries(random.histories, naive, periods, (openedDuring) => ({ openedDuring }), pipelineId),
          );
        }
      }),
      { numRuns },
    );
  });

  test('how long deals take, in days and in business days', () => {
    fc.assert(
      fc.property(
        scene,
        dealPopulation,
        pipeline,
        fc.constantFrom(...calendars),
        (random, people, n, measure) => {
          const { calendar, clock } = measure;
          const options = { ...asked(people, random), ...inPipeline(random, n) };
          const cycle = salesCycle(bookOf(random), { ...options, calendar });
          const expected = naiveSalesCycle(random.histories, naiveOf(random), options, clock);
          for (const name of ['won', 'lost', 'closed'] as const) expectClose(cycle[name], expected[name]);
          expect(cycle.undated).toBe(expected.undated);
        },
      ),
      { numRuns },
    );
  });

  test('where deals went from each stage', () => {
    fc.assert(
      fc.property(scene, pipelinePopulation, (random, people) => {
        const book = bookOf(random);
        for (const { id: pipelineId } of random.pipelines) {
          const options = { pipelineId, ...asked(people, random) };
          const expected = naiveTransitions(random.histories, naiveOf(random), options);
          expectSame(transitions(book, options).transitions, expected);
        }
      }),
      { numRuns },
    );
  });

  test('where a stage the pipeline does not know lies, whatever stages other deals were in', () => {
    const walk = (dealId: string, day: number, to: string): DealEvent[] => [
      {
        type: 'DealOpened',
        dealId,
        at: on(day),
        pipelineId: sales.id,
        stageId: 'terms',
        ownerId: 'ann',
        potential: null,
      },
      { type: 'DealMoved', dealId, at: on(day), from: 'terms', to },
    ];
    const histories = [walk('d1', 1, 'gone'), walk('d2', 2, 'elsewhere')];
    const options = { pipelines: [sales], currency: 'NOK' };
    const whole = dealBook(histories, options);
    const expected = naiveTransitions(histories, { ...options, asOf: on(1) }, { pipelineId: sales.id });
    expect(expected.map(({ to, direction }) => [to, direction])).toEqual([
      ['gone', 'next'],
      [null, null],
    ]);
    for (const book of [
      dealBook(histories, { ...options, asOf: on(1) }),
      bookAsOf(whole, on(1)),
      selectDeals(whole, { field: 'id', value: 'd1' }),
    ]) {
      expectSame(transitions(book, { pipelineId: sales.id }).transitions, expected);
    }
  });

  test('what was sold in each month, quarter or year, by the company and by each owner', () => {
    const when = fc.record({
      from: fc.nat(11),
      to: fc.nat(11),
      unit: fc.constantFrom(undefined, 'day', 'week', 'month', 'quarter', 'year', 'year'),
    });
    const changeOn = fc.constantFrom(undefined, 'previous', 'lastYear');
    const units = fc.constantFrom(undefined, 'day', 'week', 'month', 'quarter', 'year');
    const named = fc.uniqueArray(fc.constantFrom('ann', 'zoe', null), { maxLength: 2 });
    fc.assert(
      fc.property(
        scene,
        when,
        units,
        pipeline,
        changeOn,
        named,
        (random, when, unit, n, changeOn, listed) => {
          const options = {
            during: changeOn === 'lastYear' ? aYearLater(random, when) : periodIn(random, when),
            owners: listed,
            ...(unit === undefined ? {} : { unit }),
            ...(changeOn === undefined ? {} : { changeOn }),
            ...inPipeline(random, n),
          };
          const { company, owners } = salesByPeriod(bookOf(random), options);
          expectSame({ company, owners }, naiveSales(random.histories, naiveOf(random), options));
        },
      ),
      { numRuns },
    );
  });
});
