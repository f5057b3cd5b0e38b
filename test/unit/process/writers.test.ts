import { memoryDealRepository } from 'dealbook/memory';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Deal,
  type DealEvent,
  type DealHistory,
  type DealRepository,
  isDealError,
  openDeal,
  openTasks,
  type Pipeline,
  replay,
  updateDeal,
  validateHistory,
} from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { type Attempt, PaperDeal, type PaperPipeline } from '../../support/naive-process.ts';
import { runs } from '../../support/runs.ts';
import { attempts, paper, paperName, pipelines, sensible, verbOf } from './attempts.ts';
import { type Fault, flakyRepository, type Mishaps } from './flaky-repository.ts';

// Several people at one deal at once, over a repository that fails now and then. Whatever happened, and in whatever order,
// must be what the same attempts, in the order they were recorded, make of the deal on paper.

interface Draw {
  readonly drawn: Attempt;
  readonly pick: number;
  readonly hours: number;
  readonly retries: number;
}

/** What became of an attempt, and of which version of the deal it was decided the last time. */
interface Outcome {
  readonly mark: string;
  readonly what: Attempt;
  readonly version: number;
  /** `unknown`: nobody heard whether it was recorded. */
  readonly end: 'recorded' | 'nothing to do' | 'refused' | 'not recorded' | 'unknown';
  readonly deal?: Deal;
}

/** Refused by a verb, which is an answer like another. */
class Refusal extends Error {}

/** Somebody tries something, signed with a mark of its own. */
async function tried(deals: DealRepository, mark: string, draw: Draw): Promise<Outcome> {
  let what = draw.drawn;
  let version = 0;
  let events: readonly DealEvent[] = [];
  const decide = (deal: Deal, history: DealHistory): readonly DealEvent[] => {
    const open = openTasks([history], pipelines);
    what = sensible(draw.drawn, open.map(paperName).sort(), draw.pick);
    version = deal.version;
    const at = new Date(+deal.updatedAt + draw.hours * 3_600_000);
    const idOf = (name: string): string => open.find((task) => paperName(task) === name)?.id ?? name;
    try {
      events = verbOf(what, at, idOf)(deal as never).map((event) => ({ ...event, by: mark }));
      return events;
    } catch (error) {
      throw isDealError(error) ? new Refusal() : error;
    }
  };
  try {
    const deal = await updateDeal(deals, 'd1', decide, { retries: draw.retries });
    return { mark, what, version, end: events.length > 0 ? 'recorded' : 'nothing to do', deal };
  } catch (error) {
    if (error instanceof Refusal) return { mark, what, version, end: 'refused' };
    if (isDealError(error, 'indeterminate')) return { mark, what, version, end: 'unknown' };
    if (isDealError(error, 'unavailable') || isDealError(error, 'version-conflict')) {
      return { mark, what, version, end: 'not recorded' };
    }
    throw error;
  }
}

/** The appends of a history, each with its mark and the version the deal had before it. */
function appendsOf([, ...events]: DealHistory): { readonly mark: string; readonly version: number }[] {
  const marks = events.map(({ by = '' }) => by);
  return marks.flatMap((mark, i) => (mark === marks[i - 1] ? [] : [{ mark, version: i + 1 }]));
}

/** What the attempts make of the deal on paper, in the order in which they were recorded. */
function expectOnPaper(history: DealHistory, outcomes: readonly Outcome[], start: PaperPipeline): void {
  const appends = appendsOf(history);
  const recorded = new Map(appends.map(({ mark, version }) => [mark, version]));
  expect(recorded.size).toBe(appends.length); // nothing twice, and nothing torn apart
  for (const { mark, version, end } of outcomes) {
    if (end === 'unknown' && !recorded.has(mark)) continue;
    const isThere = end === 'recorded' || end === 'unknown';
    expect([mark, end, recorded.get(mark)]).toEqual([mark, end, isThere ? version : undefined]);
  }

  const onPaper = new PaperDeal(start);
  for (const version of [...recorded.values(), history.length]) {
    const [opened, ...events] = history;
    const then: DealHistory = [opened, ...events.slice(0, version - 1)];
    const deal = replay(then);
    expect([deal.status, deal.stageId, deal.pipelineId]).toEqual([
      ...[onPaper.status, onPaper.stageId, onPaper.pipeline.id],
    ]);
    expect(openTasks([then], pipelines).map(paperName).sort()).toEqual(onPaper.open());
    for (const answer of outcomes) if (answer.deal?.version === version) expect(answer.deal).toEqual(deal);

    const decided = outcomes.filter((outcome) => outcome.version === version);
    for (const { what, end } of decided) {
      if (end === 'refused') expect([what, onPaper.attempt(what)]).toEqual([what, false]);
      if (end === 'nothing to do') expect([what, onPaper.attempt(what)]).toEqual([what, true]);
    }
    const next = decided.find(({ mark }) => recorded.get(mark) === version);
    if (next !== undefined) expect([next.what, onPaper.attempt(next.what)]).toEqual([next.what, true]);
  }
}

const faults: readonly Fault[] = ['none', 'none', 'none', 'unavailable', 'lost', 'unheard', 'twice'];
const writers = fc.array(
  fc.record({
    draws: fc.array(
      fc.record({
        drawn: attempts,
        pick: fc.nat(9),
        hours: fc.nat(5),
        retries: fc.constantFrom(5, 5, 5, 1, 0),
      }),
      { maxLength: 12, size: 'max' },
    ),
    mishaps: fc.record<Mishaps>({
      stale: fc.array(fc.constantFrom(0, 0, 1, 2), { maxLength: 20, size: 'max' }),
      appends: fc.array(fc.constantFrom(...faults), { maxLength: 20, size: 'max' }),
    }),
  }),
  { minLength: 2, maxLength: 4, size: 'max' },
);

test('what several people do to one deal at once is what it is on paper, one after the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.nat(pipelines.length - 1),
      writers,
      fc.scheduler(),
      async (start, people, scheduler) => {
        const store = memoryDealRepository();
        const opened = openDeal(pipelines[start] as Pipeline, {
          ...{ id: 'd1', ownerId: 'kari', potential: null, at: on(1) },
        });
        await store.append('d1', opened, 0);
        const inAnyOrder: DealRepository = {
          histories: store.histories,
          load: scheduler.scheduleFunction(store.load),
          append: scheduler.scheduleFunction(store.append),
        };
        const days = people.map(async ({ draws, mishaps }, writer) => {
          const deals = flakyRepository(inAnyOrder, mishaps);
          const day: Outcome[] = [];
          for (const [i, draw] of draws.entries()) day.push(await tried(deals, `${writer}/${i}`, draw));
          return day;
        });
        const outcomes = (await scheduler.waitFor(Promise.all(days))).flat();

        const history = (await store.load('d1')) as DealHistory;
        expectOnPaper(history, outcomes, paper[start] as PaperPipeline);
        expect(validateHistory(history, pipelines)).toEqual([]);
        const { changes } = await store.changes(undefined, 1_000);
        expect(changes.flatMap(({ events }) => events)).toEqual(history);
      },
    ),
    { numRuns: runs },
  );
});
