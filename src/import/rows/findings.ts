import type { DealError } from '../../errors.ts';
import { preview } from '../../text.ts';
import { timeOf } from '../../time/is-date.ts';
import type { ImportProblem } from './import-problem.ts';

/** What was found in the rows so far. */
export interface Findings {
  readonly found: Finding[];
  /** Keys that nobody reads, each in the first row that has it. Rows are not read in their order. */
  readonly unknownKeys: Map<string, Finding>;
}

export interface Finding {
  readonly problem: ImportProblem;
  /** The error, where a value or row was refused. */
  readonly error?: DealError;
}

/** A row, and whose it is. */
export interface RowPlace {
  readonly in: ImportProblem['in'];
  readonly index: number;
  readonly dealId: unknown;
}

export function noFindings(): Findings {
  return { found: [], unknownKeys: new Map() };
}

/** What is wrong or odd in a row, and what was done. */
interface Fault {
  readonly field: string | null;
  readonly code: ImportProblem['code'];
  readonly input: unknown;
  readonly effect: ImportProblem['effect'];
  readonly text: string;
}

/** Notes something wrong or odd. */
export function note({ found }: Findings, place: RowPlace, fault: Fault, error?: DealError): void {
  const problem = problemAt(place, fault);
  found.push(error === undefined ? { problem } : { problem, error });
}

function problemAt(place: RowPlace, { field, code, input, effect, text }: Fault): ImportProblem {
  const dealId = typeof place.dealId === 'string' ? preview(place.dealId) : null;
  const named = { in: place.in, index: place.index, dealId, field };
  return { ...named, code, input: shown(input), effect, message: `${whereOf(named)}: ${text}` };
}

/** Where a problem is, as its message starts. */
export function whereOf({
  in: rows,
  index,
  dealId,
  field,
}: Pick<ImportProblem, 'index' | 'dealId' | 'field'> & { readonly in: string }): string {
  const row = `${rows.slice(0, 1).toUpperCase()}${rows.slice(1)} row ${index}`;
  return `${row}${dealId === null ? '' : ` (deal ${dealId})`}${field === null ? '' : `, ${field}`}`;
}

/** Notes a row that is left out for an error. */
export function leaveOut(
  findings: Findings,
  place: RowPlace,
  field: string | null,
  input: unknown,
  error: DealError,
): void {
  note(findings, place, { field, code: error.code, input, effect: 'left-out', text: error.message }, error);
}

/** Notes the keys of a row, or of a part of it, that nobody reads and no row before it has. */
export function noteUnknownKeys(
  findings: Findings,
  place: RowPlace,
  holder: object,
  known: ReadonlySet<string>,
  path = '',
): void {
  for (const name in holder) {
    if (known.has(name) || !Object.hasOwn(holder, name)) continue;
    const value = (holder as Readonly<Record<string, unknown>>)[name];
    if (value === undefined) continue;
    const field = `${path}${preview(name)}`;
    const key = `${place.in} ${field}`;
    const before = findings.unknownKeys.get(key);
    if (before !== undefined && before.problem.index <= place.index) continue;
    const text = `no ${place.in} row has this key; it is read in none of them`;
    const fault = { field, code: 'unknown-key', input: value, effect: 'ignored', text } as const;
    findings.unknownKeys.delete(key); // so that those of one row stay in its order
    findings.unknownKeys.set(key, { problem: problemAt(place, fault) });
  }
}

/** The problems in the order of the rows: first of the deals, then of the changes; in a row its keys first. */
export function sortedFindings({ found, unknownKeys }: Findings): Finding[] {
  const rank = ({ problem }: Finding): number => (problem.in === 'deal' ? 0 : 1);
  return [...unknownKeys.values(), ...found].sort(
    (a, b) => rank(a) - rank(b) || a.problem.index - b.problem.index,
  );
}

function shown(input: unknown): string {
  const time = timeOf(input);
  if (time !== undefined && !Number.isNaN(time)) return new Date(time).toISOString();
  if (typeof input !== 'object' || input === null) return preview(input);
  try {
    const { amount, currency } = input as { readonly amount?: unknown; readonly currency?: unknown };
    return amount === undefined ? preview(input) : `${preview(amount)} ${preview(currency)}`;
  } catch {
    return preview(input); // a property that throws when it is read
  }
}
