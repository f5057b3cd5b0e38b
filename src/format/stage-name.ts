import type { StageHead } from '../timeline/stage-head.ts';
import type { Captions } from './captions/captions.ts';

/** What a stage is called in tables and charts: what is not on the way through the pipeline says so. */
export function stageName(
  { name, unmapped, retired }: Omit<StageHead, 'stageId'>,
  captions: Pick<Captions, 'unmapped' | 'retired'>,
): string {
  return unmapped
    ? `${name} (${captions.unmapped})`
    : retired === true
      ? `${name} (${captions.retired})`
      : name;
}
