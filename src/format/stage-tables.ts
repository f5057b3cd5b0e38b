import type { DealPaths } from '../reports/funnel/deal-paths.ts';
import type { SalesFunnel } from '../reports/funnel/funnel.ts';
import type { ActiveFunnel } from '../reports/open-deals/active-funnel.ts';
import type { Forecast } from '../reports/open-deals/forecast.ts';
import type { OwnerScorecard } from '../reports/outcomes/owner-scorecard.ts';
import type { FunnelComparison } from '../reports/stages/compare-funnels.ts';
import type { StageDurations } from '../reports/stages/stage-durations.ts';
import type { StageEffectiveness } from '../reports/stages/stage-effectiveness.ts';
import type { Transitions } from '../reports/stages/transitions.ts';
import { figure, label, tableOf, type Writer } from './columns.ts';
import { missing } from './figures.ts';
import { stageName } from './stage-name.ts';
import { summaryColumns } from './summary-columns.ts';
import type { ReportTable } from './table.ts';

const allDeals = 'All deals';

export function salesFunnelTable({ stages, total }: SalesFunnel, write: Writer): ReportTable {
  const rows = stages.map((stage) => ({
    ...{ name: stageName(stage), passed: stage.passed, lost: stage.lost, open: stage.open },
    ...{ passedPotential: stage.potential.passed, lostPotential: stage.potential.lost },
    conversion: stage.unmapped || stage.retired === true ? missing : write.share(stage.stepRate),
    days: write.number(stage.days?.median ?? null),
  }));
  const { won, lost, open, potential, totalRate } = total;
  const all = {
    ...{
      name: allDeals,
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
      label('Stage', ({ name }) => name),
      figure('Passed', (row) => write.number(row.passed)),
      figure('Lost', (row) => write.number(row.lost)),
      figure('Passed potential', (row) => write.money(row.passedPotential)),
      figure('Lost potential', (row) => write.money(row.lostPotential)),
      figure('Open', (row) => write.number(row.open)),
      figure('Conversion', ({ conversion }) => conversion),
      ...(timed ? [figure<(typeof rows)[number]>('Median days', ({ days }) => days)] : []),
    ],
  );
}

export function activeFunnelTable({ stages, total }: ActiveFunnel, write: Writer): ReportTable {
  const rows = stages.map((row) => ({ ...row, name: stageName(row), days: write.number(row.age.median) }));
  return tableOf(
    [...rows, { ...total, name: allDeals, days: '' }],
    [
      label('Stage', ({ name }) => name),
      figure('Open', ({ open }) => write.number(open)),
      figure('Potential', ({ potential }) => write.money(potential)),
      figure('Weighted', ({ weighted }) => write.money(weighted)),
      figure('Median days in stage', ({ days }) => days),
    ],
  );
}

export function forecastTable({ stages, total }: Forecast, write: Writer): ReportTable {
  const rows = stages.map((row) => ({ ...row, name: stageName(row), share: write.percent(row.probability) }));
  return tableOf(
    [...rows, { ...total, name: allDeals, share: '' }],
    [
      label('Stage', ({ name }) => name),
      figure('Open', ({ open }) => write.number(open)),
      figure('Potential', ({ potential }) => write.money(potential)),
      figure('Will be won', ({ share }) => share),
      figure('Expected wins', ({ expectedWins }) => write.number(expectedWins)),
      figure('Expected potential', ({ expectedPotential }) => write.money(expectedPotential)),
    ],
  );
}

/** The weakest stages carry a word for what they are weakest in. */
export function stageEffectivenessTable({ stages, weakest }: StageEffectiveness, write: Writer): ReportTable {
  const weaknesses = (stageId: string): string =>
    [
      weakest.byRate.includes(stageId) ? 'rate' : [],
      weakest.byMoneyLost.includes(stageId) ? 'money lost' : [],
      weakest.byTime.includes(stageId) ? 'time' : [],
    ]
      .flat()
      .join(', ');
  return tableOf(stages, [
    label('Stage', stageName),
    figure('Entered', ({ entered }) => write.number(entered)),
    figure('Passed of decided', ({ settledRate }) => write.share(settledRate)),
    figure('Lost', ({ lost }) => write.number(lost)),
    figure('Share of losses', ({ lostShare }) => write.share(lostShare)),
    figure('Lost potential', ({ lostPotential }) => write.money(lostPotential)),
    figure('Mean days', ({ days }) => write.number(days.mean)),
    label('Weakest by', ({ stageId }) => weaknesses(stageId)),
  ]);
}

export function compareFunnelsTable({ stages, total }: FunnelComparison, write: Writer): ReportTable {
  return tableOf(
    [...stages.map((row) => ({ ...row, name: stageName(row) })), { ...total, name: allDeals }],
    [
      label('Stage', ({ name }) => name),
      figure('Conversion', ({ rate }) => write.share(rate)),
      figure('Reference', ({ reference }) => write.share(reference)),
      figure('Worth deals', ({ deals }) => write.number(deals)),
      figure('Worth potential', ({ potential }) => write.money(potential)),
    ],
  );
}

/** Owner by stage: how many of the deals that entered it went on, and as the how manieth. */
export function ownerScorecardTable({ team, owners, stages }: OwnerScorecard, write: Writer): ReportTable {
  const ranked = (rank: number | null): string => (rank === null ? '' : ` (${write.number(rank)})`);
  const rows = [
    ...owners.map(({ ownerId, rank, ...score }) => ({
      ...score,
      name: ownerId ?? missing,
      rank,
      cells: score.stages.map((cell) => `${write.share(cell.stepRate)}${ranked(cell.rank)}`),
    })),
    { ...team, name: 'Team', rank: null, cells: team.stages.map(({ stepRate }) => write.share(stepRate)) },
  ];
  return tableOf(rows, [
    label('Owner', ({ name }) => name),
    figure('Deals', ({ deals }) => write.number(deals)),
    ...stages.map((stage, index) =>
      figure<(typeof rows)[number]>(stageName(stage), ({ cells }) => cells[index] ?? missing),
    ),
    figure('Won of all', ({ totalRate }) => write.share(totalRate)),
    figure('Win rate', ({ winRate, rank }) => `${write.share(winRate)}${ranked(rank)}`),
    figure('Sold', ({ wonAmount }) => write.money(wonAmount)),
  ]);
}

export function stageDurationsTable({ stages }: StageDurations, write: Writer): ReportTable {
  return tableOf(stages, [
    label('Stage', stageName),
    ...summaryColumns<(typeof stages)[number]>(({ days }) => days, write),
  ]);
}

export function transitionsTable({ transitions }: Transitions, write: Writer): ReportTable {
  return tableOf(transitions, [
    label('From', ({ from }) => from),
    label('To', ({ to, ending }) => to ?? `(${ending})`),
    figure('Visits', ({ visits }) => write.number(visits)),
    figure('Deals', ({ deals }) => write.number(deals)),
  ]);
}

export function dealPathsTable({ paths }: DealPaths, write: Writer): ReportTable {
  return tableOf(paths, [
    label('Path', ({ stages, ending }) => `${stages.join(' > ')}, ${ending}`),
    figure('Deals', ({ deals }) => write.number(deals)),
    figure('Potential', ({ potential }) => write.money(potential)),
  ]);
}
