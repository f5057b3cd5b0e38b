import { dealList, lossReasons, type Money, salesVelocity, staleDeals } from '../../../../src/index.ts';
import { day } from '../../data/sales.ts';
import { pipelineId } from '../deals.ts';
import { summaryFigures, unitsOf } from '../figures.ts';
import { ofYear, ofYearAnew } from './answer.ts';

export const velocity = ofYear(
  (book, during) => salesVelocity(book, { pipelineId, during }),
  ({ opened, winRate, averageWonAmount, unpricedWon, cycle, open }) =>
    new Map([
      ['deals', [opened, winRate.count, winRate.of, unpricedWon, open]],
      ['won', averageWonAmount === null ? [0] : [unitsOf(averageWonAmount.total)]],
      ['cycle', summaryFigures(cycle)],
    ]),
);

export const losses = ofYear(
  (book, closedDuring) => lossReasons(book, { pipelineId, closedDuring }),
  ({ reasons, worst }) =>
    new Map([
      ...reasons.flatMap(({ reason, lost, potential, unpriced, stages, owners }): [string, number[]][] => [
        [`${reason}`, [lost.count, unitsOf(potential.count), unpriced]],
        ...stages.map((stage): [string, number[]] => [`${reason}, ${stage.stageId}`, lostOf(stage)]),
        ...owners.map((owner): [string, number[]] => [`${reason}, ${owner.ownerId}`, lostOf(owner)]),
      ]),
      ...worst.map(({ ownerId, stageId, ...lost }, index): [string, number[]] => [
        `${index}: ${ownerId}, ${stageId}`,
        lostOf(lost),
      ]),
    ]),
);

function lostOf({ lost, potential }: { readonly lost: number; readonly potential: Money }): number[] {
  return [lost, unitsOf(potential)];
}

export const waiting = ofYearAnew(
  (book) => staleDeals(book, { pipelineId }),
  ({ open, deals }) =>
    new Map([
      ['open', [open]],
      ...deals.map(({ dealId, days, potential }, index): [string, number[]] => [
        `${index}: ${dealId}`,
        [Math.round(days * day), potential === null ? 0 : unitsOf(potential)],
      ]),
    ]),
);

export const page = ofYear(
  (book, closedDuring) =>
    dealList(book, { closedDuring, sort: { by: 'potential', order: 'descending' }, limit: 50 }),
  ({ deals, rows }) =>
    new Map([
      ['deals', [deals]],
      ...rows.map(({ dealId, potential, closedAt }, index): [string, number[]] => [
        `${index}: ${dealId}`,
        [potential === null ? 0 : unitsOf(potential), Number(closedAt)],
      ]),
    ]),
);
