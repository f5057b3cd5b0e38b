import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkText, compareText } from '../../src/text.ts';
import { refusal } from '../support/refusal.ts';

describe('text from outside', () => {
  test.each([
    ['nothing at all', ''],
    ['ten thousand letters', 'x'.repeat(10_000)],
    ['a name that objects know', '__proto__'],
    ['another such name', 'constructor'],
    ['an emoji', '\u{1F600}'],
    ['letters of any script', 'Ærlig talt, 取引 сделка'],
    ['other control characters', '\u0001\t\n\u001f'],
    ['a byte order mark and a noncharacter', '\uFEFF\uFFFF'],
  ])('may be %s', (_, text) => {
    expect(refusal(() => checkText(text, 'name'))).toBe('nothing was refused');
  });

  test.each([
    ['U+0000', 'a\0b'],
    ['a high surrogate without a low one', 'a\ud83d'],
    ['a low surrogate without a high one', '\ude00a'],
    ['surrogates the wrong way round', '\ude00\ud83d'],
    ['a high surrogate before an emoji', '\ud83d\u{1F600}'],
  ])('must not hold %s', (_, input) => {
    expect(refusal(() => checkText(input, 'name'))).toEqual([
      'invalid-text',
      { field: 'name', problem: 'U+0000 or lone surrogate', input },
    ]);
  });

  test.each([
    [null, 'null'],
    [undefined, 'undefined'],
    [7, '7'],
    [true, 'true'],
    [['a'], 'a'],
    [Symbol('a'), 'Symbol(a)'],
  ])('must be a string, not %s', (value, input) => {
    expect(refusal(() => checkText(value, 'name'))).toEqual([
      'invalid-text',
      { field: 'name', problem: 'not a string', input },
    ]);
  });

  test('is refused, not choked on, where it has no text at all', () => {
    expect(refusal(() => checkText(Object.create(null), 'name'))).toMatchObject([
      'invalid-text',
      { field: 'name', problem: 'not a string' },
    ]);
  });
});

describe('the order of texts', () => {
  test('is by code point: an emoji comes after the last letters of the basic plane', () => {
    const texts = ['b', '\u{1F600}', '', 'a', '\uFF5E', 'ab', '\uE000', '\uD7FF', 'B', '10', '9'];
    expect(texts.sort(compareText)).toEqual([
      '',
      '10',
      '9',
      'B',
      'a',
      'ab',
      'b',
      '\uD7FF',
      '\uE000',
      '\uFF5E',
      '\u{1F600}',
    ]);
  });

  test('puts a text before one that goes on', () => {
    expect(compareText('offer', 'offers')).toBeLessThan(0);
    expect(compareText('offer', 'offer')).toBe(0);
  });
});

describe('laws', () => {
  const text = fc.string({ unit: 'binary' }); // any code points but surrogates
  const codePoints = (of: string): number[] => Array.from(of, (char) => char.codePointAt(0) as number);

  test('texts are ordered as their lists of code points are', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [codePoints(a), codePoints(b)];
        const first = left.findIndex((point, index) => point !== right[index]);
        const expected =
          first === -1 ? left.length - right.length : (left[first] ?? 0) - (right[first] ?? -1);
        expect(Math.sign(compareText(a, b))).toBe(Math.sign(expected));
      }),
    );
  });

  test('a text is refused if and only if UTF-8 or a C string would lose a part of it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
        (value) => {
          const kept =
            !value.includes('\0') &&
            new TextDecoder().decode(new TextEncoder().encode(`.${value}`)) === `.${value}`;
          expect(refusal(() => checkText(value, 'name')) === 'nothing was refused').toBe(kept);
        },
      ),
    );
  });
});
