import { bookRows, checkReport, type DealBook } from '../../book/book.ts';
import { recordedPotentialReader } from '../../book/readers/amounts.ts';
import { attributeReader } from '../../book/readers/attribute.ts';
import { firstContactReader } from '../../book/readers/first-contact.ts';
import { type MembershipChange, membershipReader } from '../../book/readers/membership.ts';
import { openedAtReader } from '../../book/readers/opened-at.ts';
import { ownerReader } from '../../book/readers/owner.ts';
import { firstPaymentReader } from '../../book/readers/payments.ts';
import { pipelineIn } from '../../book/readers/pipeline.ts';
import { stageReader } from '../../book/readers/stage.ts';
import { closedAtReader, statusReader } from '../../book/readers/status.ts';
import { type Stay, staysOfDeal } from '../../book/readers/stays.ts';
import { selectDeals } from '../../book/select-deals.ts';
import { DealError } from '../../errors.ts';
import type { Money } from '../../money/money.ts';
import { type OptionsOf, readLater } from '../../options.ts';
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
  /** Null without an owner. */
  readonly ownerId: string | null;
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
    /** Null while it is there, and where it is not known since when it was (`undated`, `stageUndated`). */
    readonly days: number | null;
    readonly exit: 'advanced' | 'returned' | 'won' | 'lost' | 'open' | 'transferred';
    /** The owner when it was entered; null without one. */
    readonly ownerId: string | null;
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
  const [row] = bookRows(selectDeals(book, { field: 'id', value: dealId }));
  if (row === undefined) throw new DealError('unknown-deal', `The book holds no deal ${dealId}.`, { dealId });
  const opened = openedAtReader(book)(row);
  const closed = closedAtReader(book)(row);
  const length = (Number.isNaN(closed) ? Number(book.asOf) : closed) - opened;
  const textOf = (name: 'customerId' | 'lossReason'): string | null =>
    attributeReader(book, name)(row) as string | null;
  const status = statusReader(book)(row);
  const { pipelineId } = stageReader(book)(row);
  return {
    kind: 'dealJourney',
    dealId,
    asOf: book.asOf,
    status,
    pipelineId,
    ownerId: ownerReader(book)(row),
    customerId: textOf('customerId'),
    potential: recordedPotentialReader(book)(row),
    firstContactAt: dateOf(firstContactReader(book)(row).at),
    openedAt: dateOf(opened),
    closedAt: dateOf(closed),
    lossReason: status === 'lost' ? textOf('lossReason') : null,
    firstPaymentAt: dateOf(firstPaymentReader(book)(row)),
    days: Number.isNaN(length) ? null : daysOf(length),
    steps: stepsOf(book, row, { status, pipelineId }),
  };
}

function dateOf(instant: number): Date | null {
  return Number.isNaN(instant) ? null : new Date(instant);
}

const withoutStage = { name: null, unmapped: false };

/** Its stays with the exits they ended in, given how it stands and in which pipeline. */
function stepsOf(
  book: DealBook,
  row: number,
  now: Pick<DealJourney, 'status' | 'pipelineId'>,
): JourneyStep[] {
  const stays = staysOfDeal(book, row);
  const ownerAt = ownerInTime(membershipReader(book)(row));
  const exits = new Map<Stay, Exit>();
  const heads = new Map<Stay, StageHead>();
  for (const pipelineId of new Set(stays.map((stay) => stay.pipelineId))) {
    const mine = stays.filter((stay) => stay.pipelineId === pipelineId);
    const stages = mine.map(({ stageId }) => stageId ?? '');
    const order = stageOrder(pipelineIn(book, pipelineId), stages);
    const ending = pipelineId === now.pipelineId ? now.status : 'transferred';
    for (const [index, { exit, position }] of readPath({ stages, ending }, order, asItWas).entries()) {
      exits.set(mine[index] as Stay, exit);
      heads.set(mine[index] as Stay, order.places[position] as StageHead);
    }
  }
  return stays.map((stay) => {
    const { pipelineId, stageId, enteredAt, leftAt, undated } = stay;
    const isTimed = !undated && !Number.isNaN(leftAt);
    return {
      pipelineId,
      stageId,
      enteredAt: new Date(enteredAt),
      leftAt: dateOf(leftAt),
      days: isTimed ? daysOf(leftAt - enteredAt) : null,
      ...(stageId === null ? withoutStage : stageHead(heads.get(stay) as StageHead)),
      exit: exits.get(stay) as Exit,
      ownerId: ownerAt(enteredAt),
    };
  });
}

const asItWas = { skips: 'ignore', returns: 'keep' } as const;

/** Tells the owner at instants, given in order: after everything that happened then. */
function ownerInTime(changes: readonly MembershipChange[]): (instant: number) => string | null {
  let next = 0;
  let ownerId: string | null = null;
  return (instant) => {
    for (; next < changes.length; next++) {
      const change = changes[next] as MembershipChange;
      if (change.at > instant) break;
      ownerId = change.ownerId;
    }
    return ownerId;
  };
}
