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

  test('may happen at the instant of the latest event, not before it', () => {
    const latest = event('DealReassigned', 7, { ownerId: 'ola' });
    expect(verb(deal(latest), sales, { at: on(7) }).length).toBe(1);
    expect(refusal(() => verb(deal(latest), sales, { at: on(6) }))).toEqual([
      'out-of-order',
      { dealId: 'd1', at: on(6), latest: on(7) },
    ]);
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
