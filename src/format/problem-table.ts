import { whereOf } from '../import/rows/findings.ts';
import type { ImportProblem } from '../import/rows/import-problem.ts';
import { checkOption, iterable, reading } from '../options.ts';
import type { ReportTable } from './table.ts';

/**
 * What was wrong or odd in the rows of an import as a table for people: a row a problem, in the order they come, with the
 * kind and number of the row, its deal, the field, what stood there, what was done, and why.
 *
 * Takes the `problems` of `importDeals`, and those of a CRM's export, whose tables have names of their own.
 *
 * @throws DealError `invalid-option` for what is no list of problems.
 *
 * @example
 * ```ts
 * const { problems } = importDeals(rows, [{ dealId: 'd8', stageId: 'offer', at: on('12') }], [sales])
 * problemTable(problems).columns.map(({ name }) => name) // => ['In', 'Row', 'Deal', 'Field', 'Found', 'Effect', 'Problem']
 * problemTable(problems).rows // => [['change', '0', 'd8', 'dealId', 'd8', 'left-out', 'Deal d8 is not among the deals.']]
 * ```
 */
export function problemTable(
  problems: Iterable<
    Pick<ImportProblem, 'dealId' | 'field' | 'input' | 'effect' | 'message'> & {
      readonly in: string;
      readonly index: number | null;
    }
  >,
): ReportTable {
  checkOption('problems', problems, iterable);
  const columns = ['In', 'Row', 'Deal', 'Field', 'Found', 'Effect', 'Problem'].map((name) => ({
    name,
    align: name === 'Row' ? ('right' as const) : ('left' as const),
  }));
  return { columns, rows: reading('problems', () => Array.from(problems, cellsOf)) };
}

type Problem = Parameters<typeof problemTable>[0] extends Iterable<infer P> ? P : never;

function cellsOf(problem: Problem): string[] {
  const { in: table, index, dealId, field, input, effect, message } = problem;
  const where = index === null ? [table] : [whereOf({ ...problem, index }), whereInTable(problem)];
  const told = where.find((text) => message.startsWith(`${text}: `));
  const why = told === undefined ? message : message.slice(told.length + 2);
  return [table, index === null ? '' : `${index}`, dealId ?? '', field ?? '', input, effect, why];
}

/** Where a problem is, as the readers of a CRM's tables say it. */
function whereInTable({ in: table, index, dealId, field }: Problem): string {
  return `${table}[${index}]${field === null ? '' : `, ${field}`}${dealId === null ? '' : ` of deal ${dealId}`}`;
}
