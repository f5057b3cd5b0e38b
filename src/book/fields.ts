import { DealError } from '../errors.ts';
import type { Decimal } from '../money/decimal.ts';
import { columns, type DealBook, stateOf } from './book.ts';
import type { Scalar } from './dictionary.ts';
import { type Facts, won } from './facts.ts';
import { forms, totalPrice } from './prices.ts';
import { rowsInScope } from './scope.ts';
import { closedAtStep, lastStep, openedAt, placeAtStep, statusAtStep } from './steps.ts';
import { endAsOf } from './tables.ts';

/** The fields every deal has, and what kind of value each holds. */
const kinds = {
  id: 'text',
  pipelineId: 'text',
  stageId: 'text',
  status: 'text',
  ownerId: 'text',
  openedBy: 'text',
  closedBy: 'text',
  customerId: 'text',
  customerKind: 'text',
  channel: 'text',
  lossReason: 'text',
  openedAt: 'date',
  closedAt: 'date',
  expectedCloseAt: 'date',
  potential: 'money',
} as const;

/** What kind of value a field holds; a field of the host's own may hold any. */
export type FieldKind = 'text' | 'date' | 'money' | 'any';

/** The fields of a deal that books are selected and grouped by; the host's own are `fields.<name>`. */
export type FieldName = keyof typeof kinds | `fields.${string}`;

/** The value of a field of the deal in a row, as of the book; null where there is none. */
export type FieldReader = (row: number) => Scalar | Decimal | null;

/** A field of a book's deals. */
export interface Field {
  readonly kind: FieldKind;
  readonly read: FieldReader;
}

/**
 * A field of a book's deals by its name.
 *
 * @throws DealError `unknown-field`.
 */
export function fieldOf(book: DealBook, name: string): Field {
  if (typeof name === 'string' && name.startsWith('fields.'))
    return { kind: 'any', read: attribute(book, name) };
  if (Object.hasOwn(kinds, name))
    return { kind: kinds[name as keyof typeof kinds], read: readers[name as keyof typeof kinds](book) };
  throw new DealError('unknown-field', `Deals have no field ${name}; a field of your own is fields.<name>.`, {
    field: String(name),
  });
}

/** How each field is read. */
const readers: Readonly<Record<keyof typeof kinds, (book: DealBook) => FieldReader>> = {
  id: atStep((facts, _last, row) => facts.dealIds[row] as string),
  pipelineId: atStep((facts, last) => placeAtStep(facts, last).pipelineId),
  stageId: atStep((facts, last) => placeAtStep(facts, last).stageId),
  status: atStep(statusAtStep),
  ownerId: (book) => attribute(book, 'ownerId'),
  openedBy: atStep((facts, _last, row) => firstOwner(facts, row)),
  closedBy: (book) => whileStatus(book, ['won', 'lost'], attribute(book, 'closedBy')),
  customerId: (book) => attribute(book, 'customerId'),
  customerKind,
  channel: (book) => attribute(book, 'channel'),
  lossReason: (book) => whileStatus(book, ['lost'], attribute(book, 'lossReason')),
  openedAt: atStep((facts, _last, row) => (facts.undated[row] === 1 ? null : new Date(openedAt(facts, row)))),
  closedAt: atStep((facts, last) => dateOf(closedAtStep(facts, last))),
  expectedCloseAt: (book) => attribute(book, 'expectedCloseAt'),
  potential,
};

/** The last value an attribute had by the date of the book. */
export function attribute(book: DealBook, name: string): (row: number) => Scalar | null {
  const { facts, asOf } = book[columns].view;
  const code = facts.attributeNames.codes.get(name);
  const { attributes, scalars } = facts;
  if (code === undefined) return () => null;
  return (row) => {
    const first = attributes.from[row] as number;
    for (let i = endAsOf(attributes, row, asOf) - 1; i >= first; i--) {
      if (attributes.name[i] === code) return scalars.values[attributes.value[i] as number] ?? null;
    }
    return null;
  };
}

/** A field that follows from the last step of a deal. */
function atStep(
  read: (facts: Facts, last: number, row: number) => Scalar | null,
): (book: DealBook) => FieldReader {
  return (book) => {
    const { facts } = book[columns].view;
    const { last } = stateOf(book);
    return (row) => read(facts, last[row] as number, row);
  };
}

function firstOwner({ attributes, scalars }: Facts, row: number): Scalar | null {
  // The opening records the owner first.
  return scalars.values[attributes.value[attributes.from[row] as number] as number] ?? null;
}

function whileStatus(book: DealBook, statuses: readonly string[], read: FieldReader): FieldReader {
  const { facts } = book[columns].view;
  const { last } = stateOf(book);
  return (row) => (statuses.includes(statusAtStep(facts, last[row] as number)) ? read(row) : null);
}

/** `repeat` where the deal's customer had won a deal before it was opened, selected or not; else `new`; null without a customer. */
function customerKind(book: DealBook): FieldReader {
  const { facts, asOf, all } = book[columns].view;
  const customerId = attribute(book, 'customerId');
  const firstWin = new Map<Scalar, number>();
  for (const row of rowsInScope(all)) {
    const last = lastStep(facts, row, asOf);
    if (last < 0 || facts.steps.code[last] !== won) continue;
    const customer = customerId(row);
    const at = facts.steps.at[last] as number;
    if (customer !== null && at < (firstWin.get(customer) ?? Number.POSITIVE_INFINITY))
      firstWin.set(customer, at);
  }
  return (row) => {
    const customer = customerId(row);
    if (customer === null) return null;
    return (firstWin.get(customer) ?? Number.POSITIVE_INFINITY) < openedAt(facts, row) ? 'repeat' : 'new';
  };
}

function potential(book: DealBook): FieldReader {
  const prices = stateOf(book).potential;
  return (row) => (prices.form[row] !== forms.none ? totalPrice(prices, [row]) : null);
}

function dateOf(at: number): Date | null {
  return Number.isNaN(at) ? null : new Date(at);
}
