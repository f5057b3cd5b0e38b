import { damagedBook } from '../book/bytes/damaged-book.ts';
import { checksumOf } from '../columns/checksum.ts';
import { aligned, type Bytes } from '../columns/planes.ts';
import { DealError } from '../errors.ts';

// A frame of 32 bytes: the name, a word that shows the order of bytes, the format, the length of all (a double), and a
// checksum of everything else. Then the units of the head and their width (two words), the head, and the columns.
const magic = [...'DEALBOOK'].map((letter) => letter.charCodeAt(0));
const orderWord = 0x01020304;
const currentFormat = 1;
const headStart = 40;
/** The words of the frame before the checksum. */
const frameWords = 6;

/** Bytes of a book without its columns: `columns` is where these lie. */
export interface Framed {
  readonly bytes: Uint8Array;
  readonly columns: Bytes;
}

/** Bytes with a head and room for columns; where columns are to be viewed by several threads, in memory that these share. */
export function framed(head: string, length: number, buffer: (length: number) => ArrayBufferLike): Framed {
  const width = [...head].some((letter) => letter > '\xff') ? 2 : 1;
  const start = aligned(headStart + width * head.length);
  const whole = start + aligned(length);
  const bytes = new Uint8Array(buffer(whole) as ArrayBuffer);
  bytes.set(magic);
  new Uint32Array(bytes.buffer, 8, 2).set([orderWord, currentFormat]);
  new Float64Array(bytes.buffer, 16, 1)[0] = whole;
  new Uint32Array(bytes.buffer, 32, 2).set([head.length, width]);
  const units = unitsOfHead(bytes, head.length, width);
  for (let i = 0; i < head.length; i++) units[i] = head.charCodeAt(i);
  return { bytes, columns: { buffer: bytes.buffer, byteOffset: start } };
}

/** Writes the checksum, when everything else is written. */
export function seal(bytes: Uint8Array): void {
  const { frame, sum, rest } = wordsOf(bytes);
  sum.set(checksumOf(rest, frame));
}

/**
 * The head of sealed bytes, and where the columns lie.
 *
 * @throws DealError `damaged-book`, `newer-book`.
 */
export function unframed(given: Uint8Array): {
  readonly head: string;
  readonly columns: Bytes;
  readonly length: number;
} {
  if (given.length < headStart || magic.some((code, index) => given[index] !== code))
    throw damagedBook('it does not begin as the bytes of a book do');
  const bytes = given.byteOffset % 8 === 0 ? given : Uint8Array.from(given);
  const { buffer, byteOffset } = bytes;
  const [order, format] = new Uint32Array(buffer, byteOffset + 8, 2) as unknown as [number, number];
  if (order !== orderWord) throw damagedBook('it was written by a machine of another order of bytes');
  if (format > currentFormat) throw newerBook(format);
  const [whole] = new Float64Array(buffer, byteOffset + 16, 1) as unknown as [number];
  if (whole !== bytes.length) throw damagedBook(`it has ${bytes.length} bytes, and should have ${whole}`);
  const { frame, sum, rest } = wordsOf(bytes);
  const [low, high] = checksumOf(rest, frame);
  if (format !== currentFormat || whole % 8 !== 0 || sum[0] !== low || sum[1] !== high)
    throw damagedBook('its checksum is another one');
  const [length, width] = new Uint32Array(buffer, byteOffset + 32, 2) as unknown as [number, number];
  const start = aligned(headStart + width * length);
  let head = '';
  const units = unitsOfHead(bytes, length, width);
  for (let at = 0; at < length; at += 4096)
    head += String.fromCharCode(...units.subarray(at, Math.min(at + 4096, length)));
  return { head, columns: { buffer, byteOffset: byteOffset + start }, length: whole - start };
}

function newerBook(format: number): DealError<'newer-book'> {
  return new DealError(
    'newer-book',
    `This book is of format ${format}, written by a newer version; format ${currentFormat} is read here.`,
    { format, reads: currentFormat },
  );
}

function unitsOfHead(
  { buffer, byteOffset }: Uint8Array,
  length: number,
  width: number,
): Uint8Array | Uint16Array {
  return new (width === 1 ? Uint8Array : Uint16Array)(buffer as ArrayBuffer, byteOffset + headStart, length);
}

function wordsOf({ buffer, byteOffset, length }: Uint8Array): {
  readonly frame: Int32Array;
  readonly sum: Int32Array;
  readonly rest: Int32Array;
} {
  const words = new Int32Array(buffer as ArrayBuffer, byteOffset, length >> 2);
  return {
    frame: words.subarray(0, frameWords),
    sum: words.subarray(frameWords, frameWords + 2),
    rest: words.subarray(frameWords + 2),
  };
}
