import type { StageVisits } from './deal.ts';

/** The stays in stages that a fold counts, and where in the list each stage stands, by its pipeline and its id. */
export interface StageCounts {
  readonly list: StageVisits[];
  readonly places: Map<string, Map<string, number>>;
}

export function stageCounts(): StageCounts {
  return { list: [], places: new Map() };
}

/** Counts one more stay in a stage; none where there is no stage. */
export function countStay({ list, places }: StageCounts, pipelineId: string, stageId: string | null): void {
  if (stageId === null) return;
  const here = places.get(pipelineId) ?? new Map<string, number>();
  if (here.size === 0) places.set(pipelineId, here);
  const place = here.get(stageId);
  if (place === undefined) here.set(stageId, list.push({ pipelineId, stageId, visits: 1 }) - 1);
  else list[place] = { pipelineId, stageId, visits: (list[place] as StageVisits).visits + 1 };
}
