import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contactToPayment, dealJourney, demandSatisfaction, reschedules } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { naiveContactToPayment } from '../twin/naive-contact-to-payment.ts';
import { naiveDealJourney } from '../twin/naive-deal-journey.ts';
import { naiveDemandSatisfaction } from '../twin/naive-demand-satisfaction.ts';
import { naiveReschedules } from '../twin/naive-reschedules.ts';
import { expectReport, given } from './reports.ts';
import {
  asked,
  bookOf,
  calendars,
  dealPopulation,
  naiveOf,
  periodIn,
  refusalOf,
  sceneOrPart,
  when,
} from './scenes.ts';

const numRuns = runs(100);

describe('on random books the library and the twin agree on', () => {
  test('how long it takes from the first contact to the first payment, and how many contacts', () => {
    const paid = fc.option(when, { nil: undefined });
    fc.assert(
      fc.property(
        sceneOrPart,
        dealPopulation,
        paid,
        fc.constantFrom(...calendars),
        (random, people, paid, measure) => {
          const { calendar, clock } = measure;
          const book = bookOf(random);
          const population =
            paid === undefined ? asked(people, random) : { paidDuring: periodIn(random, paid) };
          for (const pipeline of [undefined, ...random.pipelines]) {
            const options = { ...given('pipelineId', pipeline?.id), ...population };
            const expected = naiveContactToPayment(random.histories, naiveOf(random), { ...options, clock });
            expectReport(contactToPayment(book, { ...options, calendar }), expected, random, options);
          }
        },
      ),
      { numRuns },
    );
  });

  test('what clients asked for, how far they got it, and why not', () => {
    fc.assert(
      fc.property(sceneOrPart, dealPopulation, (random, people) => {
        const book = bookOf(random);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = { ...given('pipelineId', pipeline?.id), ...asked(people, random) };
          const expected = naiveDemandSatisfaction(random.histories, naiveOf(random), options);
          expectReport(demandSatisfaction(book, options), expected, random, options);
        }
      }),
      { numRuns },
    );
  });

  test('how often the expected close was moved, which way, and by whom', () => {
    fc.assert(
      fc.property(sceneOrPart, when, (random, when) => {
        const book = bookOf(random);
        for (const pipeline of [undefined, ...random.pipelines]) {
          const options = { during: periodIn(random, when), ...given('pipelineId', pipeline?.id) };
          const expected = naiveReschedules(random.histories, naiveOf(random), options);
          expectReport(reschedules(book, options), expected, random, options);
        }
      }),
      { numRuns },
    );
  });

  test('the whole way of each deal', () => {
    fc.assert(
      fc.property(sceneOrPart, (random) => {
        const book = bookOf(random);
        for (const dealId of random.histories.flatMap(([opening]) => opening?.dealId ?? [])) {
          const expected = naiveDealJourney(random.histories, naiveOf(random), dealId);
          if (expected === null) {
            expect(refusalOf(() => dealJourney(book, { dealId }))).toBe('unknown-deal');
            continue;
          }
          const journey = dealJourney(book, { dealId });
          expectReport(journey, expected, random, {});
          expect(journey.potential?.currency).toBe(expected.potential?.currency);
        }
      }),
      { numRuns },
    );
  });
});
