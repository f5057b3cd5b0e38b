import { type Data, drawn } from './deal.ts';
import { closedAtOf, statusOf, unitsOf, visitsOf } from './read-deal.ts';

/** The deals as one would lay them out by hand for funnels. */
export interface DealColumns {
  /** When each was closed; NaN for an open one. */
  readonly closedAt: Float64Array;
  /** Its potential in units; 0 where it has none. */
  readonly units: Float64Array;
  /** The number of its path: of its stages in order, with their ending. */
  readonly path: Int32Array;
  /** What the numbers stand for. */
  readonly paths: readonly { readonly stages: number[]; readonly ending: 'won' | 'lost' | 'open' }[];
}

/** What happened to them, as it was recorded: the steps of deal `i` lie from `from[i]` up to `from[i + 1]`. */
export interface StepColumns {
  readonly from: Int32Array;
  /** The stage entered, or {@link wonStep} or {@link lostStep}. */
  readonly code: Uint8Array;
  readonly at: Float64Array;
}

export const wonStep = 100;
export const lostStep = 101;

export function columnsOf(data: Data): DealColumns & StepColumns {
  const closedAt = new Float64Array(data.deals);
  const units = new Float64Array(data.deals);
  const path = new Int32Array(data.deals);
  const paths: { stages: number[]; ending: 'won' | 'lost' | 'open' }[] = [];
  const known = new Map<string, number>();
  const from = new Int32Array(data.deals + 1);
  const code: number[] = [];
  const at: number[] = [];
  let row = 0;
  for (const deal of drawn(data)) {
    closedAt[row] = closedAtOf(deal) ?? Number.NaN;
    units[row] = unitsOf(deal) ?? 0;
    const stages = visitsOf(deal).map(({ stage }) => stage);
    const ending = statusOf(deal);
    const text = `${ending} ${stages.join('')}`;
    if (!known.has(text)) known.set(text, paths.push({ stages, ending }) - 1);
    path[row] = known.get(text) as number;
    for (const step of deal.steps) {
      code.push(step.type === 'won' ? wonStep : step.type === 'lost' ? lostStep : step.stage);
      at.push(step.at);
    }
    from[++row] = code.length;
  }
  return { closedAt, units, path, paths, from, code: Uint8Array.from(code), at: Float64Array.from(at) };
}
