import { compareText } from '../../text.ts';
import type { Path } from '../../timeline/read-path.ts';

/** A text that tells a path from all others. */
export function pathText({ stages, ending }: Path): string {
  return JSON.stringify([ending, ...stages]);
}

/** Orders paths by their stage ids, one after the other, then by their endings. */
export function comparePaths(a: Path, b: Path): number {
  for (let i = 0; i < Math.min(a.stages.length, b.stages.length); i++) {
    const order = compareText(a.stages[i] as string, b.stages[i] as string);
    if (order !== 0) return order;
  }
  return a.stages.length - b.stages.length || compareText(a.ending, b.ending);
}
