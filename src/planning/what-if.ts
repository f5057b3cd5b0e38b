import { checkOption, checkOptions, object } from '../options.ts';
import { type Fraction, over, times } from '../statistics/fraction.ts';
import { change, changed, changeOptions, type WhatIfOptions } from './change.ts';
import { type ReadStage, readStages, type StageConversion } from './conversion.ts';
import { readPositive } from './figure.ts';
import { type ExactRate, ratioOf } from './ratio.ts';

/** What a change does to a funnel. */
export interface WhatIf {
  readonly kind: 'whatIf';
  readonly change: 'growth' | 'improvement' | 'rate';
  /** What goes through the funnel; null from where a rate is not known. */
  readonly before: {
    readonly leads: ExactRate;
    /** How many enter a stage, and their conversion there. With its `rate` it is a stage to any planning function. */
    readonly stages: readonly {
      readonly stageId: string;
      readonly rate: ExactRate | null;
      readonly entrants: ExactRate | null;
    }[];
    readonly wins: ExactRate | null;
    readonly totalRate: ExactRate | null;
  };
  readonly after: WhatIf['before'];
  /** Wins after / wins before; null where one is not known, or nothing was won before. */
  readonly gain: ExactRate | null;
  /** The stages whose rate would have risen above 100 %, in stage order. */
  readonly capped: readonly string[];
  /** Of growth to as many leads or more: the loss at every stage that leaves a gain of 1. Otherwise null. */
  readonly breakEvenLoss: number | null;
}

/**
 * What a change of the funnel does to its sales: `gain` = wins after / wins before.
 *
 * **Growth**: `by` times as many leads, where every rate becomes rate × (1 − loss), because more work is done less
 * well; gain = by × the product of (1 − loss). A loss of 1 − by^(−1/stages) at every stage leaves nothing of it
 * (`breakEvenLoss`, the one figure here that is not exact).
 * **Improvement**: rates × a factor, at all stages or at some, but at most 100 %; `capped` names the stages cut there.
 * **A new rate** at one stage. The product of all rates is what counts, so a stage gains at most 1 / its rate.
 *
 * `before` and `after` give entrants per stage and wins: exact expected numbers, not whole deals. `after.stages` are
 * stages again: changes are combined by asking about one after the other. Where a rate is not known, what depends on it is
 * null.
 *
 * @throws DealError `invalid-option` for no stages, a stage twice or one not there, a rate or loss that is no share
 * from 0 to 1, a factor that is no plain decimal from 0 on, leads or growth not above 0, an unknown change; `invalid-text`.
 *
 * @example
 * ```ts
 * const windows = [{ stageId: 'call', rate: { count: 30, of: 1000 } }, { stageId: 'measuring', rate: { count: 20, of: 30 } }]
 * const { after, gain } = whatIf(windows, { leads: 1000, change: 'rate', stageId: 'call', rate: 0.3 })
 * after.stages.map(({ entrants }) => entrants?.value) // => [1000, 300]
 * after.wins // => { value: 200, count: '200', of: '1' }
 * gain // => { value: 10, count: '10', of: '1' }
 * whatIf(windows, { change: 'growth', by: 2, loss: 0.1 }).gain // => { value: 1.62, count: '81', of: '50' }
 * whatIf(windows, { change: 'improvement', by: 2 }).capped // => ['measuring']
 * ```
 */
export function whatIf(stages: readonly StageConversion[], options: WhatIfOptions): WhatIf {
  checkOption('options', options, object);
  checkOption('change', options.change, change);
  checkOptions(options, changeOptions[options.change]);
  const old = readStages(stages);
  const { stages: now, growth, capped, breakEvenLoss } = changed(old, options);
  const leads = readPositive(options.leads ?? 1, 'leads');
  const before = flowOf(old, leads);
  const after = flowOf(now, times(leads, growth));
  return {
    kind: 'whatIf',
    change: options.change,
    before: plainFlow(before),
    after: plainFlow(after),
    gain: before.wins?.count && after.wins ? ratioOf(over(after.wins, before.wins)) : null,
    capped,
    breakEvenLoss,
  };
}

interface ExactFlow {
  readonly leads: Fraction;
  readonly stages: readonly (ReadStage & { readonly entrants: Fraction | null })[];
  readonly wins: Fraction | null;
}

function flowOf(stages: readonly ReadStage[], leads: Fraction): ExactFlow {
  let entrants: Fraction | null = leads;
  const flows = stages.map((stage) => {
    const flow = { ...stage, entrants };
    entrants = entrants && stage.rate && times(entrants, stage.rate);
    return flow;
  });
  return { leads, stages: flows, wins: entrants };
}

function plainFlow({ leads, stages, wins }: ExactFlow): WhatIf['before'] {
  return {
    leads: ratioOf(leads),
    stages: stages.map(({ stageId, rate, entrants }) => {
      return { stageId, rate: rate && ratioOf(rate), entrants: entrants && ratioOf(entrants) };
    }),
    wins: wins && ratioOf(wins),
    totalRate: wins && ratioOf(over(wins, leads)),
  };
}
