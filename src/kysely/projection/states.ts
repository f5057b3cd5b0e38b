import { withHistory } from '../../deal/carried-history.ts';
import type { Deal } from '../../deal/deal.ts';
import type { DealHistory } from '../../deal/event.ts';
import { dealStates } from '../../deal/replay.ts';
import { keyOf } from '../schema/key.ts';
import type { Projection } from './projection.ts';
import { type StandingRow, standingOf } from './standing.ts';

/** How a deal stood from an instant on. */
interface State {
  readonly from: number;
  readonly standing: StandingRow;
  readonly closedFor: number;
  readonly pathLength: number;
}

/** What a deal went through, and what it is by now. */
export interface FoldedStates {
  readonly folded: Deal;
  readonly states: Projection['states'];
}

/**
 * A row for each time through which a deal stood as it did, one after the other from its opening on; the last has no end. What
 * is told of a date are the events up to it, all of one instant together: so the rows are the states between instants.
 */
export function statesOf(tenant: string, history: DealHistory, visits: Projection['visits']): FoldedStates {
  const staysUpTo = staysByInstant(visits);
  const states: State[] = [];
  let folded: Deal | undefined;
  for (const { deal } of dealStates(history)) {
    folded = deal;
    const from = +deal.updatedAt;
    if (states.at(-1)?.from === from) states.pop();
    states.push({ from, standing: standingOf(deal), ...staysUpTo(from) });
  }
  // The opening always counts.
  const whole = withHistory({ ...(folded as Deal), version: history.length }, history, true);
  return { folded: whole, states: rowsOf(tenant, keyOf(history[0].dealId), states) };
}

function rowsOf(tenant: string, deal: string, states: readonly State[]): Projection['states'] {
  const changes = states.filter((state, index) => !stoodSo(states[index - 1], state));
  return changes.map(({ from, standing, closedFor, pathLength }, index) =>
    // Not spread: an object put together of so many columns costs a hundred times as much.
    Object.assign(standing, {
      ...{ tenant, deal, seq: index + 1, from_at: from, until_at: changes[index + 1]?.from ?? null },
      ...{ closed_for: closedFor, path_length: pathLength },
    }),
  );
}

/** For how long a deal was closed before it was reopened, all such times together. */
export function closedFor(visits: Projection['visits']): number {
  return visits.reduce((total, visit, index) => total + closedBefore(visits[index - 1], visit), 0);
}

type Visit = Projection['visits'][number];

/** For how long a deal was closed between two stays. */
function closedBefore(before: Visit | undefined, { entered_at }: Visit): number {
  const isReopened = before?.left_by === 'won' || before?.left_by === 'lost';
  return isReopened ? Number(entered_at) - Number(before.left_at) : 0;
}

/** Tells what the stays up to an instant add up to; asked for one instant after the other. */
function staysByInstant(
  visits: Projection['visits'],
): (instant: number) => Pick<State, 'closedFor' | 'pathLength'> {
  let [next, closedFor, pathLength] = [0, 0, 0];
  return (instant) => {
    for (let visit = visits[next]; visit && Number(visit.entered_at) <= instant; visit = visits[next]) {
      closedFor += closedBefore(visits[next - 1], visit);
      pathLength += [...visit.step].length; // engines count characters, not their halves
      next++;
    }
    return { closedFor, pathLength };
  };
}

function stoodSo(before: State | undefined, { standing, closedFor, pathLength }: State): boolean {
  if (before?.closedFor !== closedFor || before.pathLength !== pathLength) return false;
  for (const name in standing)
    if (before.standing[name as keyof StandingRow] !== standing[name as keyof StandingRow]) return false;
  return true;
}
