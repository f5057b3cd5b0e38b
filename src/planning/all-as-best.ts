import type { Money } from '../money/money.ts';
import { checkOption, object, reading } from '../options.ts';
import { checkRatesLeadToWins } from '../reports/funnel/active-stages.ts';
import type { OwnerScorecard } from '../reports/outcomes/owner-scorecard.ts';
import {
  amountOfFraction,
  type Fraction,
  fraction,
  fractionOf,
  minus,
  one,
  over,
  times,
} from '../statistics/fraction.ts';
import { type CountRate, rate } from '../statistics/rate.ts';
import { type ExactRate, ratioOf } from './ratio.ts';

/** What would have been sold if everybody had done each stage as well as who does it best. */
export interface AllAsBest {
  readonly kind: 'allAsBest';
  readonly pipelineId: string;
  readonly currency: string;
  /** Whether deals of the scorecard are still open, so that its rates, and what follows from them, may change. */
  readonly provisional: boolean;
  readonly stages: readonly {
    readonly stageId: string;
    readonly team: CountRate;
    /** The highest rate of an owner with a rank there; null where nobody has one. */
    readonly best: CountRate | null;
    /** Who has it. */
    readonly owners: readonly string[];
  }[];
  /** In the order of the scorecard. */
  readonly owners: readonly (AllAsBest['total'] & { readonly ownerId: string | null })[];
  /** The owners added up. */
  readonly total: {
    /** Deals that entered the first stage. */
    readonly entered: number;
    readonly won: number;
    /** entered × the best rates of all stages; null where one of them is not known. */
    readonly wins: ExactRate | null;
    /** wins − won. */
    readonly moreWins: ExactRate | null;
    /** moreWins × what the team's won deals were sold for on average; null where that is not known. */
    readonly moreSold: Money | null;
  };
}

/**
 * What would have been sold if every owner had had the best rate of all owners at each stage?
 *
 * From an `ownerScorecard`: `wins` = the deals that entered the first stage × the product of the best step rates, exactly;
 * who has them is who has the highest rate among the owners with a rank in the stage (`minEntered` of the scorecard says from how
 * many deals on). `moreSold` = the wins more × the mean amount of the deals won by the team. Deals still open count as not won, in
 * the rates as in `won`, and the answer is `provisional` then; ask about deals that are over. Stages are those that deals go through.
 *
 * @throws DealError `invalid-option` for what is no scorecard, and for one read with `skips: 'jumps'`, whose rates do not lead to
 * the wins.
 *
 * @example
 * ```ts
 * const { stages, total } = allAsBest(ownerScorecard(book, { pipelineId: 'sales' }))
 * stages.map(({ stageId, best, owners }) => [stageId, best?.value, owners]) // => [['contact', 1, ['kari']], ['offer', 0.5, ['kari']], ['terms', 1, ['kari']]]
 * total.wins?.value // => 2
 * total.moreSold // => { amount: '100', currency: 'NOK' }
 * ```
 */
export function allAsBest(scorecard: OwnerScorecard): AllAsBest {
  checkOption('scorecard', scorecard, object);
  return reading('scorecard', () => {
    checkRatesLeadToWins('scorecard', scorecard);
    return bestOf(scorecard);
  });
}

function bestOf({ pipelineId, currency, team, owners, stages: rows }: OwnerScorecard): AllAsBest {
  const onTheWay = rows.filter(({ unmapped, retired }) => !unmapped && retired !== true);
  const stages = onTheWay.map(({ stageId, team: rateOfTeam }) => {
    const ranked = owners.flatMap(({ ownerId, stages: cells }) => {
      const cell = cells.find((each) => each.stageId === stageId);
      return cell === undefined || cell.rank === null || ownerId === null ? [] : [{ ownerId, cell }];
    });
    const first = ranked.filter(({ cell }) => cell.rank === 1);
    const best = first[0]?.cell.stepRate ?? null;
    return {
      stageId,
      team: { ...rateOfTeam },
      best: best && rate(best.count, best.of),
      owners: first.map(({ ownerId }) => ownerId),
    };
  });
  const product = stages.reduce<Fraction | null>(
    (all, { best }) => all && best && times(all, fraction(best.count, best.of)),
    stages.length === 0 ? null : one,
  );
  const priced = team.won - team.unpricedWon;
  const average = priced > 0 ? over(fractionOf(team.wonAmount.amount), fraction(priced)) : null;
  const asBest = (entered: number, won: number): AllAsBest['total'] => {
    const wins = product && times(fraction(entered), product);
    const more = wins && minus(wins, fraction(won));
    const sold = more && average && times(more, average);
    return {
      entered,
      won,
      wins: wins && ratioOf(wins),
      moreWins: more && ratioOf(more),
      moreSold: sold && { amount: amountOfFraction(sold), currency },
    };
  };
  const first = stages[0]?.stageId;
  const enteredFirst = (cells: OwnerScorecard['team']['stages']): number =>
    cells.find(({ stageId }) => stageId === first)?.entered ?? 0;
  return {
    kind: 'allAsBest',
    pipelineId,
    currency,
    provisional: team.open > 0,
    stages,
    owners: owners.map(({ ownerId, won, stages: cells }) => ({
      ownerId,
      ...asBest(enteredFirst(cells), won),
    })),
    total: asBest(enteredFirst(team.stages), team.won),
  };
}
