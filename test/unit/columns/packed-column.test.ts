import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Numbers } from '../../../src/columns/growable.ts';
import { laidOut, packing, unpacked, viewed } from '../../../src/columns/packed-column.ts';
import { packedTexts, unpackedTexts } from '../../../src/columns/packed-texts.ts';
import type { Bytes } from '../../../src/columns/planes.ts';
import { textList, textsOf } from '../../../src/columns/texts.ts';

const bytesFor = (length: number): Bytes => ({ buffer: new ArrayBuffer(length + 16), byteOffset: 16 });

/** A column packed and read back, and how many bytes a number takes. */
function again(column: Numbers): { readonly column: Numbers; readonly width: number | undefined } {
  const room = { taken: 0 };
  packing(room, Uint8Array.of(1, 2, 3)); // something lies before it
  const { packed, write } = packing(room, column);
  const bytes = bytesFor(room.taken);
  write(bytes);
  return { column: unpacked(bytes, packed), width: packed.width };
}

const span = (least: number, ...above: number[]) => Float64Array.of(...above.map((each) => least + each));

describe('a packed column', () => {
  test.each<[string, Numbers, number | undefined]>([
    ['one number again and again', span(1.7e12, 0, 0, 0), 0],
    ['none', new Float64Array(0), 0],
    ['up to 255 above the least', span(-7, 0, 255), 1],
    ['more', span(-7, 0, 256), 2],
    ['amounts', span(5, 0, 2 ** 16, 2 ** 24 - 1), 3],
    ['large amounts', span(5, 1, 2 ** 24, 2 ** 32 - 1), 4],
    ['instants within 34 years', span(1.6e12, 0, 2 ** 32, 2 ** 40 - 1), 5],
    ['instants within 8,900 years', span(-8e15, 0, 1, 2 ** 48 - 1), 6],
    ['instants further apart', span(-8e15, 0, 1, 2 ** 48), undefined],
    ['days', span(1.7e12, 0, 86_400_000, 9 * 86_400_000), 1],
    ['hours of many years', span(1.7e12, 0, 3_600_000, 876_000 * 3_600_000), 3],
    ['fractions', Float64Array.of(0.5, 1), undefined],
    ['fractions that add up', Float64Array.of(0.5, 0.5), undefined],
    ['numbers that are none', Float64Array.of(Number.NaN, 1, Number.POSITIVE_INFINITY), undefined],
    ['zero with a sign', Float64Array.of(0, -0), undefined],
    ['numbers that a double tells apart no more', Float64Array.of(2 ** 53, 2 ** 53 + 2), undefined],
    ['codes', Int32Array.of(-1, 254), 1],
    ['codes that need two bytes anyway', Int32Array.of(-1, 40_000), 2],
    ['codes of a byte', Int8Array.of(-128, 127, 3), undefined],
    ['flags', Uint8Array.of(0, 1), undefined],
    ['the same flag for all', Uint8Array.of(1, 1), 0],
  ])('%s', (_, column, width) => {
    const back = again(column);
    expect([...back.column]).toEqual([...column]);
    expect(back.width).toBe(width);
  });

  test('has the narrowest type that its codes need, whatever array they came in', () => {
    expect(again(Int32Array.of(-1, 100)).column).toBeInstanceOf(Int8Array);
    expect(again(Int32Array.of(-1, 200)).column).toBeInstanceOf(Int16Array);
    expect(again(Int16Array.of(-1, 200)).column).toBeInstanceOf(Int16Array);
    expect(again(Int32Array.of(-1, 70_000)).column).toBeInstanceOf(Int32Array);
  });

  test('is read with room for more', () => {
    const room = { taken: 0 };
    const { packed, write } = packing(room, Float64Array.of(3, 4));
    const bytes = bytesFor(room.taken);
    write(bytes);
    expect([...unpacked(bytes, packed, 4)]).toEqual([3, 4, 0, 0]);
  });

  test('that lies as in memory is viewed, not copied', () => {
    const room = { taken: 0 };
    const { packed, write } = laidOut(room, Float64Array.of(3, 0.5));
    const bytes = bytesFor(room.taken);
    write(bytes);
    expect([...viewed(bytes, packed)]).toEqual([3, 0.5]);
    expect(viewed(bytes, packed).buffer).toBe(bytes.buffer);
  });

  const number = fc.oneof(
    fc.integer({ min: -300, max: 300 }),
    fc.maxSafeInteger(),
    fc.integer({ min: 0, max: 40_000 }).map((days) => days * 86_400_000),
    fc.double(),
  );
  const small = fc.tuple(fc.constantFrom(0, 1e6, -1e12), fc.constantFrom(1, 7, 300, 70_000, 2 ** 33));

  test('gives back every number, of any size', () => {
    fc.assert(
      fc.property(fc.array(number), small, fc.array(fc.nat(1000)), (any, [base, step], few) => {
        for (const column of [Float64Array.from(any), Float64Array.from(few, (each) => base + step * each)])
          expect([...again(column).column].every((each, i) => Object.is(each, column[i]))).toBe(true);
        for (const type of [Int8Array, Int16Array, Int32Array, Uint8Array]) {
          const column = type.from(any);
          expect([...again(column).column]).toEqual([...column]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

test('texts are given back as they were, in any script, empty or long', () => {
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));
  const lists = fc.oneof(
    fc.array(text),
    fc.array(fc.string()),
    fc.constant(['a'.repeat(5000), '', 'b'.repeat(4096), 'c']),
  );
  fc.assert(
    fc.property(lists, (texts) => {
      const room = { taken: 0 };
      const { packed, write } = packedTexts(room, textsOf(texts));
      const bytes = bytesFor(room.taken);
      write(bytes);
      expect(textList(unpackedTexts(bytes, packed))).toEqual(texts);
    }),
    { numRuns: 300 },
  );
});
