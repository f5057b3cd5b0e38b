import { Decimal } from 'decimal.js';
import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  type DealOpened,
  type OpenDealInput,
  openDeal,
  type Pipeline,
  replay,
  validateHistory,
} from '../../../src/index.ts';
import { nok, on, sales, simple } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { refusal } from '../../support/refusal.ts';
import { automatic, noNewDeals, pipelines } from './given.ts';

const input = { id: 'd1', ownerId: 'kari', potential: nok(100), at: on(1) } as const;
const opening: DealOpened = {
  type: 'DealOpened',
  dealId: 'd1',
  at: on(1),
  pipelineId: 'sales',
  stageId: 'contact',
  ownerId: 'kari',
  potential: nok(100),
};

describe('opening a deal', () => {
  test('starts it in the first stage', () => {
    expect(openDeal(sales, frozen(input))).toEqual([opening]);
    expect(replay(openDeal(sales, input))).toMatchObject({
      status: 'open',
      stageId: 'contact',
      openedBy: 'kari',
    });
  });

  test('takes no owner, but not nothing for one', () => {
    expect(openDeal(sales, { ...input, ownerId: null })).toEqual([{ ...opening, ownerId: null }]);
    const without = { ...input, ownerId: undefined as never };
    expect(refusal(() => openDeal(sales, without))).toMatchObject(['invalid-text', { field: 'ownerId' }]);
  });

  test('starts it in any stage of a manual pipeline', () => {
    expect(openDeal(sales, { ...input, stageId: 'terms' })).toEqual([{ ...opening, stageId: 'terms' }]);
  });

  test('starts it in no stage of a pipeline without stages', () => {
    const { stageId, ...stageless } = opening;
    expect(openDeal(simple, input)).toStrictEqual([{ ...stageless, pipelineId: 'simple' }]);
  });

  test('records all that is said of it, and nothing that is not', () => {
    const said = {
      name: 'Chairs',
      customerId: 'c1',
      expectedCloseAt: on(20),
      channel: 'web',
      interactionId: 'i1',
      previousDealId: 'd0',
      fields: { region: 'north', size: 0 },
      by: 'eva',
      recordedAt: on(3),
    };
    expect(openDeal(sales, frozen({ ...input, ...said }))).toEqual([{ ...opening, ...said }]);
    expect(openDeal(sales, { ...input, name: undefined, stageId: undefined, by: undefined })).toStrictEqual([
      opening,
    ]);
  });

  test('takes a deal that is worth nothing, or nobody knows what', () => {
    expect(openDeal(sales, { ...input, potential: nok(0) })[0].potential).toEqual(nok(0));
    expect(openDeal(sales, { ...input, potential: null })[0].potential).toBeNull();
  });

  test('makes a history with nothing odd in it', () => {
    for (const pipeline of [sales, automatic, simple] as Pipeline[]) {
      expect(validateHistory(openDeal(pipeline, input), pipelines)).toEqual([]);
    }
  });

  test('keeps its own date when that of the input is changed', () => {
    const at = on(1);
    const [event] = openDeal(sales, { ...input, at });
    at.setTime(0);
    expect(event.at).toEqual(on(1));
  });
});

describe('opening a deal is refused', () => {
  const refused = (changes: Partial<OpenDealInput>, pipeline: Pipeline = sales) =>
    refusal(() => openDeal(pipeline, { ...input, ...changes }));

  test('in a pipeline that takes no new deals', () => {
    expect(refused({}, noNewDeals)).toEqual(['new-deals-not-accepted', { pipelineId: 'tenders' }]);
  });

  test('in a stage the pipeline does not know', () => {
    expect(refused({ stageId: 'gone' })).toEqual(['unknown-stage', { pipelineId: 'sales', stageId: 'gone' }]);
    expect(refused({ stageId: 'contact' }, simple)).toEqual([
      'unknown-stage',
      { pipelineId: 'simple', stageId: 'contact' },
    ]);
  });

  test('in a later stage of an automatic pipeline', () => {
    expect(refused({ stageId: 'demo' }, automatic)).toEqual([
      'move-not-allowed',
      { dealId: 'd1', from: null, to: 'demo' },
    ]);
    expect(refused({ stageId: 'lead' }, automatic)).toBe('nothing was refused');
  });

  const never = new Date(Number.NaN);
  test.each([
    ['at', { at: never }],
    ['recordedAt', { recordedAt: never }],
    ['expectedCloseAt', { expectedCloseAt: never }],
    ['signed', { fields: { signed: never } }],
  ])('with an invalid date: %s', (field, changes) => {
    expect(refused(changes)).toEqual(['invalid-date', { field, input: 'Invalid Date', dealId: 'd1' }]);
  });

  test.each([
    { id: 'a\0' },
    { ownerId: 'a\0' },
    { name: 'a\0' },
    { customerId: 'a\0' },
    { channel: 'a\0' },
    { interactionId: 'a\0' },
    { previousDealId: 'a\0' },
    { by: 'a\0' },
    { fields: { region: 'a\0' } },
  ])('with text that no store keeps: %j', (changes) => {
    expect(refused(changes)).toMatchObject([
      'invalid-text',
      { problem: 'U+0000 or lone surrogate', input: 'a\0' },
    ]);
  });

  test('with money that is none', () => {
    const amount = new Decimal(Number.NaN);
    expect(refused({ potential: { amount, currency: 'NOK' } })).toEqual(['invalid-amount', { input: 'NaN' }]);
    expect(refused({ potential: undefined as never })).toEqual(['invalid-amount', { input: 'undefined' }]);
  });
});

describe('the types of opening a deal', () => {
  test('do not let a misspelt stage compile', () => {
    // @ts-expect-error there is no such stage
    expect(refusal(() => openDeal(sales, { ...input, stageId: 'ofer' }))).toEqual([
      'unknown-stage',
      { pipelineId: 'sales', stageId: 'ofer' },
    ]);
  });

  test('take any stage of a pipeline that comes from a database', () => {
    const stored: Pipeline<string> = sales;
    expect(openDeal(stored, { ...input, stageId: String('offer') })[0].stageId).toBe('offer');
  });

  test('know one event, which is a history', () => {
    expectTypeOf(openDeal(sales, input)).toEqualTypeOf<[DealOpened]>();
    expectTypeOf<DealOpened['stageId']>().toEqualTypeOf<string | undefined>();
    expect(replay(openDeal(sales, input)).id).toBe('d1');
  });
});
