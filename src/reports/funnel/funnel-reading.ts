import { type OptionsOf, oneOf } from '../../options.ts';
import type { StageReading } from '../../timeline/read-path.ts';

/** How a funnel reads what products disagree on. */
export interface FunnelReading {
  /**
   * `count` (default): a stage that was jumped over counts as entered and passed, by a step forwards, a first visit in a
   * later stage, or a win. `jumps`: not by a win, as in 1C's records. `ignore`: only stages really visited count.
   */
  readonly skips?: 'count' | 'jumps' | 'ignore' | undefined;
  /** `keep` (default): a visit stays when the deal goes back. `erase`: going back removes the visits of later stages, as in 1C. */
  readonly returns?: 'keep' | 'erase' | undefined;
}

export const funnelReadingOptions: OptionsOf<FunnelReading> = {
  skips: oneOf('count', 'jumps', 'ignore'),
  returns: oneOf('keep', 'erase'),
};

/** The reading a report asks for. */
export function readReading({ skips = 'count', returns = 'keep' }: FunnelReading): StageReading {
  return { skips, returns };
}
