import { reschedules, salesCycle, stageDurations } from '../../../../src/index.ts';
import { pipelineId } from '../deals.ts';
import { summaryFigures } from '../figures.ts';
import { ofYear } from './answer.ts';

export const cycles = ofYear(
  (book, closedDuring) => salesCycle(book, { closedDuring }),
  ({ won, lost, closed }) =>
    new Map(Object.entries({ won, lost, closed }).map(([name, days]) => [name, summaryFigures(days)])),
);

export const durations = ofYear(
  (book, closedDuring) => stageDurations(book, { pipelineId, closedDuring }),
  ({ stages }) =>
    new Map(
      stages.flatMap(({ stageId, days, perDeal }): [string, number[]][] => [
        [`${stageId} visits`, summaryFigures(days)],
        [`${stageId} deals`, summaryFigures(perDeal.days)],
      ]),
    ),
);

export const newDates = ofYear(
  (book, during) => reschedules(book, { pipelineId, during }),
  ({ deals, days, owners }) =>
    new Map([
      ['deals', [deals]],
      ['days', summaryFigures(days)],
      ...owners.map(({ ownerId, changes, pushed, pulled, set, cleared }): [string, number[]] => [
        String(ownerId),
        [changes, pushed, pulled, set, cleared],
      ]),
    ]),
);
