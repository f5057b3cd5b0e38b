import type { MovementLine, PipelineMovements, ReportTable } from 'dealbook';
import type { Panel, Place } from '../messages.ts';
import type { DashboardReport } from './reports.ts';

type Row = readonly (Place | null)[];

/**
 * Of each cell of a report's table where the deals behind it are to be asked for. Follows the order of rows and columns that
 * `reportTable` has; the tests ask for each of them.
 */
export function placesOf(report: DashboardReport, table: ReportTable): Panel['places'] {
  const rows = rowsOf(report);
  return table.rows.map((cells, index) =>
    cells.map((text, column) => (countsNothing(text) ? null : (rows[index]?.[column] ?? null))),
  );
}

function countsNothing(text: string): boolean {
  return text === '' || text === '0' || text === '–';
}

function rowsOf(report: DashboardReport): readonly Row[] {
  switch (report.kind) {
    case 'winRate':
      return [[{ cell: 'won' }, { cell: 'lost' }, { cell: 'open' }, null, null, { cell: 'won' }]];
    case 'salesFunnel': {
      const cells = ['passed', 'lost', 'passed', 'lost', 'open', 'entered'] as const;
      const total = ['won', 'lost', 'won', 'lost', 'open', 'deals'] as const;
      return [
        ...report.stages.map(({ stageId }) => [null, ...cells.map((cell) => ({ stageId, cell }))]),
        [null, ...total.map((cell) => ({ cell }))],
      ];
    }
    case 'dealBoard':
      return [...report.stages.map(({ stageId }) => ({ stageId })), {}].map((place) => [null, place, place]);
    case 'forecast':
      return [...report.stages.map(({ stageId }) => ({ stageId })), {}].map((place) => {
        return [null, place, place, null, place, place];
      });
    case 'weightedPipeline': {
      const periods = report.periods.map(({ name }) => ({ period: name }));
      const others = [{ cell: 'overdue' }, { cell: 'unscheduled' }, {}] as const;
      return [...periods, ...others].map((place) => [null, place, place, place]);
    }
    case 'ownerScorecard':
      return scorecardRows(report);
    case 'salesByPeriod': {
      const names = report.company.periods.map(({ name }) => name);
      const row = (owner: { readonly ownerId?: string | null }): Row => {
        return [null, ...names.map((name) => ({ ...owner, period: name })), owner];
      };
      return [row({}), ...report.owners.map(({ ownerId }) => row({ ownerId }))];
    }
    case 'lossReasons': {
      const isNamed = report.reasons.some(({ alsoNamed }) => alsoNamed > 0);
      const row = (place: Place): Row => [null, place, place, ...(isNamed ? [null] : []), place, place];
      return [...report.reasons.map(({ reason }) => row({ reason })), row({})];
    }
    case 'pipelineMovements':
      return linesShown(report).map((line) => {
        const place = placeOfLine(line);
        return [null, place, place];
      });
  }
}

/** The lines that the table of a waterfall has, in its order. */
function linesShown({ lines }: PipelineMovements): MovementLine[] {
  const all = Object.keys(lines) as MovementLine[];
  return all.filter((line) => line === 'begin' || line === 'end' || lines[line].deals > 0);
}

/** Deals that are deleted, or are part of others now, can be listed no more. */
export function placeOfLine(line: MovementLine): Place | null {
  return line === 'deleted' || line === 'merged' ? null : { line };
}

function scorecardRows({
  owners,
  stages,
  provisional,
}: Extract<DashboardReport, { readonly kind: 'ownerScorecard' }>): readonly Row[] {
  const row = (owner: { readonly ownerId?: string | null }): Row => [
    null,
    { ...owner, cell: 'deals' },
    ...(provisional ? [{ ...owner, cell: 'open' } as const] : []),
    ...stages.map(({ stageId }) => ({ ...owner, stageId, cell: 'entered' }) as const),
    { ...owner, cell: 'won' },
    { ...owner, cell: 'won' },
    { ...owner, cell: 'won' },
  ];
  return [...owners.map(({ ownerId }) => row({ ownerId })), row({})];
}
