import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DealEvent,
  type DealHistory,
  dealAsOf,
  definePipeline,
  type HistoryIssue,
  isDealError,
  type Pipeline,
  replay,
  validateHistory,
} from '../../src/index.ts';
import { endOfDates, startOfDates } from '../../src/time/date-range.ts';
import { frozen } from '../support/freeze.ts';
import { randomBook } from '../support/random-book.ts';
import { anyHistoryOf } from '../support/random-events.ts';
import { common, opening, run, step, steps, verbs } from '../support/random-verbs.ts';
import { runs } from '../support/runs.ts';
import { pipelines } from '../unit/verbs/given.ts';

// Any verb, of any earlier instant, on any history: made by verbs, as a CRM might have it, or however odd.

interface Told {
  readonly history: DealHistory;
  readonly pipelines: readonly Pipeline[];
}

const byVerbs = fc
  .tuple(opening, steps)
  .map(([pipeline, tried]): Told => ({ history: run(pipeline, tried), pipelines }));
const fromCrm = randomBook
  .filter(({ histories }) => histories.length > 0)
  .map((book): Told => ({ history: book.histories[0] as DealHistory, pipelines: [...book.pipelines] }));
const however = fc
  .tuple(anyHistoryOf('d1'), fc.constantFrom('automatic' as const, 'manual' as const))
  .map(([history, progression]): Told => ({ history, pipelines: pipelinesOf(history, progression) }));

/** An event, and what is to stand instead of another. */
function withInstead(event: DealEvent): DealEvent[] {
  return event.type === 'EventCorrected' && event.instead !== null ? [event, event.instead] : [event];
}

/** Pipelines in which all stages of a history are known. */
function pipelinesOf(history: DealHistory, progression: 'automatic' | 'manual'): readonly Pipeline[] {
  const told = (names: readonly string[]): string[] => [
    ...new Set(
      history
        .flatMap(withInstead)
        .flatMap((event) =>
          names.flatMap((name) => (event as unknown as Record<string, string | undefined>)[name] ?? []),
        ),
    ),
  ];
  const ids = [...told(['stageId', 'from', 'to']), 'offer'];
  const stages = [...new Set(ids)].map((id) => ({ id, name: id }));
  return told(['pipelineId']).map((id) => definePipeline({ id, name: id, progression, stages }));
}

/** What is odd in a history, by event. */
function oddities(history: DealHistory, among: readonly Pipeline[]): Map<string, HistoryIssue> {
  const targets = pipelines.filter(({ id }) => !among.some((pipeline) => pipeline.id === id));
  const issues = validateHistory(history, [...among, ...targets]);
  return new Map(issues.map((issue) => [`${issue.index} ${issue.code}`, issue]));
}

/** A move entered late may make a later one come from elsewhere than it says, or be one with it. */
function isOfMove({ code, type }: HistoryIssue): boolean {
  return type === 'DealMoved' && (code === 'wrong-from' || code === 'same-stage');
}

test('a verb of an earlier instant leaves all that counted counting, or is refused by name', () => {
  let entered = 0;
  fc.assert(
    fc.property(
      fc.oneof(byVerbs, fromCrm, however),
      step,
      fc.nat(),
      fc.constantFrom(0, 0, 1, -1),
      ({ history, pipelines: among }, tried, pick, apart) => {
        const instant = +(history[pick % history.length] as DealEvent).at;
        const at = new Date(Math.min(Math.max(instant + apart, startOfDates), endOfDates - 1));
        const deal = frozen(dealAsOf(history, at) ?? replay(history));
        const pipeline = among.find(({ id }) => id === deal.pipelineId) ?? (among[0] as Pipeline);
        const { verb, refuses } = verbs[tried.name] as (typeof verbs)[string];
        let events: readonly DealEvent[];
        try {
          const taskId = deal.addedTasks[0]?.id ?? 'none';
          events = verb(deal as never, pipeline, { ...tried, at, taskId });
        } catch (error) {
          if (!isDealError(error)) throw error;
          expect([...common, ...refuses, 'stage-retired']).toContain(error.code);
          return;
        }
        if (events.length > 0 && +at < +replay(history).updatedAt) entered++;
        const after: DealHistory = [...history, ...events];
        expect(replay(after).version).toBe(history.length + events.length);
        const before = oddities(history, among);
        const ignored = new Set(
          [...before.values()].filter(({ effect }) => effect === 'ignored').map(({ index }) => index),
        );
        for (const [key, issue] of oddities(after, among)) {
          if (!before.has(key) && !ignored.has(issue.index)) expect(issue).toSatisfy(isOfMove);
        }
      },
    ),
    { numRuns: runs(200) },
  );
  expect(entered).toBeGreaterThan(runs(15)); // not all is refused: about 40 of 200 are entered, give or take 6
});
