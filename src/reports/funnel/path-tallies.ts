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

/** Counts the deals in rows by their paths in a pipeline, in no particular order. */
export function tallyPaths(book: DealBook, pipelineId: string, rows: Int32Array): PathTally[] {
  const nodes = recordedPaths(book).trie.length;
  const grouping = { column: pathNodes(book), numbers: nodes, groupOf: null, groups: nodes };
  const tallies = tallyRows(potentialsOf(book), rows, grouping);
  const { deals, unpriced, groupAt, width } = tallies;
  const pathAt = pathReader(book, pipelineId);
  const byText = new Map<string, PathTally>();
  for (let place = 0; place < deals.length; place++) {
    if (deals[place] === 0) continue;
    const path = pathAt(groupAt === null ? place : (groupAt[place] as number));
    if (path === null) continue; // never in this pipeline
    const text = pathText(path);
    const tally = byText.get(text) ?? { path, deals: 0, unpriced: 0, sums: new Float64Array(width) };
    byText.set(text, tally);
    tally.deals += deals[place] as number;
    tally.unpriced += unpriced[place] as number;
    for (let i = 0; i < width; i++)
      tally.sums[i] = (tally.sums[i] as number) + (tallies.sums[place * width + i] as number);
  }
  return [...byText.values()];
}
