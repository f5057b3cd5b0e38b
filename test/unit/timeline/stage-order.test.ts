import { describe, expect, test } from 'vitest';
import { revisePipeline } from '../../../src/index.ts';
import { stageOrder } from '../../../src/timeline/stage-order.ts';
import { sales, simple } from '../../support/deals.ts';

describe('the order of stages', () => {
  test('is that of the pipeline, whatever was visited', () => {
    const { places, mapped, positionOf } = stageOrder(sales, ['terms', 'contact']);
    expect(places).toEqual([
      { stageId: 'contact', name: 'First contact', unmapped: false },
      { stageId: 'offer', name: 'Offer', unmapped: false },
      { stageId: 'terms', name: 'Terms', unmapped: false },
    ]);
    expect(mapped).toBe(3);
    expect(['contact', 'offer', 'terms'].map((id) => positionOf.get(id))).toEqual([0, 1, 2]);
  });

  test('has the stages the pipeline does not know at the end, once each, by code point', () => {
    const { places, mapped, positionOf } = stageOrder(sales, [
      '\u{1F600}',
      'gone',
      'offer',
      '\uFF5E',
      'gone',
      '',
    ]);
    expect(places.slice(mapped)).toEqual([
      { stageId: '', name: '', unmapped: true },
      { stageId: 'gone', name: 'gone', unmapped: true },
      { stageId: '\uFF5E', name: '\uFF5E', unmapped: true },
      { stageId: '\u{1F600}', name: '\u{1F600}', unmapped: true },
    ]);
    expect(positionOf.get('gone')).toBe(4);
  });

  test('is empty without stages and visits', () => {
    expect(stageOrder(simple, [])).toEqual({
      places: [],
      mapped: 0,
      positionOf: new Map(),
      ranks: [],
      before: [],
    });
  });

  test('knows stages by names that objects know too', () => {
    expect(stageOrder(simple, ['constructor', '__proto__']).positionOf.get('__proto__')).toBe(0);
  });
});

test('retired stages stand after those that deals go through, and remember where they were', () => {
  const revised = revisePipeline(sales, { retire: ['offer'] });
  expect(stageOrder(revised, ['gone'])).toEqual({
    places: [
      { stageId: 'contact', name: 'First contact', unmapped: false },
      { stageId: 'terms', name: 'Terms', unmapped: false },
      { stageId: 'offer', name: 'Offer', unmapped: false, retired: true },
      { stageId: 'gone', name: 'gone', unmapped: true },
    ],
    mapped: 2,
    positionOf: new Map([
      ['contact', 0],
      ['terms', 1],
      ['offer', 2],
      ['gone', 3],
    ]),
    ranks: [0, 2, 1, 3],
    before: [0, 1, 1, null],
  });
});
