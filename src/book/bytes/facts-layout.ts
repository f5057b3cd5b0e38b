import type { PackedColumn } from '../../columns/packed-column.ts';
import { textsOf } from '../../columns/texts.ts';
import type { DealEvent } from '../../deal/event.ts';
import type { Facts } from '../facts/facts.ts';
import { type KeptEvents, keptHistory } from '../facts/order-sensitive.ts';
import type { SparseTable } from '../facts/sparse-table.ts';
import { columnNames, type FactTable, type MoneyTable, tableColumns } from '../facts/tables.ts';
import { type Layout, planColumn, planTexts } from './lay-out.ts';
import { scalarText } from './scalar-text.ts';
import { type StoredFacts, type StoredTable, tableNames } from './stored-facts.ts';

/** Plans where facts lie; events that a row keeps are written as text. They are facts of their own, see `ownFacts`. */
export function layOutFacts(
  layout: Layout,
  facts: Facts,
  textOf: (events: readonly DealEvent[]) => string,
): StoredFacts {
  const { dealIds, undated, path, paths, stages, currencies, attributeNames, scalars, keptEvents } = facts;
  const kept = [...keptEvents].sort(([row], [other]) => row - other);
  const eventsOf = (events: KeptEvents): string => textOf(keptHistory(events) ?? []);
  const tables = tableNames.map((name) => [name, layOutTable(layout, facts[name])]);
  return {
    dealIds: planTexts(layout, dealIds),
    undated: planColumn(layout, undated),
    path: planColumn(layout, path),
    paths: {
      length: paths.length,
      parent: planColumn(layout, paths.parent.subarray(0, paths.length)),
      code: planColumn(layout, paths.code.subarray(0, paths.length)),
    },
    stages,
    currencies: currencies.values,
    attributeNames: attributeNames.values,
    scalars: planTexts(layout, textsOf(scalars.values.map(scalarText))),
    kept: {
      rows: planColumn(
        layout,
        Int32Array.from(kept, ([row]) => row),
      ),
      events: planTexts(layout, textsOf(kept.map(([, events]) => eventsOf(events)))),
    },
    tables: Object.fromEntries(tables) as StoredFacts['tables'],
  };
}

function layOutTable(layout: Layout, table: FactTable): StoredTable {
  const { rows, length, from } = table;
  const { row } = table as Partial<SparseTable>;
  const { scale, bigUnits } = table as Partial<MoneyTable>;
  const columns = tableColumns(table);
  const stored = columnNames.flatMap((name) => {
    const column = columns[name];
    return column === undefined ? [] : [[name, planColumn(layout, column.subarray(0, length))] as const];
  });
  return {
    rows,
    length,
    ...(layout.viewed
      ? { from: planColumn(layout, from.subarray(0, rows + 1)) }
      : { counts: planCounts(layout, table) }),
    ...(row === undefined ? {} : { row: planColumn(layout, row.subarray(0, rows)) }),
    columns: Object.fromEntries(stored),
    ...(scale === undefined ? {} : { scale }),
    ...(bigUnits === undefined ? {} : { big: bigOf(bigUnits) }),
  };
}

/** Plans how many facts each row has: worked out twice, in the same place for all tables, which takes less than room for each. */
function planCounts(layout: Layout, { rows, from }: FactTable): PackedColumn {
  if (layout.scratch.length < rows) layout.scratch = new Int32Array(rows);
  const counts = layout.scratch.subarray(0, rows);
  const count = (): void => {
    for (let row = 0; row < rows; row++) counts[row] = (from[row + 1] as number) - (from[row] as number);
  };
  count();
  layout.writes.push(count);
  return planColumn(layout, counts);
}

function bigOf(bigUnits: MoneyTable['bigUnits']): (readonly [number, string])[] {
  const big = Array.from(bigUnits, ([index, units]) => [index, `${units}`] as const);
  return big.sort(([index], [other]) => index - other);
}
