import { cutBack } from '../../columns/path-trie.ts';
import { cutTexts } from '../../columns/texts.ts';
import { forgetBigUnits } from '../facts/continued-row.ts';
import { type Dictionary, identityOf, type ScalarDictionary } from '../facts/dictionary.ts';
import { tablesOf } from '../facts/fact-rows.ts';
import type { Facts } from '../facts/facts.ts';
import { dropRest } from '../facts/tables.ts';

/** The sizes of everything that only grows while a row is recorded. */
export interface Sizes {
  readonly rows: number;
  readonly pipelines: number;
  readonly stages: number;
  readonly currencies: number;
  readonly attributeNames: number;
  readonly scalars: number;
  readonly nodes: number;
}

export function sizesOf(facts: Facts): Sizes {
  return {
    rows: facts.dealIds.length,
    pipelines: facts.pipelineCodes.size,
    stages: facts.stages.length,
    currencies: facts.currencies.values.length,
    attributeNames: facts.attributeNames.values.length,
    scalars: facts.scalars.values.length,
    nodes: facts.paths.length,
  };
}

/** Removes everything recorded since the sizes were taken, for a row that is not complete. */
export function rollback(facts: Facts, sizes: Sizes): void {
  for (const table of tablesOf(facts)) {
    const { length } = table;
    dropRest(table);
    forgetBigUnits(table, table.length, length);
  }
  for (const table of [facts.steps, facts.values, facts.sales, facts.attributes]) table.rows = sizes.rows;
  for (let row = sizes.rows; row <= facts.dealIds.length; row++) facts.keptEvents.delete(row);
  cutTexts(facts.dealIds, sizes.rows);
  for (const { pipelineId, stageId } of facts.stages.splice(sizes.stages))
    facts.pipelineCodes.get(pipelineId)?.codes.delete(stageId);
  for (const pipelineId of [...facts.pipelineCodes.keys()].slice(sizes.pipelines))
    facts.pipelineCodes.delete(pipelineId);
  shorten(facts.currencies, sizes.currencies);
  shorten(facts.attributeNames, sizes.attributeNames);
  shorten(facts.scalars, sizes.scalars);
  cutBack(facts.paths, sizes.nodes);
}

function shorten({ values, codes }: Dictionary<string> | ScalarDictionary, size: number): void {
  for (const value of values.splice(size)) codes.delete(identityOf(value) as string);
}
