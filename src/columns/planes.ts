import type { Numbers } from './growable.ts';

/** Bytes that hold columns: a part of a buffer that begins where a number of any type may lie. */
export interface Bytes {
  readonly buffer: ArrayBufferLike;
  readonly byteOffset: number;
}

/** How many bytes are spoken for. */
export interface Room {
  taken: number;
}

/** Takes so many bytes, from where a number of any type may lie; answers where they begin. */
export function reserved(room: Room, count: number): number {
  const start = room.taken;
  room.taken = aligned(start + count);
  return start;
}

/** The next place where a number of any type may lie. */
export function aligned(place: number): number {
  return Math.ceil(place / 8) * 8;
}

/** Bytes a number. */
export type Width = 0 | 1 | 2 | 3 | 4 | 5 | 6;

type Unsigned = Uint8Array | Uint16Array | Uint32Array;

/** Whole numbers from 0 on as two columns: their low bytes, and, of numbers of 3, 5 or 6 bytes, the others. */
export interface Planes {
  readonly low: Unsigned;
  readonly high: Uint8Array | Uint16Array | null;
}

/** How many bytes so many numbers take. */
export function bytesOf(length: number, width: Width): number {
  const { low, high } = partsOf(width);
  return aligned(length * low) + aligned(length * high);
}

export function planesOf({ buffer, byteOffset }: Bytes, start: number, length: number, width: Width): Planes {
  const { low, high } = partsOf(width);
  const at = byteOffset + start;
  const more = at + aligned(length * low);
  return {
    low: unsigned(buffer, at, length, low) as Unsigned,
    high: unsigned(buffer, more, length, high) as Planes['high'],
  };
}

/** How many bytes of a number lie in which plane. */
function partsOf(width: Width): { readonly low: number; readonly high: number } {
  const low = width === 3 ? 2 : Math.min(width, 4);
  return { low, high: width - low };
}

function unsigned(buffer: ArrayBufferLike, at: number, length: number, width: number): Unsigned | null {
  if (width === 0) return null;
  const type = width === 1 ? Uint8Array : width === 2 ? Uint16Array : Uint32Array;
  return new type(buffer as ArrayBuffer, at, length);
}

/** Writes numbers: so many units above a base. */
export function writePlanes(column: Numbers, { low, high }: Planes, base: number, unit: number): void {
  if (high === null) writeLow(column, low, base, unit);
  else writeBoth(column, low, high, base, unit);
}

function writeLow(column: Numbers, low: Unsigned, base: number, unit: number): void {
  if (unit === 1) for (let i = 0; i < low.length; i++) low[i] = (column[i] as number) - base;
  else for (let i = 0; i < low.length; i++) low[i] = ((column[i] as number) - base) / unit;
}

/** What is above an unsigned number's bytes, and what is behind the point, is cut off when it is stored. */
function writeBoth(
  column: Numbers,
  low: Unsigned,
  high: NonNullable<Planes['high']>,
  base: number,
  unit: number,
): void {
  const part = 2 ** (-8 * low.BYTES_PER_ELEMENT);
  if (unit === 1)
    for (let i = 0; i < low.length; i++) {
      const number = (column[i] as number) - base;
      low[i] = number;
      high[i] = number * part;
    }
  else
    for (let i = 0; i < low.length; i++) {
      const number = ((column[i] as number) - base) / unit;
      low[i] = number;
      high[i] = number * part;
    }
}

/** Reads what {@link writePlanes} wrote. */
export function readPlanes(column: Numbers, { low, high }: Planes, base: number, unit: number): void {
  if (high === null) {
    for (let i = 0; i < low.length; i++) column[i] = base + unit * (low[i] as number);
    return;
  }
  const one = unit * 2 ** (8 * low.BYTES_PER_ELEMENT);
  for (let i = 0; i < low.length; i++)
    column[i] = base + unit * (low[i] as number) + one * (high[i] as number);
}
