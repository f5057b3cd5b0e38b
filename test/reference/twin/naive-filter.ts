import type { PricedDeal } from './naive-book.ts';
import { compareValues, fieldValues, isSame, type NaiveFieldName, type NaiveValue } from './naive-field.ts';

/** "A filter is plain data `{ field, is, value }` […] and `{ and: […] }`, `{ or: […] }`, `{ not: … }`." */
export type NaiveFilter =
  | {
      readonly field: NaiveFieldName;
      readonly is?: 'equals' | 'notEquals' | 'below' | 'atMost' | 'above' | 'atLeast';
      readonly value: NaiveValue;
    }
  | { readonly field: NaiveFieldName; readonly is: 'in' | 'notIn'; readonly value: readonly NaiveValue[] }
  | { readonly field: NaiveFieldName; readonly is: 'isEmpty' }
  | { readonly field: NaiveFieldName; readonly is: 'under'; readonly value: string }
  | { readonly and: readonly NaiveFilter[] }
  | { readonly or: readonly NaiveFilter[] }
  | { readonly not: NaiveFilter };

/** "hierarchy given by the host": what stands above each value of a field. */
export type NaiveHierarchies = ReadonlyMap<NaiveFieldName, ReadonlyMap<string, string>>;

export function passes(
  deal: PricedDeal,
  filter: NaiveFilter,
  all: readonly PricedDeal[],
  hierarchies: NaiveHierarchies,
): boolean {
  if ('and' in filter) return filter.and.every((part) => passes(deal, part, all, hierarchies));
  if ('or' in filter) return filter.or.some((part) => passes(deal, part, all, hierarchies));
  if ('not' in filter) return !passes(deal, filter.not, all, hierarchies);
  // "multi-valued": one of the values is enough.
  const found = fieldValues(deal, filter.field, all);
  const isOne = (value: NaiveValue): boolean => found.some((each) => isSame(each, value));
  switch (filter.is) {
    case 'in':
      return filter.value.some(isOne);
    case 'notIn':
      return !filter.value.some(isOne);
    case 'isEmpty':
      return found[0] === null;
    case 'under':
      return found.some((each) => isUnder(each, filter.value, hierarchies.get(filter.field) ?? new Map()));
    case undefined:
    case 'equals':
      return isOne(filter.value);
    case 'notEquals':
      return !isOne(filter.value);
    default: {
      const { is, value } = filter;
      return found.some((each) => isOrdered(is, compareValues(each, value)));
    }
  }
}

/** Never for a missing value or a value of another type. */
function isOrdered(is: 'below' | 'atMost' | 'above' | 'atLeast', order: number | undefined): boolean {
  if (order === undefined) return false;
  return { below: order < 0, atMost: order <= 0, above: order > 0, atLeast: order >= 0 }[is];
}

/** It is the value, or what stands above it is under the value; a circle ends where it began. */
function isUnder(
  found: NaiveValue,
  value: string,
  above: ReadonlyMap<string, string>,
  seen: readonly string[] = [],
): boolean {
  if (found === value) return true;
  if (typeof found !== 'string' || seen.includes(found)) return false;
  return isUnder(above.get(found) ?? null, value, above, [...seen, found]);
}
