import { describe, expect, test } from 'vitest';
import {
  activeFunnel,
  appendToBook,
  bookAsOf,
  type DealBook,
  type DealHistory,
  dealBook,
  dealList,
  dealPaths,
  dealsIn,
  definePipeline,
  groupDeals,
  putInBook,
  revisePipeline,
  salesFunnel,
  stageDurations,
} from '../../../src/index.ts';
import { on, sales } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { plain } from '../../support/plain.ts';
import { refusal } from '../../support/refusal.ts';

const pipelineId = 'sales';
const merged = revisePipeline(sales, { change: { contact: { formerly: ['offer'] } } });
const renewed = revisePipeline(sales, { add: [{ id: 'quote', name: 'Quote', formerly: ['offer'] }] });
const bookIn = (
  pipeline: typeof sales | typeof renewed | typeof merged,
  ...histories: DealHistory[]
): DealBook => dealBook(histories, { pipelines: [pipeline], currency: 'NOK' });

const through: DealHistory = [
  opened(),
  moved('contact', 'offer', 3),
  event('DealReassigned', 4, { ownerId: 'ola' }),
  moved('offer', 'terms', 6),
];

describe('stages that were merged', () => {
  test('have one visit for those that follow each other, from the first to the last', () => {
    const book = bookIn(merged, through);
    expect(dealPaths(book, { pipelineId }).paths).toMatchObject([{ stages: ['contact', 'terms'] }]);
    const { stages } = salesFunnel(book, { pipelineId, durations: true });
    expect(stages.map(({ stageId, visits, days }) => [stageId, visits, days?.mean])).toEqual([
      ['contact', 1, 5],
      ['terms', 1, null],
    ]);
    const entered = (ownerId: string) =>
      salesFunnel(book, { pipelineId, stageOwnerId: ownerId }).stages.map((row) => row.entered);
    expect([entered('kari'), entered('ola')]).toEqual([
      [0, 0],
      [1, 1],
    ]);
  });

  test('have a visit that began at an unknown time where the first did', () => {
    const vague: DealHistory = [opened({ stageUndated: true }), ...through.slice(1)];
    const { stages } = stageDurations(bookIn(merged, vague), { pipelineId });
    expect(stages.map(({ days }) => days.count)).toEqual([0, 0]);
    const sure = stageDurations(bookIn(sales, vague), { pipelineId });
    expect(sure.stages.map(({ days }) => days.count)).toEqual([0, 1, 0]);
  });

  test('have two visits where an outcome or another stage lies between them', () => {
    const reopened: DealHistory = [
      opened(),
      event('DealLost', 3, { reason: 'price' }),
      event('DealReopened', 4, { stageId: 'offer' }),
      moved('offer', 'terms', 5),
      moved('terms', 'offer', 6),
    ];
    const book = bookIn(merged, reopened);
    expect(dealPaths(book, { pipelineId }).paths).toMatchObject([
      { stages: ['contact', 'contact', 'terms', 'contact'] },
    ]);
    expect(dealList(book).rows).toMatchObject([{ stageId: 'contact', stageName: 'First contact' }]);
  });
});

describe('a stage that got another id', () => {
  test('has the visits it had, under the id it has', () => {
    const book = bookIn(renewed, through.slice(0, 3) as unknown as DealHistory);
    expect(activeFunnel(book, { pipelineId }).stages.map(({ stageId, open }) => [stageId, open])).toEqual([
      ['contact', 0],
      ['quote', 1],
      ['terms', 0],
    ]);
    expect(groupDeals(book, 'stageId').map(({ key }) => key)).toEqual(['quote']);
    expect(book.warnings).toEqual([]);
  });

  test('is asked for by either id', () => {
    const book = bookIn(renewed, through);
    for (const stageId of ['quote', 'offer']) {
      expect(dealsIn(book, { pipelineId }, { stageId, cell: 'passed' })).toEqual(['d1']);
      expect(dealsIn(book, activeFunnel(book, { pipelineId }), { stageId })).toEqual([]);
      expect(
        dealsIn(bookAsOf(book, on(4)), activeFunnel(bookAsOf(book, on(4)), { pipelineId }), { stageId }),
      ).toEqual(['d1']);
      const cohort = { stageId, during: { start: on(3), end: on(4) } };
      expect(salesFunnel(book, { pipelineId, cohort }).total.deals).toBe(1);
    }
  });

  test('is entered by events that are appended, recorded under either id', () => {
    const whole = bookIn(renewed, through);
    const [first, ...later] = through;
    const appended = later.reduce(
      (book, next) => appendToBook(book, 'd1', [next]),
      bookIn(renewed, [first] as unknown as DealHistory),
    );
    const late = appendToBook(bookIn(renewed, [opened(), through[3] as never]), 'd1', [
      moved('contact', 'quote', 3),
      event('DealReassigned', 4, { ownerId: 'ola' }),
    ]);
    for (const book of [appended, late])
      expect(salesFunnel(book, { pipelineId, durations: true })).toEqual(
        salesFunnel(whole, { pipelineId, durations: true }),
      );
  });
});

describe('a deal that moved to a stage which had another id', () => {
  const service = definePipeline({
    id: 'service',
    name: 'Service',
    progression: 'manual',
    stages: [
      { id: 'offer', name: 'Offer' },
      { id: 'done', name: 'Done' },
    ],
  });
  const begun: DealHistory = [opened(), moved('contact', 'offer', 3), moved('offer', 'terms', 6)];
  const late = event('DealTransferred', 2, { pipelineId: 'service', stageId: 'done' });
  const bookWith = (...histories: DealHistory[]): DealBook =>
    dealBook(histories, { pipelines: [renewed, service], currency: 'NOK' });
  const seenIn = (book: DealBook) => plain(dealPaths(book, { pipelineId: 'service' }).paths);

  test('needs its history where it turns out that it was in another pipeline then', () => {
    const book = bookWith(begun);
    expect(refusal(() => appendToBook(book, 'd1', [late]))).toEqual(['needs-history', { dealId: 'd1' }]);
    const whole: DealHistory = [...begun, late];
    expect(seenIn(putInBook(book, whole))).toEqual(seenIn(bookWith(whole)));
    expect(seenIn(bookWith(whole))).toMatchObject([{ stages: ['done', 'offer', 'terms'] }]);
  });

  test('goes on without it where what is late leaves it in its pipeline', () => {
    const owner = event('DealReassigned', 2, { ownerId: 'ola' });
    const book = appendToBook(bookWith(begun), 'd1', [owner]);
    expect(plain(dealPaths(book, { pipelineId }).paths)).toEqual(
      plain(dealPaths(bookWith([...begun, owner]), { pipelineId }).paths),
    );
  });
});
