import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareTextsIn,
  cutTexts,
  isTextIn,
  pushText,
  reserveTexts,
  textFrom,
  textList,
  textsFrom,
  textsOf,
  trimTexts,
} from '../../../src/columns/texts.ts';

const text = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'binary', maxLength: 20 }));

/** As UTF-8 has it, which is in code-point order; of lone surrogates nothing is said. */
function byCodePoint(a: string, b: string): number {
  return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

describe('a column of texts', () => {
  test('gives each text back as it was, one by one and all together', () => {
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const column = textsOf(texts);
        expect(texts.map((_, place) => textFrom(column, place))).toEqual(texts);
        expect(textList(column)).toEqual(texts);
      }),
    );
  });

  test('knows which text is in a place', () => {
    fc.assert(
      fc.property(fc.array(text), text, (texts, other) => {
        const column = textsOf(texts);
        for (const [place, each] of texts.entries()) {
          expect(isTextIn(column, place, each)).toBe(true);
          expect(isTextIn(column, place, other)).toBe(each === other);
          expect(isTextIn(column, place, `${each}a`)).toBe(false);
        }
      }),
    );
  });

  test('orders texts by code point', () => {
    const wellFormed = fc.string({ unit: 'grapheme', maxLength: 6 });
    const few = fc.string({ unit: fc.constantFrom('a', '\uffff', '😀', '\ud7ff'), maxLength: 4 });
    fc.assert(
      fc.property(fc.oneof(wellFormed, few), fc.oneof(wellFormed, few), (a, b) => {
        expect(Math.sign(compareTextsIn(textsOf(['', a, b]), 1, 2))).toBe(byCodePoint(a, b));
      }),
    );
  });

  test('takes a byte a unit until a text needs two', () => {
    const column = textsOf(['a', 'é']);
    expect(column.units).toBeInstanceOf(Uint8Array);
    pushText(column, 'я');
    expect(column.units).toBeInstanceOf(Uint16Array);
    expect(textList(column)).toEqual(['a', 'é', 'я']);
  });

  test('holds the texts of chosen places, an empty one for none', () => {
    expect(textList(textsFrom(textsOf(['a', 'bc', 'я', 'd']), Int32Array.of(1, -1, 2, 0)))).toEqual([
      'bc',
      '',
      'я',
      'a',
    ]);
  });

  test('goes on after texts were dropped and its room was changed', () => {
    fc.assert(
      fc.property(fc.array(text), fc.nat(10), fc.array(text), (texts, length, more) => {
        const column = textsOf(texts);
        cutTexts(column, length);
        reserveTexts(column, 3);
        for (const each of more) pushText(column, each);
        trimTexts(column);
        expect(textList(column)).toEqual([...texts.slice(0, length), ...more]);
      }),
    );
  });
});
