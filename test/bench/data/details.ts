import { generator } from './random.ts';
import { day, lossReasons } from './sales.ts';

/** What is known of a deal besides its stages and its amount. */
export interface Details {
  /** When it was expected to close, as told at its opening; null where nobody told. */
  readonly expectedAt: number | null;
  /** What was told later, in order; none at the instant of a step. */
  readonly rescheduled: readonly { readonly at: number; readonly to: number | null }[];
  /** The number of the reason for which it was lost, whenever it was; null where none was given. */
  readonly reason: number | null;
}

const drawnApart = 2 ** 24; // more than there are deals: other numbers than those of their steps

/** The details of a deal, drawn from its own number as well. */
export function detailsOf(
  index: number,
  steps: readonly { readonly type: string; readonly at: number }[],
): Details {
  const random = generator(drawnApart + index);
  const [opened = 0, ...later] = steps
    .filter(({ type }) => type !== 'won' && type !== 'lost')
    .map(({ at }) => at);
  const after = (at: number, days: number): number =>
    (Math.floor(at / day) + 10 + Math.floor(random() * days)) * day;
  const expectedAt = random() < 0.2 ? null : after(opened, 120);
  const rescheduled = later
    .filter(() => random() < 0.25)
    .map((at) => ({ at: at + 1, to: random() < 0.03 ? null : after(at, 80) }));
  const reason = random() < 0.1 ? null : Math.floor(lossReasons.length * random() ** 2);
  return { expectedAt, rescheduled, reason };
}
