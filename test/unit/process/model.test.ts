import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Deal,
  type DealEvent,
  type DealHistory,
  dealAsOf,
  describeDeal,
  isDealError,
  openDeal,
  openTasks,
  type Pipeline,
  receivePayment,
  replay,
  timelineOf,
  validateHistory,
} from '../../../src/index.ts';
import { PaperDeal, type PaperPipeline } from '../../reference/twin/naive-process.ts';
import { nok, on } from '../../support/deals.ts';
import { frozen } from '../../support/freeze.ts';
import { runs } from '../../support/runs.ts';
import { attempts, paper, paperName, pipelineOf, pipelines, sensible, verbOf } from './attempts.ts';

// Random verbs on a deal, written to a store that fails now and then, against the same deal on paper.

/** What goes wrong with a write: nothing; it did not happen; it did but nobody heard; somebody else was faster. */
type Fault = 'none' | 'unavailable' | 'indeterminate' | 'overtaken';
const faults: readonly Fault[] = ['none', 'none', 'unavailable', 'indeterminate', 'overtaken'];

/** A store of one deal that takes events at the version they were decided on, and the same events only once. */
class Store {
  history: DealHistory;

  constructor(opening: DealHistory) {
    this.history = opening;
  }

  append(events: readonly DealEvent[], expected: number): 'appended' | 'duplicate' | 'conflict' {
    const { length } = this.history;
    if (length === expected) {
      this.history = [...this.history, ...events];
      return 'appended';
    }
    const there = this.history.slice(expected, expected + events.length);
    return events.length > 0 &&
      there.length === events.length &&
      there.every((event, i) => event === events[i])
      ? 'duplicate'
      : 'conflict';
  }
}

/** Reads, decides and writes until it is written; a refusal is an answer too. */
function update(store: Store, decide: (deal: Deal) => readonly DealEvent[], fault: Fault): boolean {
  let next = fault;
  for (;;) {
    const deal = frozen(replay(store.history));
    const events = frozen(decided(deal, decide));
    if (events === null) return false;
    if (next === 'overtaken') {
      const colleague = pipelineOf(deal);
      if (deal.deletedAt === null)
        store.append(describeDeal(deal, colleague, { name: 'x', at: deal.updatedAt }), deal.version);
    }
    const answer = next === 'unavailable' ? 'conflict' : store.append(events, deal.version);
    if (next === 'indeterminate' && events.length > 0) {
      expect(store.append(events, deal.version)).toBe('duplicate');
    }
    next = 'none';
    if (answer !== 'conflict') return true;
  }
}

function decided(deal: Deal, decide: (deal: Deal) => readonly DealEvent[]): readonly DealEvent[] | null {
  try {
    return decide(deal);
  } catch (error) {
    if (isDealError(error)) return null;
    throw error;
  }
}

/** A payment that somebody finds the time to enter now. It changes nothing of what is to be done. */
function enterPayment(store: Store, at: Date): void {
  const then = dealAsOf(store.history, at) as Deal;
  if (then.deletedAt !== null) return;
  const paid = receivePayment(then, pipelineOf(then), { amount: nok(1), at });
  expect(store.append(frozen(paid), then.version)).toBe('appended');
}

test('whatever is tried on a deal, in whatever order, with writes that fail, is what it is on paper', () => {
  const lives = fc.array(
    fc.record({
      drawn: attempts,
      pick: fc.nat(9),
      fault: fc.constantFrom(...faults),
      hours: fc.nat(5),
      isPaidEarlier: fc.boolean(),
    }),
    {
      maxLength: 40,
      size: 'max',
    },
  );
  fc.assert(
    fc.property(fc.nat(pipelines.length - 1), lives, (start, life) => {
      const opening = { id: 'd1', ownerId: 'kari', potential: null, at: on(1) };
      const store = new Store(openDeal(pipelines[start] as Pipeline, opening));
      const onPaper = new PaperDeal(paper[start] as PaperPipeline);
      for (const { drawn, fault, hours, pick, isPaidEarlier } of life) {
        if (isPaidEarlier) enterPayment(store, store.history[pick % store.history.length]?.at as Date);
        const what = sensible(drawn, onPaper.open(), pick);
        const open = openTasks([store.history], pipelines);
        const idOf = (name: string): string => open.find((task) => paperName(task) === name)?.id ?? name;
        const at = new Date(+replay(store.history).updatedAt + hours * 3_600_000);
        const done = update(store, verbOf(what, at, idOf) as (deal: Deal) => readonly DealEvent[], fault);
        expect([what, done]).toEqual([what, onPaper.attempt(what)]);
        const deal = replay(store.history);
        expect({ ...what, status: deal.status, stageId: deal.stageId, pipelineId: deal.pipelineId }).toEqual({
          ...what,
          status: onPaper.status,
          stageId: onPaper.stageId,
          pipelineId: onPaper.pipeline.id,
        });
        expect(deal.version).toBe(store.history.length);
        expect(openTasks([store.history], pipelines).map(paperName).sort()).toEqual(onPaper.open());
      }
      expect(validateHistory(store.history, pipelines)).toEqual([]);
      expect(timelineOf(store.history, pipelines)?.status).toBe(onPaper.status);
    }),
    { numRuns: runs(100) },
  );
});
