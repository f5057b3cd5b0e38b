import fc from 'fast-check';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type Deal,
  type DealEvent,
  type DealHistory,
  type DealOpened,
  dealAsOf,
  replay,
} from '../../../src/index.ts';
import { correctedHistory } from '../../reference/twin/naive-deal.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { frozen } from '../../support/freeze.ts';
import { instants, randomBook } from '../../support/random-book.ts';
import { refusal } from '../../support/refusal.ts';

const won = event('DealWon', 9, {});

describe('as of a date', () => {
  const history: DealHistory = frozen([opened(), moved('contact', 'offer', 5), won]);

  test('a deal is as it was then, that instant included', () => {
    expect(dealAsOf(history, on(4))).toEqual({ ...replay([opened()]), version: 3 });
    expect(dealAsOf(history, new Date(+on(5) - 1))?.stageId).toBe('contact');
    expect(dealAsOf(history, on(5))?.stageId).toBe('offer');
    expect(dealAsOf(history, on(8))?.status).toBe('open');
    expect(dealAsOf(history, on(9))?.status).toBe('won');
  });

  test('there is no deal before its opening', () => {
    expect(dealAsOf(history, new Date(+on(1) - 1))).toBeUndefined();
    expect(dealAsOf(history, on(1))?.status).toBe('open');
    expectTypeOf(dealAsOf(history, on(1))).toEqualTypeOf<Deal | undefined>();
  });

  test('a deal is not deleted before it was', () => {
    const events: DealHistory = [opened(), event('DealDeleted', 9, {})];
    expect([dealAsOf(events, on(8))?.deletedAt, dealAsOf(events, on(9))?.deletedAt]).toEqual([null, on(9)]);
  });

  test('is no deal to be had where the date is none', () => {
    const never = new Date(Number.NaN);
    expect(refusal(() => dealAsOf(history, never))).toMatchObject([
      'invalid-date',
      { input: 'Invalid Date' },
    ]);
    expect(refusal(() => dealAsOf(history, on(9), { knownAt: never }))).toMatchObject([
      'invalid-date',
      { field: 'knownAt', input: 'Invalid Date' },
    ]);
  });
});

describe('as known at a date', () => {
  const late = { ...moved('contact', 'offer', 5), recordedAt: on(12) };
  const history: DealHistory = frozen([opened(), late]);

  test('a deal is without what was entered later, that instant included', () => {
    expect(dealAsOf(history, on(9))?.stageId).toBe('offer');
    expect(dealAsOf(history, on(9), { knownAt: new Date(+on(12) - 1) })?.stageId).toBe('contact');
    expect(dealAsOf(history, on(9), { knownAt: on(12) })?.stageId).toBe('offer');
  });

  test('both dates limit what is seen', () => {
    expect(dealAsOf(history, on(4), { knownAt: on(31) })?.stageId).toBe('contact');
    expect(dealAsOf([opened(), moved('contact', 'offer', 5)], on(9), { knownAt: on(4) })?.stageId).toBe(
      'contact',
    );
  });

  test('there is no deal whose opening was entered later', () => {
    const entered: DealHistory = [opened({ recordedAt: on(12) }), moved('contact', 'offer', 5)];
    expect(dealAsOf(entered, on(31), { knownAt: on(11) })).toBeUndefined();
    expect(dealAsOf(entered, on(31), { knownAt: on(12) })?.stageId).toBe('offer');
  });

  test('what was recorded beforehand was known beforehand', () => {
    const planned = { ...moved('contact', 'offer', 9), recordedAt: on(5) };
    expect(dealAsOf([opened(), planned], on(31), { knownAt: on(5) })?.stageId).toBe('offer');
    expect(dealAsOf([opened(), planned], on(8), { knownAt: on(5) })?.stageId).toBe('contact');
  });
});

describe('laws', () => {
  const instant = fc.constantFrom(...instants);
  const farFuture = new Date('9999-12-31T00:00:00Z');
  /** The same things happening, recorded as they happened. */
  const inOrder = ([opening, ...others]: DealHistory): DealHistory => [
    opening,
    ...others.filter(({ at }) => at >= opening.at).sort((a, b) => +a.at - +b.at),
  ];
  const isOpening = (event: DealEvent | undefined): event is DealOpened => event?.type === 'DealOpened';
  /** The deal of some of the events, if its opening is among them. */
  const dealOf = (history: readonly DealEvent[], events: readonly DealEvent[]): Deal | undefined =>
    events[0] === history[0] && isOpening(events[0]) ? replay(events as DealHistory) : undefined;

  const ofVersion = (deal: Deal | undefined, { length }: DealHistory): Deal | undefined =>
    deal && { ...deal, version: length };

  test('as of a date a deal is the replay of what was recorded up to then, where all was recorded as it happened', () => {
    fc.assert(
      fc.property(randomBook, instant, ({ histories }, at) => {
        for (const history of histories) {
          const recorded = inOrder(correctedHistory(history) as unknown as DealHistory);
          const prefix = recorded.slice(0, recorded.findLastIndex((event) => +event.at <= +at) + 1);
          expect(dealAsOf(recorded, at)).toEqual(ofVersion(dealOf(recorded, prefix), recorded));
        }
      }),
    );
  });

  test('as of a date, as known at another, a deal is the replay of what had happened and been entered', () => {
    fc.assert(
      fc.property(randomBook, instant, instant, ({ histories }, at, knownAt) => {
        for (const history of histories as readonly DealHistory[]) {
          const isPast = (event: DealEvent): boolean => +event.at <= +at;
          const [all, then] = [correctedHistory(history), correctedHistory(history, knownAt)];
          const known = then.filter((event) => isPast(event) && +(event.recordedAt ?? event.at) <= +knownAt);
          expect(dealAsOf(history, at)).toEqual(ofVersion(dealOf(all, all.filter(isPast)), history));
          expect(dealAsOf(history, at, { knownAt })).toEqual(ofVersion(dealOf(then, known), history));
        }
      }),
    );
  });

  test('in the far future a deal is what it is now', () => {
    fc.assert(
      fc.property(randomBook, ({ histories }) => {
        for (const history of frozen(histories) as readonly DealHistory[]) {
          expect(dealAsOf(history, farFuture)).toEqual(replay(history));
          expect(dealAsOf(history, farFuture, { knownAt: farFuture })).toEqual(replay(history));
        }
      }),
    );
  });
});
