import type { StageHead } from '../timeline/stage-head.ts';

/** What a stage is called in tables and charts: what is not on the way through the pipeline says so. */
export function stageName({ name, unmapped, retired }: Omit<StageHead, 'stageId'>): string {
  return unmapped ? `${name} (unmapped)` : retired === true ? `${name} (retired)` : name;
}
