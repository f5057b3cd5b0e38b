import type { Measurement } from './harness/contest.ts';
import { dashboard } from './library/dashboard.ts';
import { managerReports } from './library/manager-reports.ts';
import type { Finding } from './results.ts';
import { againstFunnel } from './sections.ts';

/** What the library is to reach, and whether it does. */
export interface Target {
  readonly goal: string;
  readonly limit: number;
  readonly measured: number;
  readonly reached: boolean;
}

interface Medians {
  /** The median of a variant for a question; undefined where it did not take part. */
  of(section: string, question: string, variant: string): number | undefined;
}

const library = 'dealbook';

export function targetsOf(measurements: readonly Measurement[], findings: readonly Finding[]): Target[] {
  const medians: Medians = {
    of: (section, question, variant) =>
      measurements.find(
        (each) => each.section === section && each.question === question && each.variant === variant,
      )?.median,
  };
  return [
    ...ratioTargets(medians),
    ...growthTargets(findings),
    ...caseTargets(findings),
    ...memoryTargets(findings),
    ...bytesTargets(findings),
  ];
}

interface Place {
  readonly section: string;
  readonly question: string;
  readonly variant: string;
}

/** `the time of a` at most `limit` × `the time of b`, or at least. */
interface RatioGoal {
  readonly goal: string;
  readonly of: Place;
  readonly to: Place;
  readonly atMost?: number;
  readonly atLeast?: number;
}

const funnels = ['funnel of all deals', 'funnel of a period'];
const reports = (question: string, variant: string): Place => ({ section: 'reports', question, variant });
const building = (question: string, variant: string): Place => ({ section: 'building', question, variant });

/** The time of a report in times that of the funnel of all deals. */
function ofFunnel(question: string): Pick<RatioGoal, 'goal' | 'of' | 'to'> {
  const place = (asked: string): Place => ({ section: againstFunnel, question: asked, variant: library });
  return { goal: `${question} / funnel of all deals`, of: place(question), to: place('funnel of all deals') };
}

const ratioGoals: readonly RatioGoal[] = [
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
        faster('DuckDB, prepared table of small numbers', 10),
        faster('DuckDB, normalised tables', 100),
        faster('DuckDB, our layout', 2.5),
        faster('JS loop, decimal.js', 200),
      ];
    }),
  ),
  ...['DuckDB, prepared table', 'DuckDB, prepared table of small numbers'].map((variant) => ({
    goal: `funnels by owner and month: ${variant} / dealbook, cells only`,
    of: reports('funnels by owner and month', variant),
    to: reports('funnels by owner and month', 'dealbook, cells only'),
    atLeast: 5,
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
  ...Object.keys(dashboard)
    .map((name) => `dashboard: ${name}`)
    .concat(Object.keys(managerReports).map((name) => `manager: ${name}`))
    .filter((question) => !question.includes(': funnel of'))
    .map((question) => ({ ...ofFunnel(question), atMost: 7 })), // 100 ms where a funnel of a million deals takes 14
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

function ratioTargets({ of: medianOf }: Medians): Target[] {
  return ratioGoals.flatMap(({ goal, of, to, atMost, atLeast }) => {
    const [a, b] = [of, to].map(({ section, question, variant }) => medianOf(section, question, variant));
    if (a === undefined || b === undefined) return [];
    return [targetOf(goal, a / b, { atMost, atLeast })];
  });
}

/** From each number of deals to the next, the time per deal may grow a little. */
function growthTargets(findings: readonly Finding[]): Target[] {
  const growth = findings.filter(({ probe }) => probe === 'growth');
  return growth.flatMap((finding) => {
    const smaller = growth.findLast(({ name, deals }) => name === finding.name && deals < finding.deals);
    if (smaller === undefined) return [];
    const goal = `${finding.name}: of ${inThousands(finding.deals)} / of ${inThousands(smaller.deals)}`;
    return [targetOf(goal, finding.value / smaller.value, { atMost: 1.3 })];
  });
}

/** Twice the size may take little more than twice the time, whatever grows: a noisy machine included. */
function caseTargets(findings: readonly Finding[]): Target[] {
  return findings
    .filter(({ probe, name }) => probe === 'cases of growth' && name.includes(' / '))
    .map(({ name, value }) => targetOf(name, value, { atMost: 2.6 }));
}

function memoryTargets(findings: readonly Finding[]): Target[] {
  const columns = 'columns: all but owners, reasons and fields';
  return findings
    .filter(({ probe, name }) => probe === 'memory' && name === columns)
    .map(({ value, deals }) =>
      targetOf(`bytes per deal of ${inThousands(deals)}, ${columns}`, value, { atMost: 150 }),
    );
}

function bytesTargets(findings: readonly Finding[]): Target[] {
  const limits = { 'encoding / building': 1 / 20, 'decoding / building': 1 / 50, 'bytes a deal': 100 };
  return Object.entries(limits).flatMap(([goal, atMost]) =>
    findings
      .filter(({ probe, name }) => probe === 'bytes' && name === goal)
      .map(({ value, deals }) => targetOf(`bytes of ${inThousands(deals)}: ${goal}`, value, { atMost })),
  );
}

function inThousands(deals: number): string {
  return `${deals / 1000} k`;
}

function targetOf(
  goal: string,
  measured: number,
  { atMost, atLeast }: { readonly atMost?: number | undefined; readonly atLeast?: number | undefined },
): Target {
  const limit = atMost ?? (atLeast as number);
  const sign = atMost === undefined ? '>=' : '<=';
  const reached = atMost === undefined ? measured >= limit : measured <= limit;
  return { goal: `${goal} ${sign} ${Number(limit.toPrecision(3))}`, limit, measured, reached };
}
