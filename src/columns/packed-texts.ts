import { type PackedColumn, type Packing, packing, unpacked } from './packed-column.ts';
import { type Bytes, type Room, reserved } from './planes.ts';

/** How a list of texts lies in bytes: their code units one after the other, and how many each has. */
export interface PackedTexts {
  readonly units: { readonly width: 1 | 2; readonly start: number; readonly length: number };
  readonly lengths: PackedColumn;
}

/** Lays out texts. Any text is given back as it was. */
export function packedTexts(
  room: Room,
  texts: readonly string[],
): { readonly packed: PackedTexts; readonly write: Packing['write'] } {
  const lengths = new Int32Array(texts.length);
  let length = 0;
  for (let i = 0; i < texts.length; i++) {
    lengths[i] = (texts[i] as string).length;
    length += lengths[i] as number;
  }
  const narrow = new Uint8Array(length);
  const from = writeUnits(texts, narrow) < 256 ? narrow : new Uint16Array(length);
  if (from !== narrow) writeUnits(texts, from);
  const counted = packing(room, lengths);
  const width = from.BYTES_PER_ELEMENT as 1 | 2;
  const units = { width, start: reserved(room, width * length), length };
  return {
    packed: { units, lengths: counted.packed },
    write(bytes) {
      counted.write(bytes);
      unitsIn(bytes, units).set(from);
    },
  };
}

/** Writes the code units of texts; answers a number that is below 256 if all are. */
function writeUnits(texts: readonly string[], to: Uint8Array | Uint16Array): number {
  let all = 0;
  let at = 0;
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i] as string;
    for (let k = 0; k < text.length; k++) {
      const unit = text.charCodeAt(k);
      to[at++] = unit;
      all |= unit;
    }
  }
  return all;
}

/** The texts as they were. */
export function unpackedTexts(bytes: Bytes, { units, lengths }: PackedTexts): string[] {
  const counts = unpacked(bytes, lengths);
  const from = unitsIn(bytes, units);
  const texts: string[] = [];
  let [whole, wholeFrom, wholeEnd] = ['', 0, 0];
  for (let i = 0, at = 0; i < counts.length; i++) {
    const end = at + (counts[i] as number);
    if (end > wholeEnd) {
      // Many texts at once: a text is cut out faster than it is made.
      [wholeFrom, wholeEnd] = [at, Math.max(end, Math.min(at + most, from.length))];
      whole = textOf(from, wholeFrom, wholeEnd);
    }
    texts.push(whole.slice(at - wholeFrom, end - wholeFrom));
    at = end;
  }
  return texts;
}

/** How many units become one text at once: as many as a function may be given. */
const most = 4096;

function textOf(units: Uint8Array | Uint16Array, from: number, end: number): string {
  let text = '';
  for (let at = from; at < end; at += most) {
    const part = units.subarray(at, Math.min(at + most, end));
    text += String.fromCharCode.apply(null, part as unknown as number[]);
  }
  return text;
}

function unitsIn(
  { buffer, byteOffset }: Bytes,
  { width, start, length }: PackedTexts['units'],
): Uint8Array | Uint16Array {
  const type = width === 1 ? Uint8Array : Uint16Array;
  return new type(buffer as ArrayBuffer, byteOffset + start, length);
}
