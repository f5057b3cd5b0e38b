import { whereOf } from '../import/rows/findings.ts';
import type { ImportProblem } from '../import/rows/import-problem.ts';
import { checkOption, checkOptions, iterable, type OptionsOf, object, reading } from '../options.ts';
import type { Captions, OtherCaptions } from './captions/captions.ts';
import { captionsIn } from './captions/captions-in.ts';
import { type Column, figure, label, tableOf } from './columns.ts';
import { type FormatOptions, formatOptions } from './figures.ts';
import type { ReportTable } from './table.ts';

const problemTableOptions: OptionsOf<Parameters<typeof problemTable>[1]> = {
  ...formatOptions,
  captions: object,
};

const effects: Readonly<Record<ImportProblem['effect'], keyof Captions>> = {
  'left-out': 'leftOut',
  ignored: 'ignored',
  merged: 'mergedRows',
  assumed: 'assumed',
  taken: 'taken',
};

/**
 * What was wrong or odd in the rows of an import as a table for people: a row a problem, in the order they come, with the
 * kind and number of the row, its deal, the field, what stood there, what was done, and why.
 *
 * Takes the `problems` of `importDeals`, and those of a CRM's export, whose tables have names of their own. Headings, kinds of
 * rows and effects are captions in the language of the `locale`, as in `reportTable`; names of tables and fields, and the
 * messages, which are English, stay as they are.
 *
 * @throws DealError `invalid-option` for what is no list of problems, also for a caption there is not.
 *
 * @example
 * ```ts
 * const { problems } = importDeals(rows, [{ dealId: 'd8', stageId: 'offer', at: on('12') }], [sales])
 * problemTable(problems).columns.map(({ name }) => name) // => ['In', 'Row', 'Deal', 'Field', 'Found', 'Effect', 'Problem']
 * problemTable(problems, { locale: 'nb' }).rows[0]?.slice(0, 6) // => ['endring', '0', 'd8', 'dealId', 'd8', 'utelatt']
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
  options: FormatOptions & {
    /** Captions in place of the language's own, by name. */
    readonly captions?: OtherCaptions | undefined;
  } = {},
): ReportTable {
  checkOption('problems', problems, iterable);
  checkOptions(options, problemTableOptions);
  const captions = captionsIn(options.locale, options.captions);
  return reading('problems', () => tableOf(Array.from(problems), columnsIn(captions)));
}

type Problem = Parameters<typeof problemTable>[0] extends Iterable<infer P> ? P : never;

function columnsIn(captions: Captions): Column<Problem>[] {
  return [
    label(captions.inRows, ({ in: table }) => tableName(table, captions)),
    figure(captions.rowNumber, ({ index }) => (index === null ? '' : `${index}`)),
    label(captions.deal, ({ dealId }) => dealId ?? ''),
    label(captions.field, ({ field }) => field ?? ''),
    label(captions.found, ({ input }) => input),
    label(captions.effect, ({ effect }) => captions[effects[effect]]),
    label(captions.problem, reasonOf),
  ];
}

function tableName(table: string, captions: Captions): string {
  return table === 'deal' ? captions.dealRow : table === 'change' ? captions.changeRow : table;
}

/** What the message says beside what the other columns say. */
function reasonOf(problem: Problem): string {
  const { in: table, index, message } = problem;
  const where = index === null ? [table] : [whereOf({ ...problem, index }), whereInTable(problem)];
  const told = where.find((text) => message.startsWith(`${text}: `));
  return told === undefined ? message : message.slice(told.length + 2);
}

/** Where a problem is, as the readers of a CRM's tables say it. */
function whereInTable({ in: table, index, dealId, field }: Problem): string {
  return `${table}[${index}]${field === null ? '' : `, ${field}`}${dealId === null ? '' : ` of deal ${dealId}`}`;
}
