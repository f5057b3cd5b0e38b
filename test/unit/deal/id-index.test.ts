import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { absent, idIndex, reserveIds, rowOf, setRow } from '../../../src/columns/id-index.ts';
import { pushText, textsOf } from '../../../src/columns/texts.ts';

/** An index of these ids, each in the row of its place. */
function indexOf(ids: readonly string[], reserved = 0) {
  const rows = textsOf();
  const index = idIndex(rows);
  for (const id of ids) {
    setRow(index, id, pushText(rows, id));
    if (rows.length === 3) reserveIds(index, reserved);
  }
  return { index, rows };
}

const factor = 0x9e3779b1;

/** 2^blocks texts of one and the same hash: any sequence of blocks of which two at a time lead to the same state. */
function colliding(blocks: number): string[] {
  let texts = [''];
  for (let state = 0; blocks > 0; blocks--) {
    const [one, other, next] = blocksFrom(state);
    texts = texts.flatMap((text) => [text + one, text + other]);
    state = next;
  }
  return texts;
}

function blocksFrom(state: number): [one: string, other: string, next: number] {
  const met = new Map<number, number>();
  for (let first = 0; ; first++) {
    const hash = Math.imul(state ^ first, factor);
    const earlier = met.get(hash >>> 16);
    if (earlier !== undefined) {
      const last = (hash ^ Math.imul(state ^ earlier, factor)) & 0xffff;
      const block = (...units: number[]): string => String.fromCharCode(...units);
      return [block(first, 0), block(earlier, last), Math.imul(hash, factor)];
    }
    met.set(hash >>> 16, first);
  }
}

describe('the row of a deal', () => {
  test('is found by its id, in an index of any ids and of any room', () => {
    const ids = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 500 });
    fc.assert(
      fc.property(ids, fc.nat(2000), fc.string(), (given, reserved, other) => {
        const { index } = indexOf(given, reserved);
        expect(given.map((id) => rowOf(index, id))).toEqual([...given.keys()]);
        expect(rowOf(index, other)).toBe(given.includes(other) ? given.indexOf(other) : undefined);
      }),
    );
  });

  test('is the latest one it was given', () => {
    const { index, rows } = indexOf(['a', 'b', 'c']);
    setRow(index, 'b', pushText(rows, 'b'));
    expect(['a', 'b', 'c'].map((id) => rowOf(index, id))).toEqual([0, 3, 2]);
  });

  test('may be absent', () => {
    const { index } = indexOf(['a']);
    setRow(index, 'b', absent);
    expect(['a', 'b', 'c'].map((id) => rowOf(index, id))).toEqual([0, absent, undefined]);
  });

  test('is not that of anything that is no text', () => {
    expect([null, undefined, 0].map((id) => rowOf(indexOf(['', 'a']).index, id))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('is found among ids made to collide', () => {
    const ids = colliding(9);
    const { index, rows } = indexOf(ids);
    expect(ids).toHaveLength(512);
    expect(index.overflow.size).toBeGreaterThan(400);
    expect(ids.map((id) => rowOf(index, id))).toEqual([...ids.keys()]);
    const last = ids.at(-1) as string;
    setRow(index, last, pushText(rows, last));
    expect(rowOf(index, last)).toBe(512);
    expect(rowOf(index, `${last}!`)).toBe(undefined);
  });
});
