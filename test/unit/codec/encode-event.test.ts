import { describe, expect, test } from 'vitest';
import { encodeEvent, money } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';

describe('an event as it is stored', () => {
  test('is JSON with its format, dates as ISO text with milliseconds, amounts as plain decimals', () => {
    const stored = encodeEvent(
      opened({
        by: 'ola',
        recordedAt: on('2026-10-02T08:00:00.5Z'),
        potential: money('120000.50', 'NOK'),
        fields: { region: 'north', signed: on(3), share: -0 },
        demand: [{ text: 'Chairs', amount: money('0.0000000001', 'EUR'), percentSatisfied: 80 }],
      }),
    );
    expect(stored).toEqual({
      format: 1,
      type: 'DealOpened',
      dealId: 'd1',
      at: '2026-10-01T12:00:00.000Z',
      by: 'ola',
      recordedAt: '2026-10-02T08:00:00.500Z',
      pipelineId: 'sales',
      stageId: 'contact',
      ownerId: 'kari',
      potential: { amount: '120000.5', currency: 'NOK' },
      fields: { region: 'north', signed: { $date: '2026-10-03T12:00:00.000Z' }, share: { $number: '-0' } },
      demand: [{ text: 'Chairs', amount: { amount: '0.0000000001', currency: 'EUR' }, percentSatisfied: 80 }],
    });
  });

  test('leaves out what is undefined', () => {
    const stored = encodeEvent(opened({ stageId: undefined } as never));
    expect(Object.hasOwn(stored, 'stageId')).toBe(false);
  });
});

describe('what cannot be stored unchanged is refused with its path', () => {
  test.each<[string, unknown]>([
    ['at', { at: new Date(Number.NaN) }],
    ['potential', { potential: money('1', 'NOK').amount }],
    ['potential.amount', { potential: { amount: money('1', 'NOK').amount.times('1e28'), currency: 'NOK' } }],
    ['potential.amount', { potential: { amount: money('1', 'NOK').amount.div('1e11'), currency: 'NOK' } }],
    ['ownerId', { ownerId: 'half \ud800' }],
    ['colour', { colour: 'red' }],
    ['fields.list', { fields: { list: [] } }],
    ['fields.money', { fields: { money: money('1', 'NOK').amount } }],
    [
      'demand[1].amount.colour',
      {
        demand: [
          { text: 'Chairs', amount: money('1', 'NOK'), percentSatisfied: 1 },
          { text: 'Tables', amount: { ...money('1', 'NOK'), colour: 'red' }, percentSatisfied: 1 },
        ],
      },
    ],
  ])('%s', (path, changes) => {
    const attempt = () => encodeEvent(opened(changes as never));
    expect(refusal(attempt)).toEqual(['invalid-record', expect.objectContaining({ path })]);
  });
});
