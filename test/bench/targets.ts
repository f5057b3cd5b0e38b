import { findingGoals, ratioGoals, timeGoals } from './goals.ts';
import type { Measurement } from './harness/contest.ts';
import type { Finding } from './results.ts';

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

/** Of measurements with so many deals. */
export function targetsOf(
  deals: number,
  measurements: readonly Measurement[],
  findings: readonly Finding[],
): Target[] {
  const medians: Medians = {
    of: (section, question, variant) =>
      measurements.find(
        (each) => each.section === section && each.question === question && each.variant === variant,
      )?.median,
  };
  return [
    ...ratioTargets(medians),
    ...(deals === 1_000_000 ? timeTargets(medians) : []),
    ...growthTargets(findings),
    ...caseTargets(findings),
    ...findingTargets(findings),
  ];
}

function ratioTargets({ of: medianOf }: Medians): Target[] {
  return ratioGoals.flatMap(({ goal, of, to, atMost, atLeast }) => {
    const [a, b] = [of, to].map(({ section, question, variant }) => medianOf(section, question, variant));
    if (a === undefined || b === undefined) return [];
    return [targetOf(goal, a / b, { atMost, atLeast })];
  });
}

function timeTargets({ of: medianOf }: Medians): Target[] {
  return timeGoals.flatMap(({ of: { section, question, variant }, atMost }) => {
    const time = medianOf(section, question, variant);
    return time === undefined ? [] : [targetOf(`${section}: ms of ${question}`, time, { atMost })];
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

function findingTargets(findings: readonly Finding[]): Target[] {
  return findingGoals.flatMap(({ probe, name, atMost }) =>
    findings
      .filter((each) => each.probe === probe && each.name === name)
      .map(({ value, deals }) => targetOf(`${probe}: ${name}, of ${inThousands(deals)}`, value, { atMost })),
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
