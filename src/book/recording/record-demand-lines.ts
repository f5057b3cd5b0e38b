import type { DemandLine } from '../../deal/event.ts';
import { addDemand, noLine } from '../facts/demand-table.ts';
import { codeOf, scalarCode } from '../facts/dictionary.ts';
import type { Facts } from '../facts/facts.ts';

/** Records a demand list; an empty one as a single line that stands for it. */
export function recordDemandLines(facts: Facts, lines: readonly DemandLine[], at: number): void {
  for (const [line, { text, amount, percentSatisfied, reason = null }] of lines.entries()) {
    addDemand(facts.demand, at, {
      line,
      text: scalarCode(facts.scalars, text),
      currency: codeOf(facts.currencies, amount.currency),
      amount: amount.amount,
      percent: percentSatisfied,
      reason: scalarCode(facts.scalars, reason),
    });
  }
  if (lines.length === 0) addDemand(facts.demand, at, noLine);
}
