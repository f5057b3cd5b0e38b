import type { DealPaths } from '../reports/funnel/deal-paths.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import type { ActiveFunnel } from '../reports/open-deals/active-funnel.ts';
import type { Forecast } from '../reports/open-deals/forecast.ts';
import type { OwnerScorecard } from '../reports/outcomes/owner-scorecard.ts';
import type { FunnelComparison } from '../reports/stages/compare-funnels.ts';
import type { StageDurations } from '../reports/stages/stage-durations.ts';
import type { StageEffectiveness } from '../reports/stages/stage-effectiveness.ts';
import type { Transitions } from '../reports/stages/transitions.ts';
import { endingName } from './captions/ending-name.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { stageName } from './stage-name.ts';
import { summaryColumns } from './summary-columns.ts';
import type { ReportTable } from './table.ts';

export function salesFunnelTable({ stages, total }: SalesFunnel, write: Writer): ReportTable {
  const rows = stages.map((stage) => ({
    ...{ name: stageName(stage, write.captions), passed: stage.passed, lost: stage.lost, open: stage.open },
    ...{ passedPotential: stage.potential.passed, lostPotential: stage.potential.lost },
    conversion: stage.unmapped || stage.retired === true ? missing : write.share(stage.stepRate),
    days: write.number(stage.days?.median ?? null),
  }));
  const { won, lost, open, potential, totalRate } = total;
  const all = {
    ...{
      name: write.captions.allDeals,
      passed: won,
      lost,
      open,
      passedPotential: potential.won,
      lostPotential: potential.lost,
    },
    ...{ conversion: write.share(totalRate), days: '' },
  };
  const timed = stages.some(({ days }) => days !== undefined);
  return tableOf(
    [...rows, all],
    [
      label(write.captions.stage, ({ name }) => name),
      figure(write.captions.passed, (row) => write.number(row.passed)),
      figure(write.captions.lost, (row) => write.number(row.lost)),
      figure(write.captions.passedPotential, (row) => write.money(row.passedPotential)),
      figure(write.captions.lostPotential, (row) => write.money(row.lostPotential)),
      figure(write.captions.open, (row) => write.number(row.open)),
      figure(write.captions.conversion, ({ conversion }) => conversion),
      ...(timed ? [figure<(typeof rows)[number]>(write.captions.medianDays, ({ days }) => days)] : []),
    ],
  );
}

export function activeFunnelTable({ stages, total }: ActiveFunnel, write: Writer): ReportTable {
  const rows = stages.map((row) => ({
    ...row,
    name: stageName(row, write.captions),
    days: write.number(row.age.median),
  }));
  return tableOf(
    [...rows, { ...total, name: write.captions.allDeals, days: '' }],
    [
      label(write.captions.stage, ({ name }) => name),
      figure(write.captions.open, ({ open }) => write.number(open)),
      figure(write.captions.potential, ({ potential }) => write.money(potential)),
      figure(write.captions.weighted, ({ weighted }) => write.money(weighted)),
      figure(write.captions.medianDaysInStage, ({ days }) => days),
    ],
  );
}

/** A probability known from few deals says so. */
export function forecastTable({ stages, total }: Forecast, write: Writer): ReportTable {
  const rows = stages.map((row) => ({
    ...row,
    name: stageName(row, write.captions),
    share: `${write.percent(row.probability)}${row.few ? ` (${write.captions.few})` : ''}`,
  }));
  return tableOf(
    [...rows, { ...total, name: write.captions.allDeals, share: '' }],
    [
      label(write.captions.stage, ({ name }) => name),
      figure(write.captions.open, ({ open }) => write.number(open)),
      figure(write.captions.potential, ({ potential }) => write.money(potential)),
      figure(write.captions.willBeWon, ({ share }) => share),
      figure(write.captions.expectedWins, ({ expectedWins }) => write.number(expectedWins)),
      figure(write.captions.expectedPotential, ({ expectedPotential }) => write.money(expectedPotential)),
    ],
  );
}

/** The weakest stages carry a word for what they are weakest in. */
export function stageEffectivenessTable({ stages, weakest }: StageEffectiveness, write: Writer): ReportTable {
  const weaknesses = (stageId: string): string =>
    [
      weakest.byRate.includes(stageId) ? write.captions.weakRate : [],
      weakest.byMoneyLost.includes(stageId) ? write.captions.weakMoneyLost : [],
      weakest.byTime.includes(stageId) ? write.captions.weakTime : [],
    ]
      .flat()
      .join(', ');
  return tableOf(stages, [
    label(write.captions.stage, (stage) => stageName(stage, write.captions)),
    figure(write.captions.entered, ({ entered }) => write.number(entered)),
    figure(write.captions.passedOfDecided, ({ settledRate }) => write.share(settledRate)),
    figure(write.captions.lost, ({ lost }) => write.number(lost)),
    figure(write.captions.shareOfLosses, ({ lostShare }) => write.share(lostShare)),
    figure(write.captions.lostPotential, ({ lostPotential }) => write.money(lostPotential)),
    figure(write.captions.meanDays, ({ days }) => write.number(days.mean)),
    label(write.captions.weakestBy, ({ stageId }) => weaknesses(stageId)),
  ]);
}

/** With a column for each name under which rates were published, in the order given. */
export function compareFunnelsTable(
  { stages, total, published = [] }: FunnelComparison,
  write: Writer,
): ReportTable {
  const rows = [
    ...stages.map((row) => ({ ...row, name: stageName(row, write.captions) })),
    { ...total, stageId: null, name: write.captions.allDeals },
  ];
  const publishedBy = (publisher: string) =>
    figure<(typeof rows)[number]>(`${write.captions.published}: ${publisher}`, ({ stageId }) =>
      published
        .filter((each) => each.name === publisher && each.stageId === stageId)
        .map((each) => write.percent(each.published))
        .join(', '),
    );
  return tableOf(rows, [
    label(write.captions.stage, ({ name }) => name),
    figure(write.captions.conversion, ({ rate }) => write.share(rate)),
    figure(write.captions.reference, ({ reference }) => write.share(reference)),
    ...[...new Set(published.map(({ name }) => name))].map(publishedBy),
    figure(write.captions.worthDeals, ({ deals }) => write.number(deals)),
    figure(write.captions.worthPotential, ({ potential }) => write.money(potential)),
  ]);
}

/** Owner by stage: how many of the deals that entered it went on, and as the how manieth; how many are open, if any. */
export function ownerScorecardTable(
  { provisional, team, owners, stages }: OwnerScorecard,
  write: Writer,
): ReportTable {
  const ranked = (rank: number | null): string => (rank === null ? '' : ` (${write.number(rank)})`);
  const rows = [
    ...owners.map(({ ownerId, rank, ...score }) => ({
      ...score,
      name: ownerId ?? missing,
      rank,
      cells: score.stages.map((cell) => `${write.share(cell.stepRate)}${ranked(cell.rank)}`),
    })),
    {
      ...team,
      name: write.captions.team,
      rank: null,
      cells: team.stages.map(({ stepRate }) => write.share(stepRate)),
    },
  ];
  return tableOf(rows, [
    label(write.captions.owner, ({ name }) => name),
    figure(write.captions.deals, ({ deals }) => write.number(deals)),
    ...(provisional
      ? [figure<(typeof rows)[number]>(write.captions.open, ({ open }) => write.number(open))]
      : []),
    ...stages.map((stage, index) =>
      figure<(typeof rows)[number]>(stageName(stage, write.captions), ({ cells }) => cells[index] ?? missing),
    ),
    figure(write.captions.wonOfAll, ({ totalRate }) => write.share(totalRate)),
    figure(write.captions.winRate, ({ winRate, rank }) => `${write.share(winRate)}${ranked(rank)}`),
    figure(write.captions.sold, ({ wonAmount }) => write.money(wonAmount)),
  ]);
}

export function stageDurationsTable({ stages }: StageDurations, write: Writer): ReportTable {
  return tableOf(stages, [
    label(write.captions.stage, (stage) => stageName(stage, write.captions)),
    ...summaryColumns<(typeof stages)[number]>(({ days }) => days, write),
    figure(write.captions.deals, ({ perDeal }) => write.number(perDeal.days.count)),
    figure(write.captions.meanPerDeal, ({ perDeal }) => write.number(perDeal.days.mean)),
    figure(write.captions.medianPerDeal, ({ perDeal }) => write.number(perDeal.days.median)),
  ]);
}

export function transitionsTable({ transitions }: Transitions, write: Writer): ReportTable {
  return tableOf(transitions, [
    label(write.captions.fromStage, ({ from }) => from),
    label(
      write.captions.toStage,
      ({ to, ending }) => to ?? `(${ending === null ? missing : endingName(ending, write.captions)})`,
    ),
    figure(write.captions.visits, ({ visits }) => write.number(visits)),
    figure(write.captions.deals, ({ deals }) => write.number(deals)),
  ]);
}

export function dealPathsTable({ paths }: DealPaths, write: Writer): ReportTable {
  return tableOf(paths, [
    label(
      write.captions.path,
      ({ stages, ending }) => `${stages.join(' > ')}, ${endingName(ending, write.captions)}`,
    ),
    figure(write.captions.deals, ({ deals }) => write.number(deals)),
    figure(write.captions.potential, ({ potential }) => write.money(potential)),
  ]);
}
