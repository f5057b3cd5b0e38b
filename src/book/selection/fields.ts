import { type DealDescription, type DescriptionOf, forDescription } from '../../deal/description.ts';
import { DealError } from '../../errors.ts';
import { preview } from '../../text.ts';
import type { FieldColumn } from '../facts/column.ts';
import { statuses } from '../facts/steps.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';
import { openingDates } from '../view/opening-dates.ts';
import {
  amountsAsEntered,
  competitor,
  currencies,
  customerKind,
  firstOwner,
  ids,
  instants,
  lastStage,
  lastStatus,
  latest,
  latestDate,
  potential,
  type Reader,
  sales,
  scalars,
  texts,
} from './field-readers.ts';
import { everyValue, visitedStages } from './list-readers.ts';

/** The fields every deal has beside what describes it, and what kind of value each holds. */
const otherKinds = {
  id: 'text',
  pipelineId: 'text',
  stageId: 'text',
  status: 'text',
  ownerId: 'text',
  openedBy: 'text',
  closedBy: 'text',
  customerKind: 'text',
  lossReason: 'text',
  openedAt: 'date',
  closedAt: 'date',
  expectedCloseAt: 'date',
  potential: 'money',
  name: 'text',
  probability: 'number',
  wonAmount: 'money',
  currency: 'text',
  potentialAsEntered: 'money',
  competitorId: 'text',
  previousDealId: 'text',
  visitedStage: 'text',
} as const;
const kinds: typeof otherKinds & DescriptionOf<'text'> = {
  ...otherKinds,
  .../* @__PURE__ */ forDescription(() => 'text' as const),
};

/** What kind of value a field holds; a field of the host's own may hold any. */
export type FieldKind = 'text' | 'date' | 'money' | 'number' | 'any';

/**
 * The fields of a deal that books are selected and grouped by; the host's own are `fields.<name>`, those who take part in
 * a role are `participant.<role>`. `probability` is the deal's own estimate, `wonAmount` what a won deal was sold for in the
 * management currency, `currency` and `potentialAsEntered` the potential as it was recorded; `competitorId` is to whom a
 * lost deal was lost. `visitedStage` and `participant.<role>` may have several values.
 */
export type FieldName =
  | keyof typeof otherKinds
  | keyof DealDescription
  | `fields.${string}`
  | `participant.${string}`;

/** How each field is read. */
const readers: Readonly<Record<keyof typeof kinds, Reader>> = {
  id: ids,
  pipelineId: lastStage(({ pipelineId }) => pipelineId),
  stageId: lastStage(({ stageId }) => stageId),
  status: texts(statuses, lastStatus),
  ownerId: scalars(latest('ownerId')),
  openedBy: scalars(firstOwner),
  closedBy: scalars(latest('closedBy', 'won', 'lost')),
  customerKind: texts(['new', 'repeat'], customerKind),
  lossReason: scalars(latest('lossReason', 'lost')),
  openedAt: (book) => ({ type: 'instants', at: openingDates(book) }),
  closedAt: (book) => ({ type: 'instants', at: stateOf(book).closedAt }),
  expectedCloseAt: instants(latestDate('expectedCloseAt')),
  potential,
  name: scalars(latest('name')),
  probability: scalars(latest('probability')),
  wonAmount: sales,
  currency: currencies,
  potentialAsEntered: amountsAsEntered,
  competitorId: scalars(competitor),
  previousDealId: scalars(latest('previousDealId')),
  visitedStage: visitedStages,
  .../* @__PURE__ */ forDescription((name) => scalars(latest(name))),
};

/** A field of a book's deals, with their values as of the book. */
export interface Field {
  readonly kind: FieldKind;
  readonly column: FieldColumn;
}

/**
 * A field of a book's deals by its name. Its column is read on first use, and cached in the view.
 *
 * @throws DealError `unknown-field`.
 */
export function fieldOf(book: DealBook, name: string): Field {
  const [kind, read] = entryOf(name);
  const { derived, facts } = columnsOf(book).view;
  const known = derived.fields?.get(name);
  if (known !== undefined) return { kind, column: known };
  const column = read(book);
  derived.fields ??= new Map();
  // Not cached: callers can ask for unboundedly many unknown names.
  if (Object.hasOwn(kinds, name) || facts.attributeNames.codes.has(name)) derived.fields.set(name, column);
  return { kind, column };
}

function entryOf(name: string): readonly [FieldKind, Reader] {
  if (typeof name === 'string' && name.startsWith('fields.')) return ['any', scalars(latest(name))];
  if (typeof name === 'string' && name.startsWith('participant.')) return ['text', everyValue(name)];
  if (typeof name === 'string' && Object.hasOwn(kinds, name))
    return [kinds[name as keyof typeof kinds], readers[name as keyof typeof kinds]];
  throw new DealError(
    'unknown-field',
    `Deals have no field ${preview(name)}; a field of your own is fields.<name>.`,
    {
      field: preview(name),
    },
  );
}
