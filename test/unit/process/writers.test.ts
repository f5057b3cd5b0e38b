import { memoryDealRepository } from 'dealbook/memory';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addParticipant,
  type Deal,
  type DealEvent,
  type DealHistory,
  type DealMoved,
  type DealRepository,
  describeDeal,
  isDealError,
  linkInteraction,
  moveDeal,
  type OpenDeal,
  openDeal,
  openTasks,
  type Pipeline,
  receivePayment,
  replay,
  updateDeal,
  validateHistory,
} from '../../../src/index.ts';
import { type Attempt, PaperDeal, type PaperPipeline } from '../../reference/twin/naive-process.ts';
import { nok, on, sales } from '../../support/deals.ts';
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
        expect(changes.flatMap((change) => (change.erased ? [] : change.events))).toEqual(history);
      },
    ),
    { numRuns: runs(100) },
  );
});

/** What may be entered of a deal at any time, whatever has happened since. */
type Fact = 'payment' | 'interaction' | 'note' | 'participant' | 'move';

/** One of several servers, whose clock is wrong by some milliseconds. */
const servers = fc.array(
  fc.record({
    wrong: fc.integer({ min: -5_000, max: 5_000 }),
    facts: fc.array(
      fc.record({
        fact: fc.constantFrom<Fact>('payment', 'interaction', 'note', 'participant', 'move', 'move'),
        to: fc.constantFrom('contact' as const, 'offer' as const, 'terms' as const),
      }),
      { maxLength: 8, size: 'max' },
    ),
  }),
  { minLength: 2, maxLength: 4, size: 'max' },
);

function entered(
  deal: Deal,
  fact: Fact,
  mark: string,
  to: 'contact' | 'offer' | 'terms',
  at: Date,
): readonly DealEvent[] {
  switch (fact) {
    case 'payment':
      return receivePayment(deal, sales, { amount: nok(1), at, by: mark });
    case 'interaction':
      return linkInteraction(deal, sales, { interaction: { id: mark, kind: 'call', at }, at, by: mark });
    case 'note':
      return describeDeal(deal, sales, { fields: { [mark]: true }, at, by: mark });
    case 'participant':
      return addParticipant(deal, sales, { participant: { id: mark, role: 'client' }, at, by: mark });
    case 'move':
      return moveDeal(deal as OpenDeal, sales, { to, at, by: mark });
  }
}

test('servers whose clocks differ by seconds all get in: nothing is out of order, nothing is lost', async () => {
  await fc.assert(
    fc.asyncProperty(servers, fc.scheduler(), async (all, scheduler) => {
      const store = memoryDealRepository();
      await store.append('d1', openDeal(sales, { id: 'd1', ownerId: 'kari', potential: null, at: on(1) }), 0);
      const deals: DealRepository = {
        histories: store.histories,
        load: scheduler.scheduleFunction(store.load),
        append: scheduler.scheduleFunction(store.append),
      };
      let now = +on(5);
      const recorded: string[] = [];
      const days = all.map(async ({ wrong, facts }, server) => {
        for (const [i, { fact, to }] of facts.entries()) {
          const mark = `${server}/${i}`;
          const at = new Date(++now + wrong);
          const decide = (deal: Deal): readonly DealEvent[] => entered(deal, fact, mark, to, at);
          try {
            await updateDeal(deals, 'd1', decide, { retries: 50 });
            recorded.push(mark);
          } catch (error) {
            if (fact !== 'move' || !isDealError(error, 'move-not-allowed')) throw error; // it is there already
          }
        }
      });
      await scheduler.waitFor(Promise.all(days));

      const history = (await store.load('d1')) as DealHistory;
      expect(new Set(history.slice(1).map(({ by }) => by))).toEqual(new Set(recorded));
      expect(history).toHaveLength(1 + recorded.length);
      const count = (type: DealEvent['type']): number =>
        history.filter((event) => event.type === type).length;
      const deal = replay(history);
      expect([deal.payments.length, deal.interactions.length, deal.participants.length]).toEqual([
        ...[count('PaymentReceived'), count('InteractionLinked'), count('ParticipantAdded')],
      ]);
      const odd = validateHistory(history, [sales]).filter(({ type }) => type !== 'DealMoved');
      expect(odd).toEqual([]);
      const moves = history.filter(({ type }) => type === 'DealMoved').sort((a, b) => +a.at - +b.at);
      expect(deal.stageId).toBe((moves.at(-1) as DealMoved | undefined)?.to ?? 'contact');
    }),
    { numRuns: runs(100) },
  );
});
