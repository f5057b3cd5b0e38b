import { expect, test } from 'vitest';
import { numberReader } from '../../../src/crm/tables/number-notation.ts';
import { refusal } from '../../support/refusal.ts';

test.each([
  [undefined, '1234.56', '1234.56'],
  [undefined, '-0012.50', '-12.50'],
  [undefined, '1.25E7', '12500000'],
  [undefined, '1.2345678901E7', '12345678.901'],
  ['1,234.56', '1,234,567.8', '1234567.8'],
  ['1,234.56', '1234567', '1234567'],
  ['1.234,56', '1.234', '1234'],
  ['1.234,56', '-1.234.567,80', '-1234567.80'],
  ['1234,56', '0,5', '0.5'],
  ['1 234,56', '12\u00a0345,6', '12345.6'],
  ['1 234,56', '12\u202f345', '12345'],
  ["1'234.56", "12'345.60", '12345.60'],
  ['12,34,567.89', '1,23,45,678', '12345678'],
  ['$1,234.56', '-$1,200', '-1200'],
  ['$1,234.56', '$-1,200', '-1200'],
  ['1.234,56 €', '99,90 €', '99.90'],
  ['1.234,56 €', '99,90', '99.90'],
  ['NOK 1 234,56', 'NOK 1 000', '1000'],
])('in the notation of %s, %s is %s', (notation, text, number) => {
  expect(numberReader(notation)(text)).toBe(number);
});

test.each([
  [undefined, '1,234.56'],
  [undefined, '1 234'],
  [undefined, '.5'],
  [undefined, '5.'],
  [undefined, '0x10'],
  [undefined, '$5'],
  ['1,234.56', '1.234,56'],
  ['1,234.56', '12,34'],
  ['1,234.56', '1,2345'],
  ['1.234,56', '1.5'],
  ['1.234,56', '1,234.56'],
  ['1 234,56', '12 34'],
  ['12,34,567.89', '1,2,34'],
  ['$1,234.56', '€1,200'],
  ['$1,234.56', '-$-1,200'],
  ['NOK 1 234,56', 'EUR 1 000'],
  ['1,234.56', ''],
])('in the notation of %s, %s is no number', (notation, text) => {
  expect(numberReader(notation)(text)).toBeNull();
});

test.each(['', '1234', '1,234', '1.234', 'en-US', '1,234,56', '1 234 56', 'comma', '1,234·56'])(
  '%s shows no decimal mark',
  (notation) => {
    const problem = `not an example of a number with a decimal mark, such as '1,234.56': '${notation}'`;
    expect(refusal(() => numberReader(notation))).toEqual(['invalid-option', { option: 'numbers', problem }]);
  },
);
