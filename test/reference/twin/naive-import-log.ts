import type { NaiveChange, NaiveProblem } from './naive-import-rows.ts';

/** Equal values have one text. */
export function asText(value: unknown): string {
  if (value instanceof Date) return `Date ${value.getTime()}`;
  if (typeof value !== 'object' || value === null) return `${typeof value} ${String(value)}`;
  if ('toFixed' in value) return (value as { toFixed(): string }).toFixed();
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${parts
    .map(([name, part]) => `${JSON.stringify(name)}: ${asText(part)}`)
    .sort()
    .join()}}`;
}

/** "Rows equal in every value are one, wherever they stand (`merged`)." */
export function withoutRepeated(
  changes: readonly NaiveChange[],
  report: (problem: NaiveProblem) => void,
): NaiveChange[] {
  return changes.filter((change, place) => {
    const { index, dealId } = change;
    const isRepeated = changes.slice(0, place).some((earlier) => content(earlier) === content(change));
    if (isRepeated) {
      report({ in: 'change', index, dealId, field: null, code: 'repeated-row', effect: 'merged' });
    }
    return !isRepeated;
  });
}

/** What a row says, wherever it stands and however it writes its time. */
function content({ index: _place, at: { ms, day }, ...said }: NaiveChange): string {
  return asText({ ms, day, ...said });
}

/**
 * "The direction is the whole log's: the majority of neighbouring different times, first among rows of one deal, else
 * among all; undecided is oldest first."
 */
export function isNewestFirst(changes: readonly NaiveChange[]): boolean {
  const deals = [...new Set(changes.map(({ dealId }) => dealId))];
  const ofOneDeal = deals.flatMap((id) => steps(changes.filter(({ dealId }) => dealId === id)));
  const majority = sum(ofOneDeal);
  return (majority === 0 ? sum(steps(changes)) : majority) < 0;
}

/** From each row to the next: 1 to a later time, -1 to an earlier one. */
function steps(changes: readonly NaiveChange[]): number[] {
  return changes.slice(1).map(({ at }, place) => Math.sign(at.ms - (changes[place]?.at.ms ?? at.ms)));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** "those of one instant in the log's order, or against it where the log runs newest first" */
export function inOrder(changes: readonly NaiveChange[], newestFirst: boolean): NaiveChange[] {
  const told = newestFirst ? changes.toReversed() : [...changes];
  return told.sort((a, b) => a.at.ms - b.at.ms);
}
