import { type DealEvent, dealBook, definePipeline, money, salesFunnel } from '../../src/index.ts';

/**
 * The sales funnel of a million deals against a hand-written kernel of typed arrays that counts and sums the same
 * facts: how much does the general answer cost over the bare one? Runs are interleaved and each asks for another
 * month, so that nothing remembered from an earlier call counts. Prints one ratio of medians.
 */
const deals = Number(process.argv[2] ?? 1_000_000);
const stageIds = ['contact', 'qualification', 'needs', 'offer', 'demo', 'terms', 'contract', 'delivery'];
const stageCount = stageIds.length;
const sales = definePipeline({
  id: 'sales',
  name: 'Sales',
  progression: 'manual',
  stages: stageIds.map((id) => ({ id, name: id })),
});
const day = 86_400_000;
const start = Date.UTC(2024, 0, 1);

const random = generator(20_261_124);
console.log(`${deals.toLocaleString('en')} deals, ${stageCount} stages`);
const began = performance.now();
const book = dealBook(histories(), { pipelines: [sales], currency: 'NOK' });
console.log(
  `book built in ${((performance.now() - began) / 1000).toFixed(1)} s, the making of its events included`,
);
const columns = kernelColumns();

const months = [...new Array(36).keys()].map((index) => new Date(Date.UTC(2024, index, 1)));
const library: number[] = [];
const kernel: number[] = [];
for (let repetition = 0; repetition < 21; repetition++) {
  const from = months[(repetition * 7) % 30] as Date;
  const to = months[((repetition * 7) % 30) + 5] as Date;
  const [ours, oursMs] = timed(() =>
    salesFunnel(book, { pipelineId: 'sales', closedDuring: { start: from, end: to } }),
  );
  const [bare, bareMs] = timed(() => kernelFunnel(+from, +to));
  for (const [stage, row] of ours.stages.entries()) {
    const amounts = [row.potential.entered, row.potential.passed, row.potential.lost];
    const figures = [
      row.entered,
      row.passed,
      row.lost,
      ...amounts.map(({ amount }) => amount.times(100).toNumber()),
    ];
    const expected = [
      bare.entered,
      bare.passed,
      bare.lost,
      bare.enteredAmount,
      bare.passedAmount,
      bare.lostAmount,
    ];
    if (figures.some((figure, index) => figure !== expected[index]?.[stage]))
      throw new Error(`stage ${stage} differs`);
  }
  if (repetition === 0) continue; // warming up
  library.push(oursMs);
  kernel.push(bareMs);
}
console.log(`salesFunnel ${median(library).toFixed(1)} ms, kernel ${median(kernel).toFixed(1)} ms`);
console.log(`ratio of medians ${(median(library) / median(kernel)).toFixed(2)}`);

/** Deals that mostly advance, sometimes skip or go back, and mostly get closed. */
function* histories(): Generator<DealEvent[]> {
  for (let index = 0; index < deals; index++) {
    const dealId = `d${index}`;
    let at = start + Math.floor(random() * 1000 * day);
    let stage = 0;
    const potential = money((1 + Math.floor(random() * 9_999_999)) / 100, 'NOK');
    const stageId = stageIds[0] as string;
    const ownerId = `o${index % 200}`;
    const events: DealEvent[] = [
      { type: 'DealOpened', dealId, at: new Date(at), pipelineId: 'sales', stageId, ownerId, potential },
    ];
    while (true) {
      at += Math.floor(random() * 20 * day);
      const chance = random();
      if (chance < 0.08) {
        events.push({ type: 'DealLost', dealId, at: new Date(at), reason: 'price' });
        break;
      }
      const step = chance < 0.14 ? -1 : chance < 0.2 ? 2 : 1;
      const next = Math.max(0, stage + step);
      if (next >= stageCount) {
        events.push({ type: 'DealWon', dealId, at: new Date(at) });
        break;
      }
      if (chance > 0.98) break; // stays open
      if (next === stage) continue;
      const from = stageIds[stage] as string;
      events.push({ type: 'DealMoved', dealId, at: new Date(at), from, to: stageIds[next] as string });
      stage = next;
    }
    yield events;
  }
}

interface Columns {
  readonly mask: Uint16Array;
  readonly passedMask: Uint16Array;
  readonly lostAt: Int8Array;
  readonly amount: Float64Array;
  readonly closedAt: Float64Array;
}

/** The same facts as one would lay them out by hand for this one question. */
function kernelColumns(): Columns {
  const columns = {
    mask: new Uint16Array(deals),
    passedMask: new Uint16Array(deals),
    lostAt: new Int8Array(deals).fill(-1),
    amount: new Float64Array(deals),
    closedAt: new Float64Array(deals).fill(Number.NaN),
  };
  random.restart();
  let row = 0;
  for (const events of histories()) {
    let stage = 0;
    let mask = 1;
    let passed = 0;
    for (const event of events) {
      if (event.type === 'DealOpened')
        columns.amount[row] = Math.round(Number(event.potential?.amount) * 100);
      if (event.type === 'DealMoved') {
        const next = stageIds.indexOf(event.to);
        if (next > stage) for (let jumped = stage; jumped < next; jumped++) passed |= 1 << jumped;
        else passed &= ~(1 << stage); // went back from here
        passed &= ~(1 << next); // is here again
        for (let jumped = stage; jumped <= next; jumped++) mask |= 1 << jumped;
        mask |= 1 << next;
        stage = next;
      }
      if (event.type === 'DealWon') {
        for (let jumped = stage; jumped < stageCount; jumped++) {
          mask |= 1 << jumped;
          passed |= 1 << jumped;
        }
      }
      if (event.type === 'DealLost') columns.lostAt[row] = stage;
      if (event.type === 'DealWon' || event.type === 'DealLost') columns.closedAt[row] = +event.at;
    }
    columns.mask[row] = mask;
    columns.passedMask[row] = passed;
    row++;
  }
  return columns;
}

function kernelFunnel(
  from: number,
  to: number,
): Record<string, Float64Array> &
  Record<'entered' | 'passed' | 'lost' | 'enteredAmount' | 'passedAmount' | 'lostAmount', Float64Array> {
  const { mask, passedMask, lostAt, amount, closedAt } = columns;
  const cells = () => new Float64Array(stageCount);
  const sums = {
    entered: cells(),
    passed: cells(),
    lost: cells(),
    enteredAmount: cells(),
    passedAmount: cells(),
    lostAmount: cells(),
  };
  for (let row = 0; row < deals; row++) {
    const at = closedAt[row] as number;
    if (!(at >= from && at < to)) continue;
    const worth = amount[row] as number;
    const reached = mask[row] as number;
    const left = passedMask[row] as number;
    for (let stage = 0; stage < stageCount; stage++) {
      const entered = (reached >> stage) & 1;
      const passed = (left >> stage) & 1;
      sums.entered[stage] = (sums.entered[stage] as number) + entered;
      sums.enteredAmount[stage] = (sums.enteredAmount[stage] as number) + entered * worth;
      sums.passed[stage] = (sums.passed[stage] as number) + passed;
      sums.passedAmount[stage] = (sums.passedAmount[stage] as number) + passed * worth;
    }
    const lost = lostAt[row] as number;
    if (lost < 0) continue;
    sums.lost[lost] = (sums.lost[lost] as number) + 1;
    sums.lostAmount[lost] = (sums.lostAmount[lost] as number) + worth;
  }
  return sums;
}

function timed<T>(work: () => T): [T, number] {
  const before = performance.now();
  const result = work();
  return [result, performance.now() - before];
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
function generator(seed: number): (() => number) & { restart(): void } {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return Object.assign(next, {
    restart: () => {
      state = seed;
    },
  });
}
