import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type DealBook,
  type Filter,
  groupDeals,
  type Hierarchies,
  selectDeals,
  winRate,
} from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { compareCodePoints } from '../twin/code-points.ts';
import { dateOf, type PricedDeal, pricedDeals } from '../twin/naive-book.ts';
import type { NaiveFieldName, NaiveValue } from '../twin/naive-field.ts';
import { type NaiveFilter, type NaiveHierarchies, passes } from '../twin/naive-filter.ts';
import { naiveWinRate } from '../twin/naive-outcomes.ts';
import { fields, libraryValue, valuesFor } from './fields.ts';
import { bookOf, expectSame, naiveOf, type Scene, scene } from './scenes.ts';

const operators = [
  undefined,
  'equals',
  'notEquals',
  'in',
  'notIn',
  'below',
  'atMost',
  'above',
  'atLeast',
  'isEmpty',
  'under',
] as const;

/** Fields of which one value may stand above another. */
const ranked = ['ownerId', 'customerId', 'fields.region'] as const;

/** A comparison; the values by number, which of them there are depends on the book. */
interface Comparison {
  readonly field: NaiveFieldName;
  readonly is: (typeof operators)[number];
  readonly values: readonly number[];
}

type Plan =
  | Comparison
  | { readonly and: readonly Plan[] }
  | { readonly or: readonly Plan[] }
  | { readonly not: Plan };

const values = fc.array(fc.nat(1000), { minLength: 1, maxLength: 4 });
const comparison: fc.Arbitrary<Comparison> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ field: fc.constantFrom(...fields), is: fc.constantFrom(...operators), values }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ field: fc.constantFrom(...ranked), is: fc.constant('under' as const), values }),
  },
);

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: comparison },
    { weight: 1, arbitrary: fc.record({ and: fc.array(tie('plan'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ or: fc.array(tie('plan'), { maxLength: 3 }) }) },
    { weight: 1, arbitrary: fc.record({ not: tie('plan') }) },
  ),
}));

/** What stands above what, in circles maybe. */
const names = fc.constantFrom('ann', 'bob', 'eva', '__proto__', 'constructor', '', 'b', 'north', 'c2');
const above = fc
  .uniqueArray(fc.tuple(names, names), { selector: ([name]) => name, maxLength: 8, size: 'max' })
  .map((entries) => new Map(entries));
const hierarchies: fc.Arbitrary<NaiveHierarchies> = fc
  .tuple(above, above, above)
  .map((maps) => new Map(maps.map((map, index) => [ranked[index] ?? 'id', map])));

function filterOf(plan: Plan, deals: readonly PricedDeal[], scene: Scene): NaiveFilter {
  if ('and' in plan) return { and: plan.and.map((part) => filterOf(part, deals, scene)) };
  if ('or' in plan) return { or: plan.or.map((part) => filterOf(part, deals, scene)) };
  if ('not' in plan) return { not: filterOf(plan.not, deals, scene) };
  const { field, is } = plan;
  const choices = valuesFor(field, deals, scene);
  const chosen = (from: readonly NaiveValue[]): NaiveValue[] =>
    plan.values.map((number) => from[number % from.length] ?? null);
  const texts = choices.filter((value) => typeof value === 'string');
  switch (is) {
    case 'in':
    case 'notIn':
      return { field, is, value: chosen(choices) };
    case 'isEmpty':
      return { field, is };
    case 'under':
      return texts.length === 0 ? { field, is: 'isEmpty' } : { field, is, value: String(chosen(texts)[0]) };
    case undefined:
      return { field, value: chosen(choices)[0] ?? null };
    case 'equals':
    case 'notEquals':
      return { field, is, value: chosen(choices)[0] ?? null };
    default: {
      const ordered = choices.filter((value) => value !== null && typeof value !== 'boolean');
      return { field, is, value: chosen(ordered)[0] ?? null };
    }
  }
}

/** The same filter as the library takes it. */
function libraryFilter(filter: NaiveFilter): Filter {
  if ('and' in filter) return { and: filter.and.map(libraryFilter) };
  if ('or' in filter) return { or: filter.or.map(libraryFilter) };
  if ('not' in filter) return { not: libraryFilter(filter.not) };
  if (!('value' in filter)) return filter;
  const value = Array.isArray(filter.value)
    ? filter.value.map(libraryValue)
    : libraryValue(filter.value as NaiveValue);
  return { ...filter, value } as Filter;
}

/** Every field has a hierarchy, an empty one maybe: without, nothing can be asked to be `under` a value of it. */
function libraryHierarchies(hierarchies: NaiveHierarchies): Hierarchies {
  return Object.fromEntries(
    fields.map((field) => [field, Object.fromEntries(hierarchies.get(field) ?? new Map())]),
  );
}

function idsOf(book: DealBook): unknown[] {
  return groupDeals(book, 'id').map(({ key }) => key);
}

test('on random books the library and the twin agree on the deals every filter selects', () => {
  fc.assert(
    fc.property(
      scene,
      fc.array(plan, { minLength: 1, maxLength: 5 }),
      hierarchies,
      (random, plans, above) => {
        const book = bookOf(random);
        const deals = pricedDeals(random.histories, naiveOf(random));
        for (const plan of plans) {
          const filter = filterOf(plan, deals, random);
          const selected = selectDeals(book, libraryFilter(filter), {
            hierarchies: libraryHierarchies(above),
          });
          const expected = deals.filter((deal) => passes(deal, filter, deals, above)).map(({ id }) => id);
          expect(idsOf(selected), JSON.stringify(filter)).toEqual(expected.toSorted(compareCodePoints));
          expect(selected.deals).toBe(expected.length);
        }
      },
    ),
    { numRuns: runs(200) },
  );
});

test('a report on a selection is what the twin says of those deals', () => {
  fc.assert(
    fc.property(scene, plan, (random, plan) => {
      const deals = pricedDeals(random.histories, naiveOf(random));
      const filter = filterOf(plan, deals, random);
      const selected = deals.filter((deal) => passes(deal, filter, deals, new Map()));
      const histories = random.histories.filter(([opening]) =>
        selected.some(({ id }) => id === opening?.dealId),
      );
      const asOf = dateOf(random.histories, random);
      const expected = naiveWinRate(histories, asOf === null ? random : { ...naiveOf(random), asOf });
      const rate = winRate(
        selectDeals(bookOf(random), libraryFilter(filter), {
          hierarchies: libraryHierarchies(new Map()),
        }),
      );
      const { kind, asOf: _, currency, ...figures } = rate;
      expectSame(figures, expected);
    }),
    { numRuns: runs(100) },
  );
});
