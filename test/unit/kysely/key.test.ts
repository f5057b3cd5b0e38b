import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keyOf } from '../../../src/kysely/schema/key.ts';

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

describe('what stands for a text in an index', () => {
  test('is the text itself below 64 characters, else its SHA-256', () => {
    for (const text of ['', 'd1', ' A ', 'x'.repeat(63)]) expect(keyOf(text)).toBe(text);
    for (const text of ['x'.repeat(64), digest('d1')]) expect(keyOf(text)).toBe(digest(text));
  });

  test('is the SHA-256 that others compute, of any text', () => {
    for (let length = 64; length < 200; length++)
      expect(keyOf('a'.repeat(length))).toBe(digest('a'.repeat(length)));
    const any = fc.oneof(
      fc.string({ unit: 'binary', minLength: 64, maxLength: 300 }),
      fc.string({ unit: 'grapheme', minLength: 64 }),
    );
    fc.assert(fc.property(any, (text) => keyOf(text) === digest(text)));
  });
});
