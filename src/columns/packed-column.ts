import type { Codes, Numbers } from './growable.ts';
import {
  type Bytes,
  bytesOf,
  planesOf,
  type Room,
  readPlanes,
  reserved,
  type Width,
  writePlanes,
} from './planes.ts';

/** How a column lies in bytes: plain data, to be written beside them. */
export interface PackedColumn {
  /** The array type of the column. */
  readonly type: 'f8' | 'i4' | 'i2' | 'i1' | 'u1';
  readonly length: number;
  /** Bytes a number: 0 where all are equal; absent where the numbers lie as in the array itself. */
  readonly width?: Width;
  /** Where they begin. */
  readonly start: number;
  /** What a packed number is: so many units above a base. */
  readonly base?: number;
  readonly unit?: number;
}

const arrayTypes = { f8: Float64Array, i4: Int32Array, i2: Int16Array, i1: Int8Array, u1: Uint8Array };

/** A column that is to be written, and how it will lie. */
export interface Packing {
  readonly packed: PackedColumn;
  readonly write: (bytes: Bytes) => void;
}

/** Lays out a column as in memory, to be viewed. */
export function laidOut(room: Room, column: Numbers): Packing {
  const type = typeOf(column);
  const { length } = column;
  const start = reserved(room, length * column.BYTES_PER_ELEMENT);
  return {
    packed: { type, length, start },
    write: (bytes) => viewOf(bytes, { type, start, length }).set(column),
  };
}

/** Lays out a column in as few bytes a number as hold all of them; one of fractions or odd numbers as in memory. */
export function packing(room: Room, column: Numbers): Packing {
  const range = rangeOf(column);
  if (range === null) return laidOut(room, column);
  const { least, most } = range;
  const unit = column instanceof Float64Array ? unitOf(column, least, most) : 1;
  const width = widthOf((most - least) / unit);
  const type = isCodes(column) && column.BYTES_PER_ELEMENT > 1 ? narrowestType(least, most) : typeOf(column);
  const { length } = column;
  const { BYTES_PER_ELEMENT: whole } = arrayTypes[type];
  if (width >= whole)
    return laidOut(room, column.constructor === arrayTypes[type] ? column : ofType(type, column));
  const start = reserved(room, bytesOf(length, width));
  return {
    packed: { type, length, width, start, base: least, unit },
    write: (bytes) => {
      if (width > 0) writePlanes(column, planesOf(bytes, start, length, width), least, unit);
    },
  };
}

/** A column as it was: one that lies as in memory is viewed. */
export function viewed(bytes: Bytes, packed: PackedColumn): Numbers {
  return packed.width === undefined ? viewOf(bytes, packed) : unpacked(bytes, packed);
}

/** A copy of a column as it was, with some capacity. */
export function unpacked(
  bytes: Bytes,
  { type, length, width, start, base = 0, unit = 1 }: PackedColumn,
  capacity: number = length,
): Numbers {
  const column = new arrayTypes[type](capacity);
  if (width === undefined) {
    column.set(viewOf(bytes, { type, start, length }));
    return column;
  }
  if (width === 0) return base === 0 ? column : column.fill(base, 0, length);
  readPlanes(column, planesOf(bytes, start, length, width), base, unit);
  return column;
}

function viewOf(
  { buffer, byteOffset }: Bytes,
  { type, start, length }: Pick<PackedColumn, 'type' | 'start' | 'length'>,
): Numbers {
  return new arrayTypes[type](buffer as ArrayBuffer, byteOffset + start, length);
}

function typeOf(column: Numbers): PackedColumn['type'] {
  if (column instanceof Float64Array) return 'f8';
  if (column instanceof Uint8Array) return 'u1';
  return column instanceof Int32Array ? 'i4' : column instanceof Int16Array ? 'i2' : 'i1';
}

function isCodes(column: Numbers): column is Codes {
  return !(column instanceof Float64Array || column instanceof Uint8Array);
}

function narrowestType(least: number, most: number): PackedColumn['type'] {
  if (least >= -(2 ** 7) && most < 2 ** 7) return 'i1';
  return least >= -(2 ** 15) && most < 2 ** 15 ? 'i2' : 'i4';
}

function ofType(type: PackedColumn['type'], column: Numbers): Numbers {
  return arrayTypes[type].from(column);
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** The least and the greatest number; null where they are not all whole numbers that can be told apart in 6 bytes. */
function rangeOf(column: Numbers): Range | null {
  if (column instanceof Float64Array) return rangeOfDoubles(column);
  if (column.BYTES_PER_ELEMENT === 1 && !isConstant(column)) return { least: -(2 ** 7), most: 2 ** 8 - 1 }; // takes a byte as it is
  let [least, most] = [column[0] ?? 0, column[0] ?? 0];
  for (let i = 1; i < column.length; i++) {
    const number = column[i] as number;
    if (number < least) least = number;
    if (number > most) most = number;
  }
  return { least, most };
}

/** Without a branch a number: three times as fast. */
function rangeOfDoubles(column: Float64Array): Range | null {
  if (column.length === 0) return { least: 0, most: 0 };
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let behindPoint = 0;
  for (let i = 0; i < column.length; i++) {
    const number = column[i] as number;
    behindPoint += number - Math.floor(number); // NaN for what is not finite
    least = Math.min(least, number);
    most = Math.max(most, number);
  }
  if (behindPoint !== 0 || (least <= 0 && most >= 0 && column.some((number) => Object.is(number, -0))))
    return null;
  const isExact = Number.isSafeInteger(least) && Number.isSafeInteger(most);
  return isExact && most - least < 2 ** 48 ? { least, most } : null;
}

function isConstant(column: Numbers): boolean {
  for (let i = 1; i < column.length; i++) if (column[i] !== column[0]) return false;
  return true;
}

/** Dates are often of whole days or seconds, amounts of whole tens. */
const units = [86_400_000, 3_600_000, 60_000, 1000, 100, 10];

function unitOf(column: Float64Array, least: number, most: number): number {
  if (least === most) return 1;
  return units.find((unit) => isMultiples(column, least, unit)) ?? 1;
}

function isMultiples(column: Float64Array, least: number, unit: number): boolean {
  for (let i = 0; i < column.length; i++) {
    const multiple = ((column[i] as number) - least) / unit;
    if (multiple !== Math.floor(multiple)) return false;
  }
  return true;
}

function widthOf(most: number): Width {
  if (most === 0) return 0;
  if (most < 2 ** 16) return most < 2 ** 8 ? 1 : 2;
  if (most < 2 ** 32) return most < 2 ** 24 ? 3 : 4;
  return most < 2 ** 40 ? 5 : 6;
}
