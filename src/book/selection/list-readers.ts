import { codesTo } from '../../columns/path-trie.ts';
import type { ListColumn } from '../facts/column.ts';
import {
  identityOf,
  type Scalar,
  type ScalarDictionary,
  scalarCode,
  scalarDictionary,
} from '../facts/dictionary.ts';
import { firstStageCode } from '../facts/stage-codes.ts';
import { endAsOf } from '../facts/tables.ts';
import { columnsOf, type DealBook, stateOf } from '../view/book.ts';

/** All values that an attribute ever had by the date of a book: those who take part in a role. */
export function everyValue(name: string): (book: DealBook) => ListColumn {
  return (book) => {
    const { facts, asOf } = columnsOf(book).view;
    const { attributes: table, attributeNames, scalars } = facts;
    const nameCode = attributeNames.codes.get(name);
    return listColumn(scalars, (row) => {
      if (nameCode === undefined) return [];
      const found = new Set<number>();
      const end = endAsOf(table, row, asOf);
      for (let i = table.from[row] as number; i < end; i++)
        if (table.name[i] === nameCode) found.add(table.value[i] as number);
      return [...found];
    });
  };
}

/** The stages that deals really were in, in any pipeline, by the date of a book: looked up once for each path. */
export function visitedStages(book: DealBook): ListColumn {
  const { facts } = columnsOf(book).view;
  const { path: nodes } = stateOf(book);
  const dictionary = scalarDictionary();
  const codes = facts.stages.map(({ stageId }) => scalarCode(dictionary, stageId));
  const known: (readonly number[] | undefined)[] = [];
  return listColumn(dictionary, (row) => {
    const node = nodes[row] as number;
    const before = known[node];
    if (before !== undefined) return before;
    const visited = codesTo(facts.paths, node).map((code) => codes[code - firstStageCode] ?? -1); // an outcome is no stage
    const found = [...new Set(visited)].filter((code) => code >= 0);
    known[node] = found;
    return found;
  });
}

function listColumn(
  { values, codes }: ScalarDictionary,
  codesAt: (row: number) => readonly number[],
): ListColumn {
  const codeOf = (value: Scalar): number | undefined =>
    codes.get(identityOf(value) as string | number | boolean);
  return { type: 'lists', codesAt, values, codeOf };
}
