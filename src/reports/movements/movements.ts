import type { Membership, MembershipChange, MembershipChangeType } from '../../book/readers/membership.ts';
import type { Money } from '../../money/money.ts';
import type { Period } from '../../time/period.ts';

/** The open deals a waterfall is about: all, or those of a pipeline, of an owner, expected to close in a period. */
export interface PipelineScope {
  readonly pipelineId?: string;
  /** Null: without an owner. */
  readonly ownerId?: string | null;
  readonly expectedDuring?: Period;
}

/** How deals come into a scope. */
export const ins = ['created', 'reopened', 'transferredIn', 'reassignedIn', 'pulledIn', 'pushedIn'] as const;

/** How deals leave a scope. */
export const outs = [
  'won',
  'lost',
  'transferredOut',
  'reassignedOut',
  'pulledOut',
  'pushedOut',
  'merged',
  'deleted',
] as const;

export type Movement = (typeof ins)[number] | (typeof outs)[number];

/** All of them, by number. */
export const movementNames: readonly Movement[] = [...ins, ...outs];

/** The lines of a waterfall, from the open pipeline at its begin to that at its end. */
export type MovementLine =
  | 'begin'
  | 'created'
  | 'reopened'
  | 'transferredIn'
  | 'reassignedIn'
  | 'pulledIn'
  | 'pushedIn'
  | 'increased'
  | 'fx'
  | 'decreased'
  | 'won'
  | 'lost'
  | 'transferredOut'
  | 'reassignedOut'
  | 'pulledOut'
  | 'pushedOut'
  | 'merged'
  | 'deleted'
  | 'end';

/** All of them, in their order. */
export const movementLines: readonly MovementLine[] = [
  ...(['begin', ...ins, 'increased', 'fx'] as const),
  ...(['decreased', ...outs, 'end'] as const),
];

/** So many movements of deals, with so much potential. */
export interface Moved {
  readonly deals: number;
  readonly potential: Money;
}

export function isInPipelineScope(
  { isOpen, pipelineId, ownerId, expectedAt }: Membership,
  scope: PipelineScope,
): boolean {
  const { expectedDuring } = scope;
  return (
    isOpen &&
    (scope.pipelineId === undefined || pipelineId === scope.pipelineId) &&
    (scope.ownerId === undefined || ownerId === scope.ownerId) &&
    (expectedDuring === undefined ||
      (+expectedDuring.start <= expectedAt && expectedAt < +expectedDuring.end))
  );
}

/** How a deal moved in and out of a scope during a period, and whether it was in it just before its start and its end. */
export function movementsOf(
  changes: readonly MembershipChange[],
  scope: PipelineScope,
  { start, end }: Period,
): { readonly wasIn: boolean; readonly movements: readonly Movement[]; readonly isIn: boolean } {
  let wasIn = false;
  let isIn = false;
  let before = Number.NaN; // the date it was expected to close
  const movements: Movement[] = [];
  for (const change of changes) {
    if (change.at >= +end) break;
    const willBeIn = isInPipelineScope(change, scope);
    if (change.at < +start) wasIn = willBeIn;
    else if (willBeIn !== isIn) movements.push(movementOf(change, willBeIn, before));
    isIn = willBeIn;
    before = change.expectedAt;
  }
  return { wasIn, movements: net(movements), isIn };
}

const inBy: Readonly<Partial<Record<MembershipChangeType, Movement>>> = {
  DealOpened: 'created',
  DealReopened: 'reopened',
  DealTransferred: 'transferredIn',
  DealReassigned: 'reassignedIn',
};

const outBy: Readonly<Partial<Record<MembershipChangeType, Movement>>> = {
  DealWon: 'won',
  DealLost: 'lost',
  DealTransferred: 'transferredOut',
  DealReassigned: 'reassignedOut',
  DealDeleted: 'deleted',
  DealMerged: 'merged',
};

/** The movement in or out that a change of any type but a new date is. */
export function movementBy(type: MembershipChangeType, isIn: boolean): Movement {
  return (isIn ? inBy : outBy)[type] as Movement;
}

function movementOf({ type, expectedAt }: MembershipChange, isIn: boolean, before: number): Movement {
  if (type !== 'DealRescheduled') return movementBy(type, isIn);
  if (isIn) return before < expectedAt ? 'pushedIn' : 'pulledIn';
  return expectedAt < before ? 'pulledOut' : 'pushedOut';
}

/** Several reschedulings come to one: in and out again is none. What is left are the first ones in, or the last ones out. */
function net(movements: readonly Movement[]): readonly Movement[] {
  if (movements.length < 2) return movements;
  const [came, left] = [movements.filter(isDatedIn), movements.filter(isDatedOut)];
  if (came.length === 0 || left.length === 0) return movements;
  const more = came.length - left.length;
  const kept = more >= 0 ? came.slice(0, more) : left.slice(more);
  return [...movements.filter((movement) => !isDatedIn(movement) && !isDatedOut(movement)), ...kept];
}

function isDatedIn(movement: Movement): boolean {
  return movement === 'pulledIn' || movement === 'pushedIn';
}

function isDatedOut(movement: Movement): boolean {
  return movement === 'pulledOut' || movement === 'pushedOut';
}
