import { cutBack } from '../../columns/path-trie.ts';
import { forget } from '../facts/continued-row.ts';
import { type Dictionary, identityOf, type ScalarDictionary } from '../facts/dictionary.ts';
import { tablesOf } from '../facts/fact-rows.ts';
import type { Facts } from '../facts/facts.ts';
import { dropRest } from '../facts/tables.ts';

/** How much there is of what only grows while a row is recorded. */
export interface Sizes {
  readonly rows: number;
  readonly homes: number;
  readonly places: number;
  readonly currencies: number;
  readonly attributeNames: number;
  readonly scalars: number;
  readonly nodes: number;
}

export function sizesOf(facts: Facts): Sizes {
  return {
    rows: facts.dealIds.length,
    homes: facts.pipelineCodes.size,
    places: facts.stages.length,
    currencies: facts.currencies.values.length,
    attributeNames: facts.attributeNames.values.length,
    scalars: facts.scalars.values.length,
    nodes: facts.paths.length,
  };
}

/** Takes back what was recorded, for a row that is not complete, since there was so much. */
export function rollback(facts: Facts, sizes: Sizes): void {
  for (const table of tablesOf(facts)) {
    const { length } = table;
    dropRest(table);
    forget(table, table.length, length);
  }
  for (const table of [facts.steps, facts.values, facts.sales, facts.attributes]) table.rows = sizes.rows;
  for (let row = sizes.rows; row <= facts.dealIds.length; row++) facts.keptEvents.delete(row);
  facts.dealIds.length = sizes.rows;
  for (const { pipelineId, stageId } of facts.stages.splice(sizes.places))
    facts.pipelineCodes.get(pipelineId)?.steps.delete(stageId);
  for (const pipelineId of [...facts.pipelineCodes.keys()].slice(sizes.homes))
    facts.pipelineCodes.delete(pipelineId);
  shorten(facts.currencies, sizes.currencies);
  shorten(facts.attributeNames, sizes.attributeNames);
  shorten(facts.scalars, sizes.scalars);
  cutBack(facts.paths, sizes.nodes);
}

function shorten({ values, codes }: Dictionary<string> | ScalarDictionary, size: number): void {
  for (const value of values.splice(size)) codes.delete(identityOf(value) as string);
}
