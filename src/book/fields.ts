import { DealError } from '../errors.ts';
import { amountOfLanes } from '../money/lanes.ts';
import type { Columns } from './book.ts';
import type { Scalar } from './dictionary.ts';
import { endAsOf, placeAt, won } from './facts.ts';
import { closedAt, openedAt, placeIndex, statusOf } from './state.ts';

/** The fields of a deal that books are selected and grouped by. */
export type FieldName =
  | 'id'
  | 'pipelineId'
  | 'stageId'
  | 'status'
  | 'ownerId'
  | 'openedBy'
  | 'closedBy'
  | 'customerId'
  | 'customerKind'
  | 'channel'
  | 'lossReason'
  | 'openedAt'
  | 'closedAt'
  | 'expectedCloseAt'
  | 'potential'
  | `fields.${string}`;

/** The value of a field of the deal in a row, as of the book; null where there is none. */
export type FieldReader = (row: number) => Scalar | null;

/** How each field is read: the one table that selecting and grouping go by. */
const fields: Readonly<Record<Exclude<FieldName, `fields.${string}`>, (columns: Columns) => FieldReader>> = {
  id:
    ({ facts }) =>
    (row) =>
      facts.dealIds[row] as string,
  pipelineId: (columns) => (row) => placeOf(columns, row).pipelineId,
  stageId: (columns) => (row) => placeOf(columns, row).stageId,
  status:
    ({ facts, state }) =>
    (row) =>
      statusOf(facts, state, row),
  ownerId: (columns) => attribute(columns, 'ownerId'),
  openedBy:
    ({ facts }) =>
    (row) =>
      firstOwner(facts, row),
  closedBy: (columns) => whileStatus(columns, ['won', 'lost'], attribute(columns, 'closedBy')),
  customerId: (columns) => attribute(columns, 'customerId'),
  customerKind,
  channel: (columns) => attribute(columns, 'channel'),
  lossReason: (columns) => whileStatus(columns, ['lost'], attribute(columns, 'lossReason')),
  openedAt:
    ({ facts }) =>
    (row) =>
      facts.undated.values[row] === 1 ? null : new Date(openedAt(facts, row)),
  closedAt:
    ({ facts, state }) =>
    (row) =>
      dateOf(closedAt(facts, state, row)),
  expectedCloseAt: (columns) => attribute(columns, 'expectedCloseAt'),
  potential:
    ({ state }) =>
    (row) =>
      potentialText(state, row),
};

/**
 * How a field of a book's deals is read.
 *
 * @throws DealError `unknown-field`.
 */
export function fieldReader(columns: Columns, field: string): FieldReader {
  if (field.startsWith('fields.')) return attribute(columns, field);
  if (Object.hasOwn(fields, field)) return fields[field as keyof typeof fields](columns);
  throw new DealError(
    'unknown-field',
    `Deals have no field ${field}; a field of your own is fields.<name>.`,
    {
      field,
    },
  );
}

/** The last value an attribute had by the date of the book. */
export function attribute({ facts, state }: Columns, name: string): FieldReader {
  const code = facts.attributeNames.codes.get(name);
  const { attributes, scalars } = facts;
  if (code === undefined) return () => null;
  return (row) => {
    const first = attributes.from.values[row] as number;
    for (let i = endAsOf(attributes, row, state.asOf) - 1; i >= first; i--) {
      if (attributes.name.values[i] === code)
        return scalars.values[attributes.value.values[i] as number] ?? null;
    }
    return null;
  };
}

function placeOf({ facts, state }: Columns, row: number): ReturnType<typeof placeAt> {
  return placeAt(facts, facts.steps.step.values[placeIndex(facts, state, row)] as number);
}

function firstOwner({ attributes, scalars }: Columns['facts'], row: number): Scalar | null {
  // The opening records the owner first.
  return scalars.values[attributes.value.values[attributes.from.values[row] as number] as number] ?? null;
}

function whileStatus({ facts, state }: Columns, statuses: readonly string[], read: FieldReader): FieldReader {
  return (row) => (statuses.includes(statusOf(facts, state, row)) ? read(row) : null);
}

/** `repeat` where the deal's customer had won a deal before it was opened, in whatever part of the book; else `new`. */
function customerKind(columns: Columns): FieldReader {
  const { facts, state } = columns;
  const customerId = attribute(columns, 'customerId');
  const firstWin = new Map<Scalar, number>();
  for (let row = 0; row < facts.dealIds.length; row++) {
    const last = endAsOf(facts.steps, row, state.asOf) - 1;
    if (last < (facts.steps.from.values[row] as number) || facts.steps.step.values[last] !== won) continue;
    const customer = customerId(row);
    const at = facts.steps.at.values[last] as number;
    if (customer !== null && at < (firstWin.get(customer) ?? Number.POSITIVE_INFINITY))
      firstWin.set(customer, at);
  }
  return (row) => {
    const customer = customerId(row);
    if (customer === null) return null;
    return (firstWin.get(customer) ?? Number.POSITIVE_INFINITY) < openedAt(facts, row) ? 'repeat' : 'new';
  };
}

function dateOf(at: number): Date | null {
  return Number.isNaN(at) ? null : new Date(at);
}

function potentialText({ priced, potential }: Columns['state'], row: number): string | null {
  if (priced[row] === 0) return null;
  return amountOfLanes(
    potential.columns.map((lane) => lane[row] as number),
    potential.scale,
  ).toFixed();
}
