import type { Data } from './data/deal.ts';

/** Questions put to several engines over the same deals. */
export interface Section {
  readonly name: string;
  readonly kind: Data['kind'];
  readonly engines: readonly string[];
  /** Which questions are asked; all if not given. */
  readonly asks?: (question: string) => boolean;
}

/** The section of a manager's reports, which are measured against the funnel of all deals. */
export const againstFunnel = 'reports against the funnel';

/** The section of the reports that a database is asked for as well. */
export const besideDatabase = 'reports beside DuckDB';

/** Whether a question is one of a manager's reports. */
function isReport(question: string): boolean {
  return question.startsWith('dashboard: ') || question.startsWith('manager: ');
}

const everybody = ['book', 'kernels', 'duckdb', 'arquero', 'loop-numbers', 'loop-decimals'];

export const sections: readonly Section[] = [
  { name: 'building', kind: 'typical', engines: ['events', 'rows', 'csv', 'appends'] },
  { name: 'reports', kind: 'typical', engines: everybody, asks: (question) => !isReport(question) },
  {
    name: againstFunnel,
    kind: 'typical',
    engines: ['book'],
    asks: (question) =>
      isReport(question) || ['funnel of all deals', 'funnels by owner and month'].includes(question),
  },
  { name: besideDatabase, kind: 'detailed', engines: ['answers', 'duckdb-reports'] },
  {
    name: 'chaotic pipeline',
    kind: 'chaotic',
    engines: ['book', 'kernels', 'duckdb'],
    asks: (question) => ['funnel of all deals', 'funnel of a period'].includes(question),
  },
];

/** What single processes find out, for several numbers of deals. */
export interface Probe {
  readonly name: string;
  readonly module: string;
  readonly kind: Data['kind'];
  /** Of so many deals at the most. */
  readonly sizes: readonly number[];
  /** Left out of a first look, for the time it takes. */
  readonly isLong?: boolean;
}

const databases = ['postgresql', 'mariadb', 'sqlite'].map(
  (module): Probe => ({
    name: `databases: ${module}`,
    module,
    kind: 'typical',
    sizes: module === 'postgresql' ? [100_000, 1_000_000] : [100_000],
    isLong: true,
  }),
);

export const probes: readonly Probe[] = [
  {
    name: 'growth',
    module: 'growth',
    kind: 'typical',
    sizes: [10_000, 100_000, 1_000_000, 5_000_000],
    isLong: true,
  },
  { name: 'cases of growth', module: 'cases', kind: 'typical', sizes: [1], isLong: true },
  { name: 'memory', module: 'memory', kind: 'typical', sizes: [1_000_000] },
  { name: 'memory, chaotic pipeline', module: 'memory', kind: 'chaotic', sizes: [100_000] },
  {
    name: 'first report, chaotic pipeline',
    module: 'first-report',
    kind: 'chaotic',
    sizes: [100_000, 1_000_000],
  },
  { name: 'bytes', module: 'bytes', kind: 'typical', sizes: [200_000, 1_000_000], isLong: true },
  {
    name: 'one long history',
    module: 'long-history',
    kind: 'typical',
    sizes: [100_000, 1_000_000],
    isLong: true,
  },
  ...databases,
  { name: 'followed books', module: 'followed', kind: 'typical', sizes: [100_000, 1_000_000], isLong: true },
  { name: 'continued books', module: 'appended', kind: 'typical', sizes: [1000], isLong: true },
];
