import type { DealOpened } from '../../deal/event.ts';

/** What is not known of an opening: nothing, only since when the deal was in its stage, or when it was opened either. */
export const unknownDates = { none: 0, stage: 1, opening: 2 } as const;

/** The code of what is not known of an opening. */
export function unknownDatesOf({ undated, stageUndated }: DealOpened): number {
  if (undated === true) return unknownDates.opening;
  return stageUndated === true ? unknownDates.stage : unknownDates.none;
}

/** An opening's words for what is not known of it. */
export function unknownDatesIn(code: number | undefined): Pick<DealOpened, 'undated' | 'stageUndated'> {
  if (code === unknownDates.opening) return { undated: true };
  return code === unknownDates.stage ? { stageUndated: true } : {};
}
