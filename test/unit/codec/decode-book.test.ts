import { describe, expect, test } from 'vitest';
import {
  appendToBook,
  dealBook,
  dealList,
  decodeBook,
  encodeBook,
  groupDeals,
  historiesOf,
  isDealError,
  rateTable,
  salesFunnel,
  unpricedDeals,
} from '../../../src/index.ts';
import { bookOf } from '../../support/book-of.ts';
import { dealRow, nok, on, sales } from '../../support/deals.ts';
import { refusal } from '../../support/refusal.ts';

const { MAX_SAFE_INTEGER } = Number;

/** The code with which bytes are refused; null where a book comes of them. */
function refusedWith(bytes: Uint8Array): string | null {
  try {
    decodeBook(bytes);
    return null;
  } catch (error) {
    return isDealError(error) ? error.code : `${error}`;
  }
}

describe('the book that bytes hold', () => {
  test('has the calendar, the pipelines, the currency, the rates and the date of the one that was encoded', () => {
    const rates = rateTable([{ date: '2026-10-01', currency: 'EUR', rate: '0.1' }], { base: 'NOK' });
    const rows = [dealRow('d1', { potential: { ...nok(5), currency: 'EUR' } }), dealRow('d2')];
    const book = dealBook(historiesOf(rows, [], [sales]), {
      ...{ pipelines: [sales], currency: 'NOK', rates, rateDate: 'opening', timeZone: 'Asia/Tokyo' },
      ...{ fiscalYearStart: 4, asOf: on(20), knownAt: on(21) },
    });
    const back = decodeBook(encodeBook(book));
    expect(Object.entries(back)).toEqual(Object.entries(book));
    expect(Object.isFrozen(back.pipelines) && Object.isFrozen(back)).toBe(true);
    expect(groupDeals(back, 'potential').map(({ key }) => String(key))).toEqual(['50', '100']);
    expect(dealList(back)).toEqual(dealList(book));
    expect(refusal(() => appendToBook(back, 'd1', [{ type: 'DealWon', dealId: 'd1', at: on(25) }]))).toBe(
      'nothing was refused',
    );
  });

  test('keeps texts in any script, values of any type, and amounts that a double cannot hold', () => {
    const fields = { 'Größe ☃': 0.1, negative: -0, yes: true, seen: on(3), text: 'Я🎈', far: 2 ** 60 };
    const rows = [
      dealRow('Сделка 1', { fields, potential: nok('1234567890123456789012345678.0123456789') }),
      dealRow('', { potential: nok(MAX_SAFE_INTEGER) }),
      dealRow('x'.repeat(10_000), { potential: nok('0.001') }),
    ];
    const book = bookOf(rows);
    const back = decodeBook(encodeBook(book));
    expect(dealList(back)).toEqual(dealList(book));
    for (const name of Object.keys(fields)) {
      const field = `fields.${name}` as const;
      const keysOf = (each: typeof book) => groupDeals(each, field).map(({ key }) => key);
      expect(keysOf(back)).toEqual(keysOf(book));
    }
  });

  test('may be empty', () => {
    const back = decodeBook(encodeBook(bookOf([])));
    expect([back.deals, back.asOf, back.warnings, unpricedDeals(back)]).toEqual([0, null, [], []]);
    const [history] = historiesOf([dealRow('d1')], [], [sales]);
    expect(appendToBook(back, 'd1', history ?? []).deals).toBe(1);
  });

  test('is read from bytes that begin anywhere in their memory', () => {
    const book = bookOf([dealRow('d1')]);
    const bytes = encodeBook(book);
    for (let offset = 0; offset < 9; offset++) {
      const memory = new Uint8Array(bytes.length + 16);
      memory.set(bytes, offset);
      const back = decodeBook(memory.subarray(offset, offset + bytes.length));
      expect(salesFunnel(back, { pipelineId: 'sales' })).toEqual(salesFunnel(book, { pipelineId: 'sales' }));
    }
    expect(decodeBook(Buffer.from(bytes)).deals).toBe(1);
  });
});

describe('bytes that are not as they were written are refused', () => {
  const rows = [dealRow('d1', { outcome: { status: 'won', at: on(9) } }), dealRow('d2')];
  const bytes = encodeBook(bookOf(rows, [{ dealId: 'd2', stageId: 'offer', at: on(4) }]));

  test('whichever single bit is another one', () => {
    const damaged = Uint8Array.from(bytes);
    const unnoticed: number[] = [];
    const codes = new Set<string | null>();
    for (let bit = 0; bit < 8 * bytes.length; bit++) {
      damaged[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      const code = refusedWith(damaged);
      codes.add(code);
      if (code === null) unnoticed.push(bit);
      damaged[bit >> 3] = bytes[bit >> 3] as number;
    }
    expect(unnoticed).toEqual([]);
    expect([...codes].sort()).toEqual(['damaged-book', 'newer-book']);
    expect(refusedWith(damaged)).toBeNull();
  });

  test('wherever they are cut short, and where more follows', () => {
    for (let length = 0; length < bytes.length; length++)
      expect(refusedWith(bytes.slice(0, length))).toBe('damaged-book');
    for (const more of [1, 8, 64])
      expect(refusedWith(Uint8Array.from([...bytes, ...new Uint8Array(more)]))).toBe('damaged-book');
  });

  test('two words that changed places', () => {
    const words = new Int32Array(bytes.slice().buffer);
    let swapped = 0;
    for (let i = 8; i + 4 < words.length; i++) {
      const [one, other] = [words[i] as number, words[i + 4] as number];
      if (one === other) continue;
      [words[i], words[i + 4]] = [other, one];
      expect(refusedWith(new Uint8Array(words.buffer))).toBe('damaged-book');
      [words[i], words[i + 4]] = [one, other];
      swapped++;
    }
    expect(swapped).toBeGreaterThan(100);
  });

  test('of a newer format, by name: which it is, and which is read', () => {
    const newer = bytes.slice();
    new DataView(newer.buffer).setUint32(12, 2, true);
    expect(refusal(() => decodeBook(newer))).toEqual(['newer-book', { format: 2, reads: 1 }]);
  });

  test('of anything else', () => {
    const others = [
      new Uint8Array(0),
      new Uint8Array(500),
      Buffer.from('DEALBOOK'),
      Buffer.from('{"format":1}'),
    ];
    for (const foreign of others) expect(refusedWith(foreign)).toBe('damaged-book');
    const otherOrder = bytes.slice();
    otherOrder.subarray(8, 12).reverse();
    expect(refusal(() => decodeBook(otherOrder))).toEqual([
      'damaged-book',
      { problem: 'it was written by a machine of another order of bytes' },
    ]);
  });

  test.each([
    undefined,
    null,
    'DEALBOOK',
    [1, 2],
    {},
    new ArrayBuffer(8),
    new Int32Array(8),
    new DataView(new ArrayBuffer(8)),
  ])('no bytes: %s', (given) => {
    expect(refusal(() => decodeBook(given as never))).toMatchObject(['invalid-option', { option: 'bytes' }]);
  });
});
