import { type DealPaths, mergePaths, money, type Pipeline } from 'dealbook';

/** A row of the statement: deals that took one path. */
interface PathRow {
  readonly path: string;
  readonly deals: number | string;
  readonly priced: number | string;
  readonly potential: string | null;
}

/** The table of the paths in one pipeline that rows tell of; ids have fewer than 64 characters. */
export function pathsOfRows(
  rows: readonly PathRow[],
  { id: pipelineId }: Pipeline,
  { asOf, currency }: Pick<DealPaths, 'asOf' | 'currency'>,
): DealPaths {
  const none: DealPaths = { kind: 'dealPaths', pipelineId, asOf, currency, paths: [] };
  const paths = rows.flatMap(({ path, deals, priced, potential }) => {
    const [steps = '', status] = path.split('|');
    const stays = steps.split(';').map((part) => part.split(/[:>+]/).map(decodeURIComponent));
    const here = stays.filter(([pipeline]) => pipeline === pipelineId);
    if (here.length === 0) return [];
    return {
      stages: here.flatMap(([, ...stages]) => stages.filter((stage) => stage !== '~')),
      ending: (stays.at(-1)?.[0] === pipelineId ? status : 'transferred') as 'won' | 'lost' | 'open',
      deals: Number(deals),
      priced: Number(priced),
      potential: money(potential ?? 0, currency),
    };
  });
  return mergePaths(none, { ...none, paths }); // ways that differ elsewhere only are one here
}
