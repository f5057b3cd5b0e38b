import { type Facts, moneyAt } from '../../book/facts/facts.ts';
import { type MembershipChange, membershipChanges } from '../../book/facts/membership.ts';
import { deleted, isOutcome, stageAt } from '../../book/facts/stage-codes.ts';
import { openedAt, stageAtStep, statusAtStep } from '../../book/facts/steps.ts';
import { lastFact } from '../../book/facts/tables.ts';
import { firstContactReader, firstPaymentReader } from '../../book/readers/first-contact.ts';
import { selectDeals } from '../../book/select-deals.ts';
import { attribute } from '../../book/selection/fields.ts';
import { checkReport, columnsOf, type DealBook, rowsOf, stateOf } from '../../book/view/book.ts';
import { DealError } from '../../errors.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, readLater } from '../../options.ts';
import { pipelineOf } from '../../pipeline/pipelines-by-id.ts';
import { checkText } from '../../text.ts';
import { daysOf } from '../../time/elapsed.ts';
import { type Exit, readPath } from '../../timeline/read-path.ts';
import { type StageHead, stageHead } from '../../timeline/stage-head.ts';
import { stageOrder } from '../../timeline/stage-order.ts';

type DealJourneyOptions = Parameters<typeof dealJourney>[1];

/** The options it takes. */
export const dealJourneyOptions: OptionsOf<DealJourneyOptions> = { dealId: readLater };

type JourneyStep = DealJourney['steps'][number];

/** One deal from its first contact on. */
export interface DealJourney {
  readonly kind: 'dealJourney';
  readonly dealId: string;
  readonly asOf: Date | null;
  readonly status: 'open' | 'won' | 'lost';
  readonly pipelineId: string;
  readonly ownerId: string;
  readonly customerId: string | null;
  /** As it was recorded, in its own currency. */
  readonly potential: Money | null;
  /** When it was opened, or an interaction took place before that. */
  readonly firstContactAt: Date | null;
  /** Null where the date is not known. */
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly lossReason: string | null;
  readonly firstPaymentAt: Date | null;
  /** From the opening to the closing, to the date of the book while it is open; null for an opening on a date not known. */
  readonly days: number | null;
  /** Its stays in stages, or in a pipeline without stages. */
  readonly steps: readonly (Pick<StageHead, 'unmapped' | 'retired'> & {
    readonly pipelineId: string;
    /** Null in a pipeline without stages. */
    readonly stageId: string | null;
    readonly name: string | null;
    readonly enteredAt: Date;
    /** Null while the deal is there. */
    readonly leftAt: Date | null;
    /** Null while it is there, and for a stay since an opening on a date not known. */
    readonly days: number | null;
    readonly exit: 'advanced' | 'returned' | 'won' | 'lost' | 'open' | 'transferred';
    /** The owner when it was entered. */
    readonly ownerId: string;
  })[];
}

/**
 * How did one deal come from its first contact to where it is?
 *
 * Its stays as they really happened, one after the other, through all pipelines it was in. `exit`: on to the same stage or a
 * later one (`advanced`), back to an earlier one (`returned`), or as the deal's way in that pipeline ended: `won`, `lost`,
 * `open`, or `transferred`. Days are elapsed days of 24 hours.
 *
 * @throws DealError `invalid-option`, `unknown-deal` where the book does not hold it, `invalid-text`.
 *
 * @example
 * ```ts
 * const { status, days, steps } = dealJourney(book, { dealId: 'd1' })
 * status // => 'won'
 * days // => 10
 * steps.map(({ stageId, days, exit }) => [stageId, days, exit]) // => [['contact', 2, 'advanced'], ['offer', 4, 'advanced'], ['terms', 4, 'won']]
 * ```
 */
export function dealJourney(
  book: DealBook,
  options: {
    readonly dealId: string;
  },
): DealJourney {
  checkReport(book, options, dealJourneyOptions);
  const { dealId } = options;
  checkText(dealId, 'dealId');
  const [row] = rowsOf(selectDeals(book, { field: 'id', value: dealId }));
  if (row === undefined) throw new DealError('unknown-deal', `The book holds no deal ${dealId}.`, { dealId });
  const { facts, asOf } = columnsOf(book).view;
  const { last: lastSteps, closedAt } = stateOf(book);
  const last = lastSteps[row] as number;
  const value = lastFact(facts.values, row, asOf);
  const opened = facts.undated[row] === 1 ? Number.NaN : openedAt(facts, row);
  const closed = closedAt[row] as number;
  const length = (Number.isNaN(closed) ? asOf : closed) - opened;
  const textOf = (name: string): string | null => attribute(book, name)(row) as string | null;
  const status = statusAtStep(facts, last);
  return {
    kind: 'dealJourney',
    dealId,
    asOf: book.asOf,
    status,
    pipelineId: stageAtStep(facts, last).pipelineId,
    ownerId: textOf('ownerId') as string,
    customerId: textOf('customerId'),
    potential: value < 0 ? null : moneyAt(facts, facts.values, value),
    firstContactAt: dateOf(firstContactReader(book)(row).at),
    openedAt: dateOf(opened),
    closedAt: dateOf(closed),
    lossReason: status === 'lost' ? textOf('lossReason') : null,
    firstPaymentAt: dateOf(firstPaymentReader(book)(row)),
    days: Number.isNaN(length) ? null : daysOf(length),
    steps: stepsOf(facts, row, last),
  };
}

function dateOf(instant: number): Date | null {
  return Number.isNaN(instant) ? null : new Date(instant);
}

type Stay = Omit<JourneyStep, 'exit' | 'ownerId' | 'name' | 'unmapped' | 'retired'>;

const withoutStage = { name: null, unmapped: false };

function stepsOf(facts: Facts, row: number, last: number): JourneyStep[] {
  const stays = staysOf(facts, row, last);
  const changes = membershipChanges(facts, row);
  const here = stageAtStep(facts, last).pipelineId;
  const exits = new Map<Stay, Exit>();
  const heads = new Map<Stay, StageHead>();
  for (const pipelineId of new Set(stays.map((stay) => stay.pipelineId))) {
    const mine = stays.filter((stay) => stay.pipelineId === pipelineId);
    const stages = mine.map(({ stageId }) => stageId ?? '');
    const order = stageOrder(pipelineOf(facts.pipelines, pipelineId), stages);
    const ending = pipelineId === here ? statusAtStep(facts, last) : 'transferred';
    for (const [index, { exit, position }] of readPath({ stages, ending }, order, asItWas).entries()) {
      exits.set(mine[index] as Stay, exit);
      heads.set(mine[index] as Stay, order.places[position] as StageHead);
    }
  }
  return stays.map((stay) => ({
    ...stay,
    ...(stay.stageId === null ? withoutStage : stageHead(heads.get(stay) as StageHead)),
    exit: exits.get(stay) as Exit,
    ownerId: ownerAt(changes, +stay.enteredAt),
  }));
}

const asItWas = { skips: 'ignore', returns: 'keep' } as const;

function staysOf(facts: Facts, row: number, last: number): Stay[] {
  const { steps, undated } = facts;
  const first = steps.from[row] as number;
  const stays: Stay[] = [];
  for (let i = first; i <= last; i++) {
    const code = steps.code[i] as number;
    if (isOutcome(code) || code === deleted) continue;
    const [entered, left] = [steps.at[i] as number, i < last ? (steps.at[i + 1] as number) : Number.NaN];
    const isTimed = !Number.isNaN(left) && !(i === first && undated[row] === 1);
    stays.push({
      ...stageAt(facts, code),
      enteredAt: new Date(entered),
      leftAt: dateOf(left),
      days: isTimed ? daysOf(left - entered) : null,
    });
  }
  return stays;
}

/** The owner at an instant, after everything that happened then. */
function ownerAt(changes: readonly MembershipChange[], instant: number): string {
  const until = changes.filter(({ at }) => at <= instant);
  return (until.at(-1) as MembershipChange).ownerId;
}
