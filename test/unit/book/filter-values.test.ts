import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { dealBook, isDealError, matchesQuery, selectDeals } from '../../../src/index.ts';
import { memoryDealRepository } from '../../../src/memory/index.ts';
import { on, sales } from '../../support/deals.ts';
import { opened } from '../../support/events.ts';
import { nonsense } from '../../support/nonsense.ts';
import { refusal } from '../../support/refusal.ts';

const history = [opened({ expectedCloseAt: on(20), fields: { region: 'north', due: new Date(5) } })] as const;
const book = dealBook([history], { pipelines: [sales], currency: 'NOK' });
const found = (filter: unknown): number => selectDeals(book, filter as never).deals;

test('a text never equals a Date, whatever it holds', () => {
  expect(found({ field: 'fields.due', value: new Date(5) })).toBe(1);
  expect(found({ field: 'fields.due', value: '5' })).toBe(0);
  for (const value of ['\u00005', '\ud800']) {
    for (const field of ['fields.due', 'ownerId']) {
      expect(refusal(() => found({ field, value }))).toMatchObject(['invalid-filter', {}]);
      expect(refusal(() => found({ field, is: 'in', value: [value] }))).toMatchObject(['invalid-filter', {}]);
    }
  }
});

test('a Date of another realm is a Date', () => {
  const value: Date = runInNewContext('new Date(5)');
  expect(found({ field: 'fields.due', value })).toBe(1);
  expect(found({ field: 'expectedCloseAt', is: 'above', value })).toBe(1);
});

test('a filter has no property that nobody reads', () => {
  const refused = (problem: string) => ['invalid-filter', { problem }];
  expect(refusal(() => found({ field: 'ownerId', value: 'kari', operator: 'notEquals' }))).toEqual(
    refused('operator is not known beside field, is, value'),
  );
  expect(refusal(() => found({ and: [], or: [] }))).toEqual(refused('or is not known beside and'));
  expect(refusal(() => found({ field: 'ownerId', is: 'isEmpty', value: false }))).toEqual(
    refused('value is not known beside field, is'),
  );
});

test('whatever a filter or a query says, it is answered or refused with a DealError', () => {
  const attempts = nonsense.flatMap((value) => [
    () => found(value),
    () => found({ not: value }),
    () => found({ and: value }),
    () => found({ field: value, value: 'kari' }),
    () => matchesQuery(history, value as never),
    () => matchesQuery(value as never, {}),
    ...['id', 'ownerId', 'openedAt', 'potential', 'fields.region'].flatMap((field) =>
      ['equals', 'in', 'below', 'under', value].map((is) => () => found({ field, is, value })),
    ),
    ...['ids', 'pipelineId', 'status', 'ownerId', 'openedDuring', 'closedDuring', 'changedDuring'].map(
      (name) => () => matchesQuery(history, { [name]: value }),
    ),
  ]);
  for (const attempt of attempts) {
    const answer = refusal(attempt);
    expect(Array.isArray(answer) || answer === 'nothing was refused', String(answer)).toBe(true);
  }
});

test('a feed goes on from the cursors it gave, and from no others', async () => {
  const deals = memoryDealRepository();
  await deals.append('d1', history, 0);
  const { cursor } = await deals.changes(undefined, 10);
  expect((await deals.changes(cursor, 10)).changes).toEqual([]);
  const others = ['1e0', '01', ' 1', '+1', '0x1', '1.0', '', '2', '-0', ...nonsense.slice(7)].filter(
    (value) => value !== undefined,
  );
  for (const other of others) {
    const error: unknown = await deals.changes(other as never, 10).catch((reason: unknown) => reason);
    expect(isDealError(error, 'invalid-option')).toBe(true);
  }
});
