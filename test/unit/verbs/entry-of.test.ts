import { describe, expect, test } from 'vitest';
import {
  type Deal,
  type DealEvent,
  deleteDeal,
  describeDeal,
  loseDeal,
  moveDeal,
  type Pipeline,
  reassignDeal,
  reopenDeal,
  replay,
  revalueDeal,
  transferDeal,
  type VerbInput,
  winDeal,
} from '../../../src/index.ts';
import { nok, on, sales } from '../../support/deals.ts';
import { event, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic } from './given.ts';

type Verb = (deal: never, pipeline: Pipeline, input: VerbInput) => readonly DealEvent[];

/** Every verb about a running deal, each with the events after which it may be used. */
const verbs: [string, readonly DealEvent[], Verb][] = [
  ['moveDeal', [], (deal, pipeline, input) => moveDeal(deal, pipeline, { to: 'offer', ...input })],
  [
    'revalueDeal',
    [],
    (deal, pipeline, input) => revalueDeal(deal, pipeline, { potential: nok(1), ...input }),
  ],
  ['reassignDeal', [], (deal, pipeline, input) => reassignDeal(deal, pipeline, { ownerId: 'ola', ...input })],
  ['describeDeal', [], (deal, pipeline, input) => describeDeal(deal, pipeline, { name: 'Chairs', ...input })],
  ['transferDeal', [], (deal, pipeline, input) => transferDeal(deal, pipeline, { to: automatic, ...input })],
  ['winDeal', [], winDeal],
  ['loseDeal', [], (deal, pipeline, input) => loseDeal(deal, pipeline, { reason: 'price', ...input })],
  ['reopenDeal', [event('DealWon', 5, {})], reopenDeal],
  ['deleteDeal', [], deleteDeal],
];

describe.each(verbs)('%s', (_, before, verb) => {
  const deal = (...events: readonly DealEvent[]): never =>
    replay([opened(), ...before, ...events]) as Deal as never;
  const never = new Date(Number.NaN);

  test('records when it happened, and by whom and when it was entered if that is said', () => {
    const [plain] = verb(deal(), sales, { at: on(9) });
    expect(plain).toMatchObject({ dealId: 'd1', at: on(9) });
    expect(Object.keys(plain ?? {})).not.toContain('by');
    expect(Object.keys(plain ?? {})).not.toContain('recordedAt');
    expect(verb(deal(), sales, { at: on(9), by: undefined, recordedAt: undefined })).toStrictEqual([plain]);
    expect(verb(deal(), sales, { at: on(9), by: 'eva', recordedAt: on(12) })).toStrictEqual([
      { ...plain, by: 'eva', recordedAt: on(12) },
    ]);
  });

  test('may happen at the instant of the latest event, and before it where the deal carries its history', () => {
    const latest = event('DealReassigned', 7, { ownerId: 'ola' });
    expect(verb(deal(latest), sales, { at: on(7) })).toMatchObject([{ at: on(7) }]);
    if (verb === deleteDeal) return; // nothing counts after it
    expect(verb(deal(latest), sales, { at: on(6) })).toMatchObject([{ at: on(6), recordedAt: on(7) }]);
  });

  test('is refused before the latest event of a deal that came without its history, as through JSON', () => {
    const latest = event('DealReassigned', 7, { ownerId: 'ola' });
    const stored = JSON.parse(JSON.stringify(deal(latest))) as never;
    expect(verb(stored, sales, { at: on(7) })).toEqual(verb(deal(latest), sales, { at: on(7) }));
    expect(refusal(() => verb(stored, sales, { at: on(6) }))).toEqual([
      'out-of-order',
      { dealId: 'd1', at: on(6), latest: on(7) },
    ]);
  });

  test('is refused before the opening', () => {
    expect(refusal(() => verb(deal(), sales, { at: new Date(+on(1) - 1) }))).toMatchObject([
      'out-of-order',
      { event: { version: 1, type: 'DealOpened', at: on(1) } },
    ]);
  });

  test('is entered when the latest event was, unless that is said', () => {
    const late = { ...event('DealReassigned', 7, { ownerId: 'ola' }), recordedAt: on(20) };
    const enteredAt = (input: VerbInput): Date | undefined => verb(deal(late), sales, input)[0]?.recordedAt;
    expect([enteredAt({ at: on(8) }), enteredAt({ at: on(20) })]).toEqual([on(20), undefined]);
    expect(enteredAt({ at: on(8), recordedAt: on(9) })).toEqual(on(9));
  });

  test('refuses an input of another shape or with a name it does not know', () => {
    expect(refusal(() => verb(deal(), sales, { at: on(9), when: on(9) } as never))).toMatchObject([
      'invalid-option',
      { option: 'when' },
    ]);
    for (const input of [null, undefined, 'today', [], 7]) {
      expect(refusal(() => verb(deal(), sales, input as never))).not.toBeInstanceOf(TypeError);
    }
  });

  test('is refused on a date that is none', () => {
    const invalid = (field: string, input: string) => ['invalid-date', { field, input, dealId: 'd1' }];
    expect(refusal(() => verb(deal(), sales, { at: never }))).toEqual(invalid('at', 'Invalid Date'));
    expect(refusal(() => verb(deal(), sales, { at: '2026-10-09' as never }))).toEqual(
      invalid('at', '2026-10-09'),
    );
    expect(refusal(() => verb(deal(), sales, {} as never))).toEqual(invalid('at', 'undefined'));
    expect(refusal(() => verb(deal(), sales, { at: on(9), recordedAt: never }))).toEqual(
      invalid('recordedAt', 'Invalid Date'),
    );
  });

  test('is refused by somebody no store can name', () => {
    expect(refusal(() => verb(deal(), sales, { at: on(9), by: 'a\0' }))).toEqual([
      'invalid-text',
      { field: 'by', problem: 'U+0000 or lone surrogate', input: 'a\0' },
    ]);
  });

  test('is refused with a pipeline that is not that of the deal', () => {
    expect(refusal(() => verb(deal(), automatic, { at: on(9) }))).toEqual([
      'pipeline-mismatch',
      { dealId: 'd1', expected: 'sales', received: 'process' },
    ]);
  });

  test('is refused on a deleted deal', () => {
    expect(refusal(() => verb(deal(event('DealDeleted', 7, {})), sales, { at: on(9) }))).toEqual([
      'deal-deleted',
      { dealId: 'd1' },
    ]);
  });

  test('keeps its own dates when those of the input are changed', () => {
    const input = { at: on(9), recordedAt: on(12) };
    const [recorded] = verb(deal(), sales, input);
    input.at.setTime(0);
    input.recordedAt.setTime(0);
    expect(recorded).toMatchObject({ at: on(9), recordedAt: on(12) });
  });
});
