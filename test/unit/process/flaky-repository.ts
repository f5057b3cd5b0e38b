import { expect } from 'vitest';
import { DealError, type DealHistory, type DealRepository } from '../../../src/index.ts';

/** What goes wrong with an append. */
export type Fault =
  /** Nothing. */
  | 'none'
  /** It did not happen, and that is certain. */
  | 'unavailable'
  /** Nobody knows whether it happened: it did not. */
  | 'lost'
  /** Nobody knows whether it happened: it did. */
  | 'unheard'
  /** It arrives twice. */
  | 'twice';

/** What goes wrong, one after the other; what is drawn last goes on. */
export interface Mishaps {
  /** Of the loads: how many appends are not seen yet. */
  readonly stale: readonly number[];
  readonly appends: readonly Fault[];
}

/** A repository as one of its users sees it: loads that lag behind, appends that fail or are answered to nobody. */
export function flakyRepository(repository: DealRepository, { stale, appends }: Mishaps): DealRepository {
  const lags = [...stale];
  const faults = [...appends];
  return {
    ...repository,

    async load(id) {
      const history = await repository.load(id);
      return history && seenBefore(history, lags.shift() ?? 0);
    },

    async append(id, events, expectedVersion) {
      const fault = faults.shift() ?? 'none';
      if (fault === 'unavailable')
        throw new DealError('unavailable', 'There is no line.', { problem: fault });
      const answer = fault === 'lost' ? null : await repository.append(id, events, expectedVersion);
      if (fault === 'twice') {
        const again = await repository.append(id, events, expectedVersion);
        expect(again.status).toBe(answer?.status === 'conflict' ? 'conflict' : 'duplicate');
      }
      if (answer === null || fault === 'unheard') {
        throw new DealError('indeterminate', 'The line went dead.', { problem: fault });
      }
      return answer;
    },
  };
}

/** The history without what the latest appends recorded: the events of one append have one mark. */
function seenBefore(history: DealHistory, appends: number): DealHistory {
  let length = history.length;
  for (let i = 0; i < appends; i++) {
    const mark = history[length - 1]?.by;
    while (length > 1 && history[length - 1]?.by === mark) length--;
  }
  const [opened, ...events] = history;
  return [opened, ...events.slice(0, length - 1)];
}
