import { capacityFor, type Numbers } from '../../columns/growable.ts';
import { type PackedColumn, unpacked, viewed } from '../../columns/packed-column.ts';
import { unpackedTexts } from '../../columns/packed-texts.ts';
import { trieOf } from '../../columns/path-trie.ts';
import type { Bytes } from '../../columns/planes.ts';
import { textList } from '../../columns/texts.ts';
import type { DealEvent } from '../../deal/event.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { codeOf, scalarCode } from '../facts/dictionary.ts';
import { emptyFacts, type Facts } from '../facts/facts.ts';
import type { SparseTable } from '../facts/sparse-table.ts';
import { codesOfPipeline, stageCode } from '../facts/stage-codes.ts';
import { columnNames, type FactTable, type MoneyTable, tableColumns } from '../facts/tables.ts';
import { allowMore } from '../recording/allowance.ts';
import { scalarOf } from './scalar-text.ts';
import { type StoredFacts, type StoredTable, tableNames } from './stored-facts.ts';

/**
 * The facts that lie in bytes: columns that lie there as in memory are viewed, packed ones are not. A column that is viewed is
 * full, so the first fact that is added copies it. The ids of the deals become texts when they are asked for.
 */
export function readFacts(
  bytes: Bytes,
  stored: StoredFacts,
  { pipelines, currency }: { readonly pipelines: ReadonlyMap<string, Pipeline>; readonly currency: string },
  eventsOf: (text: string) => DealEvent[],
): Facts {
  const facts = emptyFacts(pipelines, currency);
  const isViewed = stored.tables.steps.from !== undefined;
  const column = <A extends Numbers>(packed: PackedColumn): A =>
    (isViewed ? viewed(bytes, packed) : unpacked(bytes, packed, capacityFor(packed.length))) as A;
  facts.undated = column(stored.undated);
  facts.path = column(stored.path);
  const { length, parent, code } = stored.paths;
  Object.assign(facts.paths, trieOf(length, column(parent), column(code)));
  for (const { pipelineId, stageId } of stored.stages)
    stageCode(facts, codesOfPipeline(facts, pipelineId, ''), stageId, '');
  for (const value of stored.currencies) codeOf(facts.currencies, value);
  for (const name of stored.attributeNames) codeOf(facts.attributeNames, name);
  for (const text of textList(unpackedTexts(bytes, stored.scalars)))
    scalarCode(facts.scalars, scalarOf(text));
  const kept = unpacked(bytes, stored.kept.rows);
  for (const [index, text] of textList(unpackedTexts(bytes, stored.kept.events)).entries()) {
    const list = eventsOf(text);
    facts.keptEvents.set(kept[index] as number, { list, count: list.length });
  }
  for (const name of tableNames) fillTable(facts[name], stored.tables[name], column);
  allowMore(facts);
  let dealIds: Facts['dealIds'] | undefined;
  Object.defineProperty(facts, 'dealIds', {
    enumerable: true,
    get: () => {
      dealIds ??= unpackedTexts(bytes, stored.dealIds);
      return dealIds;
    },
  });
  return facts;
}

function fillTable(
  table: FactTable,
  stored: StoredTable,
  column: <A extends Numbers>(packed: PackedColumn) => A,
): void {
  const { rows, length, from, counts, row, scale, big = [] } = stored;
  Object.assign(table, { rows, length, settled: length });
  table.from = from === undefined ? fromCounts(rows, column(counts as PackedColumn)) : column(from);
  const columns = tableColumns(table);
  for (const name of columnNames)
    if (columns[name] !== undefined) columns[name] = column(stored.columns[name] as PackedColumn);
  if (row !== undefined) (table as SparseTable).row = column(row);
  if (scale === undefined) return;
  const money = table as MoneyTable;
  money.scale = scale;
  for (const [index, units] of big) money.bigUnits.set(index, BigInt(units));
}

function fromCounts(rows: number, counts: Numbers): Int32Array {
  const from = new Int32Array(capacityFor(rows + 1));
  let end = 0;
  for (let row = 0; row < rows; row++) {
    end += counts[row] as number;
    from[row + 1] = end;
  }
  return from;
}
