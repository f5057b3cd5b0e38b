import { cellsOf } from '../data/cells.ts';
import { columnsOf, type DealColumns, lostStep, type StepColumns, wonStep } from '../data/columns.ts';
import { periodOf } from '../data/questions.ts';
import { end as lastMoment, stageIds } from '../data/sales.ts';
import { Tallies } from '../data/tallies.ts';
import { type Figures, work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';

/**
 * The floors: the least that must be done to answer, by hand, over typed arrays that hold nothing but what the question
 * needs. Making a table of the sums is not timed.
 */
let columns: DealColumns & StepColumns;

const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

serve({
  prepare(data) {
    columns = columnsOf(data);
  },
  works: {
    'kernel: histogram of path codes': {
      'funnel of all deals': work({ input: () => null, run: histogram, figures: pathFigures }),
      'funnel of a period': work({ input: periodOf, run: histogramOfPeriod, figures: pathFigures }),
    },
    'kernel: one pass over the steps': {
      'funnel of all deals': work({
        input: (round) => ({ ...always, asOf: lastMoment + round }),
        run: onePass,
        figures: maskFigures,
      }),
      'funnel of a period': work({
        input: (round) => ({ ...periodOf(round), asOf: lastMoment }),
        run: onePass,
        figures: maskFigures,
      }),
    },
  },
});

interface Histogram {
  readonly counts: Int32Array;
  readonly sums: Float64Array;
}

function emptyHistogram(size: number): Histogram {
  return { counts: new Int32Array(size), sums: new Float64Array(size) };
}

function histogram(): Histogram {
  const { path, units, paths } = columns;
  const { counts, sums } = emptyHistogram(paths.length);
  for (let row = 0; row < path.length; row++) {
    const code = path[row] as number;
    counts[code] = (counts[code] as number) + 1;
    sums[code] = (sums[code] as number) + (units[row] as number);
  }
  return { counts, sums };
}

function histogramOfPeriod({ from, to }: { readonly from: number; readonly to: number }): Histogram {
  const { path, units, paths, closedAt } = columns;
  const { counts, sums } = emptyHistogram(paths.length);
  for (let row = 0; row < path.length; row++) {
    const at = closedAt[row] as number;
    if (!(from <= at && at < to)) continue;
    const code = path[row] as number;
    counts[code] = (counts[code] as number) + 1;
    sums[code] = (sums[code] as number) + (units[row] as number);
  }
  return { counts, sums };
}

function pathFigures({ counts, sums }: Histogram): Figures {
  const tallies = new Tallies();
  for (const [code, { stages, ending }] of columns.paths.entries()) {
    const deals = counts[code] as number;
    if (deals === 0) continue;
    const units = sums[code] as number;
    for (const [stage, cell] of cellsOf(stages, ending).entries()) {
      if (cell === undefined) continue;
      const { outcome, visits } = cell;
      const skipped = visits === 0 ? deals : 0;
      tallies.add(stageIds[stage] as string, { outcome, deals, units, visits: visits * deals, skipped });
    }
  }
  return tallies.figures;
}

/** Deals by the sets of stages, one bit a stage, that they passed and returned from, and those not won by where they are. */
interface Masks {
  readonly left: Histogram;
  readonly ended: Histogram;
  /** How many stays there were in each stage. */
  readonly visits: Int32Array;
  /** Deals by the set of stages that they jumped over and never were in. */
  readonly skipped: Int32Array;
}

interface Pass {
  readonly from: number;
  readonly to: number;
  readonly asOf: number;
}

/** Reads the steps of each deal: what a funnel costs without any preparation of its own. */
function onePass({ from: start, to: end, asOf }: Pass): Masks {
  const { from, code, at, units } = columns;
  const all = start === Number.NEGATIVE_INFINITY;
  const masks: Masks = {
    left: emptyHistogram(1 << (2 * stageIds.length)),
    ended: emptyHistogram(2 * stageIds.length),
    visits: new Int32Array(stageIds.length),
    skipped: new Int32Array(1 << stageIds.length),
  };
  for (let row = 0; row < units.length; row++) {
    const last = (from[row + 1] as number) - 1;
    const closedAt = at[last] as number;
    const shown = all || ((code[last] as number) >= wonStep && start <= closedAt && closedAt < end);
    if (shown) passDeal(columns, masks, row, asOf);
  }
  return masks;
}

/** One deal; a small function is compiled sooner and better than one long loop. */
function passDeal({ from, code, at, units }: typeof columns, masks: Masks, row: number, asOf: number): void {
  const { left, ended, visits, skipped } = masks;
  const last = (from[row + 1] as number) - 1;
  let stage = 0; // every deal is opened in the first stage
  let passed = 0;
  let returned = 0;
  let visited = 1;
  let outcome = -1;
  visits[0] = (visits[0] as number) + 1;
  for (let i = (from[row] as number) + 1; i <= last && (at[i] as number) <= asOf; i++) {
    const next = code[i] as number;
    outcome = next;
    if (next >= wonStep) continue;
    visits[next] = (visits[next] as number) + 1;
    visited |= 1 << next;
    if (next >= stage) {
      const jumped = (1 << next) - (1 << stage); // from the stage it was in up to the one before the next
      passed |= jumped;
      returned &= ~jumped;
    } else {
      passed &= ~(1 << stage);
      returned |= 1 << stage;
    }
    passed &= ~(1 << next); // where it is now, the last visit is to come
    returned &= ~(1 << next);
    stage = next;
  }
  const worth = units[row] as number;
  if (outcome === wonStep) {
    const rest = (1 << stageIds.length) - (1 << stage);
    passed |= rest;
    returned &= ~rest;
  } else add(ended, 2 * stage + (outcome === lostStep ? 1 : 0), worth);
  add(left, passed | (returned << stageIds.length), worth);
  const missing = (passed | returned) & ~visited;
  skipped[missing] = (skipped[missing] as number) + 1;
}

function add({ counts, sums }: Histogram, cell: number, worth: number): void {
  counts[cell] = (counts[cell] as number) + 1;
  sums[cell] = (sums[cell] as number) + worth;
}

function maskFigures({ left, ended, visits, skipped }: Masks): Figures {
  const tallies = new Tallies();
  const none = { visits: 0, skipped: 0 };
  for (const [stage, stageId] of stageIds.entries()) {
    const passed = 1 << stage;
    const returned = passed << stageIds.length;
    for (let masks = 0; masks < left.counts.length; masks++) {
      const [deals, units] = [left.counts[masks] as number, left.sums[masks] as number];
      if ((masks & passed) !== 0) tallies.add(stageId, { outcome: 'passed', deals, units, ...none });
      if ((masks & returned) !== 0) tallies.add(stageId, { outcome: 'returned', deals, units, ...none });
    }
    for (const [offset, outcome] of (['open', 'lost'] as const).entries()) {
      const cell = 2 * stage + offset;
      const [deals, units] = [ended.counts[cell] as number, ended.sums[cell] as number];
      tallies.add(stageId, { outcome, deals, units, ...none });
    }
    tallies.set(stageId, 'visits', visits[stage] as number);
    const jumpedOver = skipped.reduce((sum, deals, mask) => sum + ((mask & passed) === 0 ? 0 : deals), 0);
    tallies.set(stageId, 'skipped', jumpedOver);
  }
  return tallies.figures;
}
