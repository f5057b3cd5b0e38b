import type { Deal } from '../deal/deal.ts';
import type { DemandLine } from '../deal/event.ts';
import { DealError } from '../errors.ts';
import { addMoney, multiplyMoney, subtractMoney } from '../money/arithmetic.ts';
import { type Money, ownMoney } from '../money/money.ts';
import { reading } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** How far demand was met: satisfied and unsatisfied add up to the amount. */
export interface PrimaryDemand {
  readonly lines: readonly (DemandLine & PrimaryDemand['totals'][number])[];
  /** One for each currency, in the order of the lines. */
  readonly totals: readonly {
    readonly amount: Money;
    readonly satisfied: Money;
    readonly unsatisfied: Money;
  }[];
}

type DemandFigures = PrimaryDemand['totals'][number];

/**
 * What the client asked for, and how far the deal met it: of each line and in total per currency, amount × percent / 100
 * satisfied and the rest unsatisfied. The figures are exact; nothing is rounded, so parts add up to the whole.
 *
 * @throws DealError `invalid-option`.
 *
 * @example
 * ```ts
 * const demand = [{ text: 'Chairs', amount: money('99.99', 'NOK'), percentSatisfied: 33 }]
 * const deal = replay(openDeal({ ...manualSale, recordsDemand: true }, { id: 'd1', ownerId: 'kari', potential: null, demand, at: new Date('2026-10-01') }))
 * primaryDemand(deal).totals // => [{ amount: { amount: '99.99', currency: 'NOK' }, satisfied: { amount: '32.9967', currency: 'NOK' }, unsatisfied: { amount: '66.9933', currency: 'NOK' } }]
 * ```
 */
export function primaryDemand(deal: Deal): PrimaryDemand {
  return reading('deal', () => demandOf(deal));
}

function demandOf({ demand }: Deal): PrimaryDemand {
  const lines = demand.map((line) => ({ ...line, ...figuresOf(line) }));
  const totals = new Map<string, DemandFigures>();
  for (const { amount, satisfied, unsatisfied } of lines) {
    const line = { amount, satisfied, unsatisfied };
    const before = totals.get(amount.currency);
    totals.set(amount.currency, before === undefined ? line : sum(before, line));
  }
  return { lines, totals: [...totals.values()] };
}

function figuresOf({ amount: given, percentSatisfied }: DemandLine): DemandFigures {
  const amount = ownMoney(given);
  const satisfied = multiplyMoney(multiplyMoney(amount, percentSatisfied), '0.01');
  return { amount, satisfied, unsatisfied: subtractMoney(amount, satisfied) };
}

function sum(a: DemandFigures, b: DemandFigures): DemandFigures {
  return {
    amount: addMoney(a.amount, b.amount),
    satisfied: addMoney(a.satisfied, b.satisfied),
    unsatisfied: addMoney(a.unsatisfied, b.unsatisfied),
  };
}

/** Checks that a deal of a pipeline that records demand has at least one line of it. */
export function checkDemandGiven(
  pipeline: Pipeline,
  dealId: string,
  demand: readonly DemandLine[] | undefined,
): void {
  if (!pipeline.recordsDemand || (demand !== undefined && demand.length > 0)) return;
  throw new DealError('demand-required', `Say what the client of deal ${dealId} asked for.`, {
    dealId,
    pipelineId: pipeline.id,
  });
}

/** Checks, where demand is recorded, that it is said of each line not wholly satisfied why it was not. */
export function checkDemandExplained(
  pipeline: Pipeline,
  dealId: string,
  demand: readonly DemandLine[],
): void {
  if (!pipeline.recordsDemand) return;
  const lines = demand.filter(
    ({ percentSatisfied, reason = '' }) => percentSatisfied < 100 && !reason.trim(),
  );
  if (lines.length === 0) return;
  const texts = lines.map(({ text }) => text);
  throw new DealError('demand-unexplained', `Say why deal ${dealId} did not satisfy ${texts.join(', ')}.`, {
    dealId,
    lines: texts,
  });
}
