import { type PackedColumn, type Packing, packing, unpacked } from './packed-column.ts';
import { type Bytes, type Room, reserved } from './planes.ts';
import { type Texts, unitCount } from './texts.ts';

/** How a list of texts lies in bytes: their code units one after the other, and how many each has. */
export interface PackedTexts {
  readonly units: { readonly width: 1 | 2; readonly start: number; readonly length: number };
  readonly lengths: PackedColumn;
}

/** Lays out texts. Any text is given back as it was. */
export function packedTexts(
  room: Room,
  texts: Texts,
): { readonly packed: PackedTexts; readonly write: Packing['write'] } {
  const length = unitCount(texts);
  const from = texts.units.subarray(0, length);
  const counted = packing(room, lengthsOf(texts));
  const width = isNarrow(from) ? 1 : 2;
  const units = { width, start: reserved(room, width * length), length } as const;
  return {
    packed: { units, lengths: counted.packed },
    write(bytes) {
      counted.write(bytes);
      unitsIn(bytes, units).set(from);
    },
  };
}

function lengthsOf({ ends, length }: Texts): Int32Array {
  const lengths = new Int32Array(length);
  for (let i = 0, start = 0; i < length; i++) {
    const end = ends[i] as number;
    lengths[i] = end - start;
    start = end;
  }
  return lengths;
}

/** Whether units take a byte each: a wide column may have lost the text for which it became wide. */
function isNarrow(units: Texts['units']): boolean {
  return units instanceof Uint8Array || units.every((unit) => unit < 256);
}

/** The texts as they were, their units viewed: the first text that is added copies them. */
export function unpackedTexts(bytes: Bytes, { units, lengths }: PackedTexts): Texts {
  const counts = unpacked(bytes, lengths);
  const ends = new Uint32Array(counts.length);
  for (let i = 0, end = 0; i < counts.length; i++) {
    end += counts[i] as number;
    ends[i] = end;
  }
  return { units: unitsIn(bytes, units), ends, length: counts.length };
}

function unitsIn(
  { buffer, byteOffset }: Bytes,
  { width, start, length }: PackedTexts['units'],
): Texts['units'] {
  const type = width === 1 ? Uint8Array : Uint16Array;
  return new type(buffer as ArrayBuffer, byteOffset + start, length);
}
