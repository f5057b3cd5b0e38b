import type { CodeColumn } from '../facts/column.ts';
import { attributes } from '../facts/facts.ts';
import { factSinceClosing } from '../facts/last-values.ts';
import { listOfText } from '../facts/text-list.ts';
import { fieldOf } from '../selection/fields.ts';
import { columnsOf, type DealBook } from '../view/book.ts';

/** To whom the lost deals of a book were lost, as far as it was said at their last closing or later. */
export function competitors(book: DealBook): CodeColumn {
  return fieldOf(book, 'competitorId').column as CodeColumn;
}

/** Tells which reasons were named beside the one a deal counts for, at its last closing or later. */
export function otherReasonsReader(book: DealBook): (row: number) => readonly string[] {
  const { facts, asOf } = columnsOf(book).view;
  const { value } = facts.attributes;
  return (row) => {
    const fact = factSinceClosing(facts, row, asOf, attributes.otherReasons);
    return fact < 0 ? [] : listOfText(facts.scalars.values[value[fact] as number]);
  };
}
