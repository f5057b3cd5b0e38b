import type { DealBook } from '../../book/book.ts';
import { tallyRows } from '../../book/prices/tally.ts';
import { potentialsOf } from '../../book/readers/amounts.ts';
import { pathNodes, pathReader, recordedPaths } from '../../book/readers/paths.ts';
import type { Path } from '../../timeline/read-path.ts';
import { pathText } from './path-identity.ts';

/** Deals that took one path. */
export interface PathTally {
  readonly path: Path;
  deals: number;
  unpriced: number;
  readonly sums: Float64Array;
}

/** Deals whose recorded paths are one as a pipeline sees them, or part of these: another lot may have taken the same path. */
export interface PathLot {
  readonly path: Path;
  readonly deals: number;
  readonly unpriced: number;
  /** The sums of their potentials; they lie from `from` on. */
  readonly sums: Float64Array;
  readonly from: number;
  readonly width: number;
}

/** Lots of the deals in rows by their paths in a pipeline: one for each path that was recorded. */
export function pathLots(book: DealBook, pipelineId: string, rows: Int32Array): PathLot[] {
  const nodes = recordedPaths(book).trie.length;
  const grouping = { column: pathNodes(book), numbers: nodes, groupOf: null, groups: nodes };
  const { deals, unpriced, groupAt, sums, width } = tallyRows(potentialsOf(book), rows, grouping);
  const pathAt = pathReader(book, pipelineId);
  const lots: PathLot[] = [];
  for (let place = 0; place < deals.length; place++) {
    if (deals[place] === 0) continue;
    const path = pathAt(groupAt === null ? place : (groupAt[place] as number));
    if (path === null) continue; // never in this pipeline
    lots.push({
      path,
      deals: deals[place] as number,
      unpriced: unpriced[place] as number,
      sums,
      from: place * width,
      width,
    });
  }
  return lots;
}

/** Counts the deals in rows by their paths in a pipeline, in no particular order. */
export function tallyPaths(book: DealBook, pipelineId: string, rows: Int32Array): PathTally[] {
  const byText = new Map<string, PathTally>();
  for (const { path, deals, unpriced, sums, from, width } of pathLots(book, pipelineId, rows)) {
    const text = pathText(path);
    const tally = byText.get(text) ?? { path, deals: 0, unpriced: 0, sums: new Float64Array(width) };
    byText.set(text, tally);
    tally.deals += deals;
    tally.unpriced += unpriced;
    for (let i = 0; i < width; i++) tally.sums[i] = (tally.sums[i] as number) + (sums[from + i] as number);
  }
  return [...byText.values()];
}
