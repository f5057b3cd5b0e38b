import type { Numbers } from '../../columns/growable.ts';
import { laidOut, type PackedColumn, packing } from '../../columns/packed-column.ts';
import { type PackedTexts, packedTexts } from '../../columns/packed-texts.ts';
import type { Bytes, Room } from '../../columns/planes.ts';
import type { Texts } from '../../columns/texts.ts';

/** A plan of bytes: what lies where, and what writes it once there is room. */
export interface Layout {
  readonly room: Room;
  /** Whether columns lie as in memory, to be viewed, or packed. */
  readonly viewed: boolean;
  readonly writes: ((bytes: Bytes) => void)[];
  /** Where numbers are worked out that are written at once. */
  scratch: Int32Array;
}

/** Plans a column. */
export function planColumn({ room, viewed, writes }: Layout, column: Numbers): PackedColumn {
  const { packed, write } = viewed ? laidOut(room, column) : packing(room, column);
  writes.push(write);
  return packed;
}

/** Plans a list of texts. */
export function planTexts({ room, writes }: Layout, texts: Texts): PackedTexts {
  const { packed, write } = packedTexts(room, texts);
  writes.push(write);
  return packed;
}
