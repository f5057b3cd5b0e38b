import { columnsOf, type DealBook } from '../view/book.ts';
import type { FilterValue } from './comparison.ts';
import type { FieldName } from './fields.ts';

/** The values that a field may have: an id that a stage had before stands for the one it has, too. */
export function valuesMeant(
  book: DealBook,
  field: FieldName,
  values: readonly FilterValue[],
): readonly FilterValue[] {
  const { former } = columnsOf(book).view.facts;
  if (former.size === 0 || (field !== 'stageId' && field !== 'visitedStage')) return values;
  const idsNow = (value: FilterValue): string[] =>
    [...former.values()].flatMap((ids) => ids.get(value as string) ?? []);
  return values.flatMap((value) => [value, ...idsNow(value)]);
}
