import { questions } from './duckdb/reports/questions.ts';
import { dashboard } from './library/dashboard.ts';
import { managerReports } from './library/manager-reports.ts';
import { againstFunnel, besideDatabase } from './sections.ts';

/** Where a time stands among the measurements. */
export interface Place {
  readonly section: string;
  readonly question: string;
  readonly variant: string;
}

/** `the time of a` at most `limit` × `the time of b`, or at least. */
export interface RatioGoal {
  readonly goal: string;
  readonly of: Place;
  readonly to: Place;
  readonly atMost?: number;
  readonly atLeast?: number;
}

const library = 'dealbook';
const funnels = ['funnel of all deals', 'funnel of a period'];
const reports = (question: string, variant: string): Place => ({ section: 'reports', question, variant });
const building = (question: string, variant: string): Place => ({ section: 'building', question, variant });

/** The time of a report in times that of the funnel of all deals. */
function ofFunnel(question: string): Pick<RatioGoal, 'goal' | 'of' | 'to'> {
  const place = (asked: string): Place => ({ section: againstFunnel, question: asked, variant: library });
  return { goal: `${question} / funnel of all deals`, of: place(question), to: place('funnel of all deals') };
}

export const ratioGoals: readonly RatioGoal[] = [
  ...['reports', 'chaotic pipeline'].flatMap((section) =>
    funnels.flatMap((question) => {
      const ours = { section, question, variant: library };
      const where = section === 'reports' ? question : `${question}, ${section}`;
      const faster = (variant: string, atLeast: number): RatioGoal => ({
        goal: `${where}: ${variant} / dealbook`,
        of: { section, question, variant },
        to: ours,
        atLeast,
      });
      const floor = 'kernel: histogram of path codes';
      return [
        { goal: `${where}: dealbook / ${floor}`, of: ours, to: { ...ours, variant: floor }, atMost: 2 },
        faster('kernel: one pass over the steps', 1),
        faster('DuckDB, prepared table', 10),
        faster('DuckDB, prepared table of small numbers', 5),
        faster('DuckDB, normalised tables', 100),
        faster('DuckDB, our layout', 2.5),
        faster('JS loop, decimal.js', 200),
      ];
    }),
  ),
  ...(
    [
      ['DuckDB, prepared table', 20],
      ['DuckDB, prepared table of small numbers', 8],
    ] as const
  ).map(([variant, atLeast]) => ({
    goal: `funnels by owner and month: ${variant} / dealbook, cells only`,
    of: reports('funnels by owner and month', variant),
    to: reports('funnels by owner and month', 'dealbook, cells only'),
    atLeast,
  })),
  ...['funnel of one owner', 'funnel of a segment', 'funnel above an amount'].map((question) => ({
    goal: `${question} / funnel of all deals`,
    of: reports(question, library),
    to: reports('funnel of all deals', library),
    atMost: 2,
  })),
  ...['durations of all deals', 'durations of a period'].map((question) => ({
    goal: `${question}: DuckDB, quantile_cont / dealbook`,
    of: reports(question, 'DuckDB, quantile_cont of prepared durations'),
    to: reports(question, library),
    atLeast: 3,
  })),
  { ...ofFunnel('dashboard: funnel of overlapping visits'), atMost: 5 },
  { ...ofFunnel('manager: funnel of visits begun'), atMost: 5 },
  ...Object.keys(questions).map((question) => ({
    goal: `${question}: DuckDB, 2 threads / dealbook`,
    of: { section: besideDatabase, question, variant: 'DuckDB, 2 threads' },
    to: { section: besideDatabase, question, variant: library },
    atLeast: 3,
  })),
  {
    goal: 'dashboard of ten reports / one pass over all columns of the book',
    of: reports('dashboard of ten reports', library),
    to: reports('dashboard of ten reports', 'one pass over all columns of the book'),
    atMost: 10,
  },
  {
    goal: 'import of rows / csv-parse of the same rows',
    of: building('import of rows', library),
    to: building('import of rows', 'csv-parse of the same rows'),
    atMost: 1.5,
  },
  {
    goal: 'book from events / touching the same events',
    of: building('book from events', library),
    to: building('book from events', 'touching the same events'),
    atMost: 6,
  },
  ...['appendToBook, in order', 'appendToBook, a third back-dated'].map((variant) => ({
    goal: `${variant}: events of one deal in 1,000, one by one / rebuilding the book`,
    of: building('events of one deal in 1,000, one by one', variant),
    to: building('book from events', library),
    atMost: 1 / 50,
  })),
];

/** At most so many milliseconds, of a million deals. */
export interface TimeGoal {
  readonly of: Place;
  readonly atMost: number;
}

const isFunnel = (name: string): boolean => name.startsWith('funnel of');

export const timeGoals: readonly TimeGoal[] = [
  ...Object.keys(questions).map((question) => ({ section: besideDatabase, question })),
  ...Object.keys(dashboard)
    .filter((name) => !isFunnel(name))
    .map((name) => ({ section: againstFunnel, question: `dashboard: ${name}` })),
  ...Object.keys(managerReports)
    .filter((name) => !isFunnel(name))
    .map((name) => ({ section: againstFunnel, question: `manager: ${name}` })),
]
  .map((place) => ({ of: { ...place, variant: library }, atMost: 100 }))
  .concat({ of: reports('funnels by owner and month', library), atMost: 300 });

/** At most so much of what a probe found, whatever the number of deals. */
export interface FindingGoal {
  readonly probe: string;
  readonly name: string;
  readonly atMost: number;
}

export const findingGoals: readonly FindingGoal[] = [
  { probe: 'memory', name: 'columns: all but ids, owners, reasons and fields', atMost: 120 },
  { probe: 'bytes', name: 'encoding / building', atMost: 1 / 20 },
  { probe: 'bytes', name: 'decoding / building', atMost: 1 / 50 },
  { probe: 'bytes', name: 'bytes a deal', atMost: 100 },
  { probe: 'first report, chaotic pipeline', name: 'ms of the first funnel', atMost: 300 },
  { probe: 'followed books', name: 'each other append with a funnel / a funnel of all', atMost: 3 },
];
