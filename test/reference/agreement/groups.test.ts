import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DealBook, type Grouping, type GroupKey, groupDeals } from '../../../src/index.ts';
import { runs } from '../../support/runs.ts';
import { compareCodePoints } from '../twin/code-points.ts';
import { pricedDeals } from '../twin/naive-book.ts';
import { compareValues, type NaiveSingleField, type NaiveValue } from '../twin/naive-field.ts';
import { type NaiveGrouping, naiveGroups } from '../twin/naive-groups.ts';
import { dateFields, libraryValue, singleFields, typed, valuesFor } from './fields.ts';
import { bookOf, naiveOf, type Scene, scene } from './scenes.ts';

const units = ['day', 'week', 'month', 'quarter', 'year'] as const;
const dates: readonly NaiveSingleField[] = [...dateFields, 'fields.region', 'fields.size'];
const groupings: readonly NaiveGrouping[] = [
  ...singleFields,
  ...units.flatMap((unit) => dates.map((field) => ({ [unit]: field }))),
];

interface Group {
  readonly key: readonly GroupKey[];
  readonly book: DealBook;
}

/** The library's groups, a single key as a list of one. */
function groupsOf(
  book: DealBook,
  by: readonly NaiveGrouping[],
  keys: readonly (readonly NaiveValue[])[],
): Group[] {
  const forced = keys.map((key) => key.map(libraryValue));
  const parts = by as readonly Grouping[];
  const [only] = parts;
  if (only === undefined || parts.length > 1) return groupDeals(book, parts, { keys: forced });
  const single = forced.map(([key]) => key ?? null);
  return groupDeals(book, only, { keys: single }).map(({ key, book }) => ({ key: [key], book }));
}

function idsOf(book: DealBook): GroupKey[] {
  return groupDeals(book, 'id').map(({ key }) => key);
}

/** "code-point order of the key", numbers, dates and amounts ascending, nothing last; types may come in any order. */
function expectOrder(keys: readonly (readonly GroupKey[])[]): void {
  for (const [index, key] of keys.entries()) {
    const before = keys[index - 1];
    const place = before?.findIndex((value, part) => typed(value) !== typed(key[part] ?? null)) ?? -1;
    if (before === undefined) continue;
    expect(place, 'no key comes twice').toBeGreaterThanOrEqual(0);
    const [a, b] = [before[place] ?? null, key[place] ?? null];
    expect(a, 'nothing comes last').not.toBeNull();
    const order = compareValues(naive(a), naive(b));
    if (order !== undefined) expect(order).toBeLessThan(0);
  }
}

function naive(key: GroupKey): NaiveValue {
  return typeof key === 'object' && key !== null && !(key instanceof Date) ? { amount: key.toFixed() } : key;
}

/** Keys to force: for each part any value of the field, or the name of a month. */
function keysOf(by: readonly NaiveGrouping[], choices: readonly number[], scene: Scene): NaiveValue[][] {
  const deals = pricedDeals(scene.histories, naiveOf(scene));
  return choices.map((choice) =>
    by.map((part) => {
      const values = typeof part === 'string' ? valuesFor(part, deals, scene) : [...namesOf(part), null];
      return values[choice % values.length] ?? null;
    }),
  );
}

function namesOf(part: Exclude<NaiveGrouping, string>): readonly string[] {
  if ('day' in part) return ['2026-01-01', '2026-03-01', '2016-02-29'];
  if ('week' in part) return ['2026-W01', '2026-W53', '2016-W09'];
  if ('month' in part) return ['2026-01', '2026-03', '2025-12'];
  return 'quarter' in part ? ['2026-Q1', '2026-Q2', '2025-Q4'] : ['2026', '2016', '1999'];
}

const by = fc.oneof(
  fc.constantFrom(...groupings).map((grouping) => [grouping]),
  fc.uniqueArray(fc.constantFrom(...groupings), { minLength: 2, maxLength: 3 }),
);
const forced = fc.oneof(fc.constant([]), fc.array(fc.nat(1000), { maxLength: 4 }));

test('on random books the library and the twin agree on every grouping, which is a partition', () => {
  fc.assert(
    fc.property(scene, fc.array(fc.tuple(by, forced), { minLength: 1, maxLength: 6 }), (random, cuts) => {
      const book = bookOf(random);
      const deals = pricedDeals(random.histories, naiveOf(random));
      for (const [by, choices] of cuts) {
        const keys = keysOf(by, choices, random);
        const groups = groupsOf(book, by, keys);
        const expected = naiveGroups(deals, by, naiveOf(random), keys);
        const texts = groups.map(({ key, book }) => [key.map(typed), idsOf(book)]);
        const inAnyOrder = (lists: readonly unknown[]): string[] =>
          lists.map((list) => JSON.stringify(list)).toSorted(compareCodePoints);
        expect(inAnyOrder(texts), JSON.stringify(by)).toEqual(
          inAnyOrder(expected.map(({ key, ids }) => [key.map(typed), ids])),
        );
        expectOrder(groups.map(({ key }) => key));
        const ids = groups.flatMap(({ book }) => idsOf(book));
        expect(inAnyOrder(ids)).toEqual(inAnyOrder(idsOf(book)));
      }
    }),
    { numRuns: runs(200) },
  );
});

test('every field and every unit of every date is a grouping that agrees', () => {
  fc.assert(
    fc.property(scene, (random) => {
      const book = bookOf(random);
      const deals = pricedDeals(random.histories, naiveOf(random));
      for (const by of groupings) {
        const groups = groupsOf(book, [by], []);
        const expected = naiveGroups(deals, [by], naiveOf(random));
        expect(new Map(groups.map(({ key, book }) => [key.map(typed).join(), idsOf(book)]))).toEqual(
          new Map(expected.map(({ key, ids }) => [key.map(typed).join(), ids])),
        );
      }
    }),
    { numRuns: runs(100) },
  );
});
