import { activeFunnel, forecast, ownerScorecard, salesFunnel, transitions } from '../../../../src/index.ts';
import { Tallies } from '../../data/tallies.ts';
import { pipelineId } from '../deals.ts';
import { addFunnel, unitsOf } from '../figures.ts';
import { ofYear, ofYearAnew } from './answer.ts';

export const overlapping = ofYear(
  (book, year) => salesFunnel(book, { pipelineId, overlapping: year }),
  (funnel) => {
    const tallies = new Tallies();
    addFunnel(tallies, funnel);
    return tallies.figures;
  },
);

export const ways = ofYear(
  (book, closedDuring) => transitions(book, { pipelineId, closedDuring }),
  (report) =>
    new Map(
      report.transitions.map(({ from, to, ending, visits, deals }) => [
        `${from} ${to ?? ending}`,
        [visits, deals],
      ]),
    ),
);

export const scorecard = ofYear(
  (book, closedDuring) => ownerScorecard(book, { pipelineId, closedDuring }),
  ({ owners }) =>
    new Map(
      owners.map(({ ownerId, won, lost, wonAmount, unpricedWon, stages }) => [
        String(ownerId),
        [won, lost, unitsOf(wonAmount), unpricedWon, ...stages.map(({ entered }) => entered)],
      ]),
    ),
);

export const expected = ofYearAnew(
  (book, closedDuring) =>
    forecast(activeFunnel(book, { pipelineId }), salesFunnel(book, { pipelineId, closedDuring })),
  ({ stages, total }) =>
    new Map([
      ...stages.map(({ stageId, open, potential, from }): [string, number[]] => [
        stageId,
        [open, unitsOf(potential), from ?? 0],
      ]),
      ['wins', [rounded(total.expectedWins)]],
    ]),
);

/** Expected wins are made of rates: they are the same to a millionth. */
function rounded(wins: number): number {
  return Math.round(wins * 1e6);
}
