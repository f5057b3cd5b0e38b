import { type Details, detailsOf } from './details.ts';
import { generator } from './random.ts';
import { day, end, owners, stageIds, start } from './sales.ts';

/** Which deals are drawn, and how many; detailed ones are the typical ones, of which more is told. */
export interface Data {
  readonly kind: 'typical' | 'chaotic' | 'detailed';
  readonly deals: number;
}

/** A deal as it was drawn: what every engine lays out in its own way. */
export interface Deal {
  readonly id: string;
  /** The number of its owner. */
  readonly owner: number;
  readonly currency: 'NOK' | 'EUR';
  /** Its potential in hundredths; null where nobody entered one. */
  readonly cents: number | null;
  /** Another potential, entered later. */
  readonly revalued: { readonly at: number; readonly cents: number } | null;
  /** What happened, in order; no two at one instant. */
  readonly steps: readonly Step[];
  readonly details: Details | null;
}

export interface Step {
  readonly type: 'opened' | 'moved' | 'won' | 'lost' | 'reopened';
  /** The number of the stage the deal is in from then on. */
  readonly stage: number;
  readonly at: number;
}

/** All deals of a data set, one after the other; each is drawn from its own number, so they are the same everywhere. */
export function* drawn({ kind, deals }: Data): Generator<Deal> {
  for (let index = 0; index < deals; index++) yield drawnDeal(kind, index);
}

export function drawnDeal(kind: Data['kind'], index: number): Deal {
  const random = generator(index);
  const steps = kind === 'chaotic' ? chaoticSteps(random) : typicalSteps(random);
  const isForeign = random() < 0.1;
  const amount = (): number => {
    const krone = 10_000 * 200 ** random(); // in hundredths: from 100 to 20,000, each tenfold as likely
    return Math.round(isForeign ? krone / 11.4 : krone);
  };
  const cents = random() < 0.01 ? null : amount();
  const [opened, next] = steps;
  const isRevalued = cents !== null && next !== undefined && random() < 0.08;
  return {
    id: `d${index}`,
    owner: Math.floor(random() * owners),
    currency: isForeign ? 'EUR' : 'NOK',
    cents,
    revalued: isRevalued ? { at: Math.floor(((opened as Step).at + next.at) / 2), cents: amount() } : null,
    steps,
    details: kind === 'detailed' ? detailsOf(index, steps) : null,
  };
}

const last = stageIds.length - 1;

/** Mostly on to the next stage, sometimes over it or back; lost or won in the end, some reopened, some still open. */
function typicalSteps(random: () => number): Step[] {
  const steps = [openedStep(random)];
  let stage = 0;
  let at = (steps[0] as Step).at;
  while (true) {
    at += 2 + Math.floor(random() * 20 * day);
    if (at >= end) return steps;
    const chance = random();
    if (chance < 0.07) {
      steps.push({ type: 'lost', stage, at });
      at += 2 + Math.floor(random() * 40 * day);
      if (random() > 0.06 || at >= end) return steps;
      stage = Math.max(0, stage - Math.floor(random() * 2));
      steps.push({ type: 'reopened', stage, at });
      continue;
    }
    if (chance < 0.14 && stage === 0) continue;
    stage += chance < 0.14 ? -1 : chance < 0.2 ? 2 : 1;
    if (stage > last) {
      steps.push({ type: 'won', stage, at });
      return steps;
    }
    steps.push({ type: 'moved', stage, at });
  }
}

/** From any stage to any other: of a million deals nearly every one goes its own way. */
function chaoticSteps(random: () => number): Step[] {
  const steps = [openedStep(random)];
  let stage = 0;
  let at = (steps[0] as Step).at;
  for (let moves = 8 + Math.floor(random() * 6); moves > 0; moves--) {
    at += 2 + Math.floor(random() * 10 * day);
    if (at >= end) return steps;
    stage = (stage + 1 + Math.floor(random() * last)) % stageIds.length;
    steps.push({ type: 'moved', stage, at });
  }
  at += 2 + Math.floor(random() * 10 * day);
  const chance = random();
  if (at < end && chance < 0.9) steps.push({ type: chance < 0.4 ? 'won' : 'lost', stage, at });
  return steps;
}

function openedStep(random: () => number): Step {
  return { type: 'opened', stage: 0, at: start + Math.floor(random() * (end - start - 30 * day)) };
}
