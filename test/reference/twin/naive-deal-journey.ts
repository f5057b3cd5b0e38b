import type { Money } from '../../../src/money/money.ts';
import { dateOf, headOfStage, type NaiveBook, pipelineOf } from './naive-book.ts';
import { type NaiveDeal, type NaiveHistory, naiveDeals } from './naive-deal.ts';
import { firstContactOf, firstPaymentOf } from './naive-first-contact.ts';
import { endingIn, type NaiveEnding } from './naive-population.ts';
import { isBefore, naivePlaces } from './naive-reading.ts';

interface NaiveStep {
  readonly pipelineId: string;
  readonly stageId: string | null;
  readonly name: string | null;
  readonly unmapped: boolean;
  readonly retired?: true;
  readonly enteredAt: Date;
  readonly leftAt: Date | null;
  readonly days: number | null;
  readonly exit: 'advanced' | 'returned' | NaiveEnding;
  readonly ownerId: string | null;
}

interface NaiveJourney {
  readonly dealId: string;
  readonly asOf: Date;
  readonly status: NaiveDeal['status'];
  readonly pipelineId: string;
  readonly ownerId: string | null;
  readonly customerId: string | null;
  readonly potential: Money | null;
  readonly firstContactAt: Date | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly lossReason: string | null;
  readonly firstPaymentAt: Date | null;
  readonly days: number | null;
  readonly steps: readonly NaiveStep[];
}

/** A deal from its first contact to its first payment; null: the book does not hold it. */
export function naiveDealJourney(
  histories: Iterable<NaiveHistory>,
  book: NaiveBook,
  dealId: string,
): NaiveJourney | null {
  const all = [...histories];
  const asOf = dateOf(all, book);
  const deal = naiveDeals(all, book).find(({ id }) => id === dealId);
  if (asOf === null || deal === undefined) return null;
  return {
    dealId,
    asOf,
    status: deal.status,
    pipelineId: deal.pipelineId,
    ownerId: deal.ownerId,
    customerId: deal.customerId,
    potential: deal.potential,
    firstContactAt: firstContactOf(deal, asOf),
    openedAt: deal.undated ? null : deal.openedAt,
    closedAt: deal.closedAt,
    lossReason: deal.lossReason,
    firstPaymentAt: firstPaymentOf(deal),
    days: deal.undated ? null : daysBetween(deal.openedAt, deal.closedAt ?? asOf),
    steps: stepsOf(deal, book),
  };
}

interface Standing {
  readonly pipelineId: string;
  readonly stageId: string | null;
  readonly enteredAt: Date;
  readonly undated: boolean;
  leftAt: Date | null;
}

/** Every stay, also in pipelines without stages: an opening, a reopening or another place begins one. */
function stepsOf(deal: NaiveDeal, book: NaiveBook): NaiveStep[] {
  const stays: Standing[] = [];
  const [first] = deal.counted;
  const isVague =
    first?.event.type === 'DealOpened' && (first.event.undated === true || first.event.stageUndated === true);
  const enter = (pipelineId: string, stageId: string | null, at: Date): void => {
    leave(at);
    stays.push({ pipelineId, stageId, enteredAt: at, undated: stays.length === 0 && isVague, leftAt: null });
  };
  const leave = (at: Date): void => {
    const now = stays.at(-1);
    if (now !== undefined && now.leftAt === null) now.leftAt = at;
  };
  for (const { event, at } of deal.counted) {
    const now = stays.at(-1);
    if (event.type === 'DealWon' || event.type === 'DealLost') leave(at);
    if (event.type === 'DealOpened') enter(event.pipelineId, event.stageId ?? null, at);
    if (now === undefined) continue;
    if (event.type === 'DealReopened') enter(now.pipelineId, event.stageId ?? now.stageId, at);
    if (event.type === 'DealMoved' && event.to !== now.stageId) enter(now.pipelineId, event.to, at);
    if (event.type === 'DealTransferred') {
      const isHere = event.pipelineId === now.pipelineId;
      const stageId = event.stageId ?? (isHere ? now.stageId : null);
      if (!isHere || stageId !== now.stageId) enter(event.pipelineId, stageId, at);
    }
  }
  return stays.map(({ undated, ...stay }, index) => ({
    ...stay,
    ...headIn(book, stay),
    days: stay.leftAt === null || undated ? null : daysBetween(stay.enteredAt, stay.leftAt),
    ownerId: ownerAt(stay.enteredAt, deal),
    exit: exitOf(index, stays, deal, book),
  }));
}

/** "the owner at that instant after everything that happened at it". */
function ownerAt(instant: Date, { counted }: NaiveDeal): string | null {
  let ownerId: string | null = null;
  for (const { event, at } of counted) {
    const isOwner = event.type === 'DealOpened' || event.type === 'DealReassigned';
    if (isOwner && at.getTime() <= instant.getTime()) ownerId = event.ownerId;
  }
  return ownerId;
}

function headIn(book: NaiveBook, { pipelineId, stageId }: Omit<Standing, 'undated'>) {
  if (stageId === null) return { name: null, unmapped: false };
  return headOfStage(pipelineOf(book, pipelineId), stageId);
}

/**
 * "Only a deal's last visit in a pipeline can end `won`, `lost`, `transferred` or open. Every earlier one ended
 * `advanced` or `returned`, by where the next one is (same stage or later: advanced)".
 */
function exitOf(
  index: number,
  stays: readonly Omit<Standing, 'undated'>[],
  deal: NaiveDeal,
  book: NaiveBook,
): NaiveStep['exit'] {
  const { pipelineId } = stays[index] as Standing;
  const here = stays.filter((other) => other.pipelineId === pipelineId);
  const own = here.indexOf(stays[index] as Standing);
  if (own === here.length - 1) return endingIn(deal, pipelineId);
  const known = pipelineOf(book, pipelineId).stages.map(({ id }) => id);
  if (known.length === 0) return 'advanced';
  const [place = [], next = []] = naivePlaces(
    here.map(({ stageId }) => stageId ?? ''),
    known,
  ).slice(own);
  return isBefore(next, place) ? 'returned' : 'advanced';
}

function daysBetween(start: Date, end: Date): number {
  return (end.getTime() - start.getTime()) / 86_400_000;
}
