import type { Footprint, Measurement } from './harness/contest.ts';
import type { Target } from './targets.ts';
import { textTable } from './text-table.ts';

/** One number that a probe found. */
export interface Finding {
  readonly probe: string;
  readonly deals: number;
  readonly name: string;
  readonly value: number;
}

export interface Results {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly measurements: readonly Measurement[];
  readonly footprints: readonly Footprint[];
  readonly findings: readonly Finding[];
  readonly targets: readonly Target[];
}

/** The results as tables for a terminal. */
export function resultText({ measurements, footprints, findings, targets }: Results): string {
  const parts: string[] = [];
  for (const section of new Set(measurements.map((each) => each.section))) {
    const rows = measurements.filter((each) => each.section === section);
    parts.push(
      `\n${section}: milliseconds, the least of a processor's; \`ratio\` is of medians to the first variant of each question`,
      timesTable(rows),
    );
    parts.push(footprintTable(footprints.filter((each) => each.section === section)));
  }
  for (const probe of new Set(findings.map((each) => each.probe))) {
    parts.push(`\n${probe}`, findingsTable(findings.filter((each) => each.probe === probe)));
  }
  if (targets.length > 0) {
    parts.push('\ntargets');
    parts.push(
      textTable(
        ['target', 'measured', 'reached'],
        targets.map(({ goal, measured, reached }) => [goal, figure(measured), reached ? 'yes' : 'NO']),
      ),
    );
  }
  return parts.join('\n');
}

function timesTable(measurements: readonly Measurement[]): string {
  const questions = [...new Set(measurements.map(({ question }) => question))];
  const rows = questions.flatMap((question) => {
    const variants = measurements.filter((each) => each.question === question);
    const base = (variants[0] as Measurement).median;
    return variants.map(({ variant, runs, median, min, max, processor }, index) => [
      index === 0 ? question : '',
      variant,
      `${runs}`,
      ...[median, min, max, processor, median / base].map(figure),
    ]);
  });
  return textTable(['question', 'variant', 'runs', 'median', 'min', 'max', 'processor', 'ratio'], rows);
}

function footprintTable(footprints: readonly Footprint[]): string {
  return textTable(
    ['engine', 'laying out, s', 'peak, MB'],
    footprints.map(({ engine, prepareSeconds, peakMegabytes }) => [
      engine,
      figure(prepareSeconds),
      `${peakMegabytes}`,
    ]),
  );
}

function findingsTable(findings: readonly Finding[]): string {
  const sizes = [...new Set(findings.map(({ deals }) => deals))];
  const names = [...new Set(findings.map(({ name }) => name))];
  const found = (name: string, size: number): string => {
    const finding = findings.find((each) => each.name === name && each.deals === size);
    return finding === undefined ? '' : figure(finding.value);
  };
  return textTable(
    ['', ...sizes.map((size) => size.toLocaleString('en'))],
    names.map((name) => [name, ...sizes.map((size) => found(name, size))]),
  );
}

/** Three significant digits. */
function figure(value: number): string {
  return value >= 100 ? value.toFixed(0) : `${Number(value.toPrecision(3))}`;
}
