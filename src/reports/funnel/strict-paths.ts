import type { Path } from '../../timeline/read-path.ts';
import type { StageOrder } from '../../timeline/stage-order.ts';

/**
 * Whether a deal really visited every stage before the furthest it came to, as it happened. Stages that are retired, or not
 * known to the pipeline, need no visit.
 */
export function isStrict({ stages }: Path, { positionOf, mapped, before }: StageOrder): boolean {
  const visited = new Set(stages.map((stageId) => positionOf.get(stageId) as number));
  let needed = 0;
  for (const position of visited) needed = Math.max(needed, before[position] ?? 0);
  for (let position = 0; position < Math.min(needed, mapped); position++)
    if (!visited.has(position)) return false;
  return true;
}
