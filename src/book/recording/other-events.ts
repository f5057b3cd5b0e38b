import type { DealEvent, DemandLine, DemandRecorded } from '../../deal/event.ts';
import type { Money } from '../../money/money.ts';
import { type Facts, moneyAt } from '../facts/facts.ts';
import { sparseFacts } from '../facts/sparse-table.ts';
import type { FactTable } from '../facts/tables.ts';

const ever = Number.POSITIVE_INFINITY;

/** The demand events of a row. */
export function demandsOf(facts: Facts, row: number, dealId: string): DemandRecorded[] {
  const { demand: table } = facts;
  const { from, end } = sparseFacts(table, row, ever);
  const lists: { readonly at: Date; readonly demand: DemandLine[] }[] = [];
  for (let i = from; i < end; i++) {
    if (table.line[i] === 0) lists.push({ at: new Date(table.at[i] as number), demand: [] });
    if (table.text[i] !== -1) lists.at(-1)?.demand.push(lineAt(facts, i));
  }
  return lists.map(({ at, demand }) => ({ type: 'DemandRecorded', dealId, at, demand }));
}

function lineAt(facts: Facts, index: number): DemandLine {
  const { demand: table, scalars } = facts;
  const reason = scalars.values[table.reason[index] as number];
  return {
    text: scalars.values[table.text[index] as number] as string,
    amount: moneyAt(facts, table, index) as Money,
    percentSatisfied: table.percent[index] as number,
    ...(reason === undefined ? {} : { reason: reason as string }),
  };
}

/** Payments, interactions, and a stand-in for each other event: the columns know only that something happened. */
export function othersOf(
  facts: Facts,
  row: number,
  dealId: string,
  openedFrom: string | undefined,
): DealEvent[] {
  const { payments, interactions, activity } = facts;
  return [
    ...indicesIn(payments, sparseFacts(payments, row, ever)).map(
      ({ at, index }): DealEvent => ({
        type: 'PaymentReceived',
        dealId,
        at,
        amount: moneyAt(facts, payments, index) as Money,
      }),
    ),
    ...indicesIn(interactions, sparseFacts(interactions, row, ever)).map(({ at, index }): DealEvent => {
      const id = interactions.again[index] === 1 ? (openedFrom as string) : '';
      const interaction = { id, kind: '', at: new Date(interactions.heldAt[index] as number) };
      return { type: 'InteractionLinked', dealId, at, interaction };
    }),
    ...indicesIn(activity, sparseFacts(activity, row, ever)).map(
      ({ at }): DealEvent => ({ type: 'ManualControlTaken', dealId, at }),
    ),
  ];
}

function indicesIn(
  table: FactTable,
  { from, end }: { from: number; end: number },
): { at: Date; index: number }[] {
  return Array.from({ length: end - from }, (_, i) => ({
    at: new Date(table.at[from + i] as number),
    index: from + i,
  }));
}
