import type { Codes } from '../../columns/growable.ts';
import { pathTrie } from '../../columns/path-trie.ts';
import type { Dictionary, ScalarDictionary } from '../facts/dictionary.ts';
import { attributes as attributeCodes, type Facts } from '../facts/facts.ts';
import { firstStageCode } from '../facts/stage-codes.ts';

/** Facts with dictionaries of their own: without what only rows of other books say, which may have been erased since. */
export function withOwnDictionaries(facts: Facts): Facts {
  return ownScalars(ownNames(ownCurrencies(ownStages(facts))));
}

function ownStages(facts: Facts): Facts {
  const { paths, steps, stages } = facts;
  const inUse = used([paths.code.subarray(1, paths.length)], firstStageCode + stages.length, firstStageCode);
  if (inUse === null) return facts;
  return {
    ...facts,
    stages: stages.filter((_, index) => inUse[firstStageCode + index] !== -1),
    steps: { ...steps, code: renumberedCodes(steps.code, steps.length, inUse) },
    paths: {
      ...pathTrie(),
      length: paths.length,
      parent: paths.parent,
      code: renumberedCodes(paths.code, paths.length, inUse) as Int32Array,
    },
  };
}

function ownCurrencies(facts: Facts): Facts {
  const { currencies, values, sales, payments, demand } = facts;
  const inUse = used(
    [values, sales, payments, demand].map(({ currency, length }) => currency.subarray(0, length)),
    currencies.values.length,
    1,
  );
  if (inUse === null) return facts;
  const renumbered = <T extends { readonly currency: Codes; readonly length: number }>(table: T): T => ({
    ...table,
    currency: renumberedCodes(table.currency, table.length, inUse),
  });
  return {
    ...facts,
    currencies: shortened(currencies, inUse),
    values: renumbered(values),
    sales: renumbered(sales),
    payments: renumbered(payments),
    demand: renumbered(demand),
  };
}

function ownNames(facts: Facts): Facts {
  const { attributes, attributeNames } = facts;
  const inUse = used(
    [attributes.name.subarray(0, attributes.length)],
    attributeNames.values.length,
    Object.keys(attributeCodes).length,
  );
  if (inUse === null) return facts;
  const name = renumberedCodes(attributes.name, attributes.length, inUse);
  return { ...facts, attributeNames: shortened(attributeNames, inUse), attributes: { ...attributes, name } };
}

function ownScalars(facts: Facts): Facts {
  const { attributes, demand, scalars } = facts;
  const columns = [
    attributes.value.subarray(0, attributes.length),
    demand.text.subarray(0, demand.length),
    demand.reason.subarray(0, demand.length),
  ];
  const inUse = used(columns, scalars.values.length, 0);
  if (inUse === null) return facts;
  const renumbered = (codes: Codes, length: number): Codes => renumberedCodes(codes, length, inUse);
  return {
    ...facts,
    scalars: shortened(scalars, inUse),
    attributes: { ...attributes, value: renumbered(attributes.value, attributes.length) },
    demand: {
      ...demand,
      text: renumbered(demand.text, demand.length),
      reason: renumbered(demand.reason, demand.length),
    },
  };
}

/** The new number of each code that columns hold, or that is kept anyway, -1 for the others; null where all are in use. */
function used(columns: readonly Codes[], count: number, kept: number): Int32Array | null {
  const numbers = new Int32Array(count).fill(-1);
  numbers.fill(0, 0, kept);
  let unseen = Math.max(0, count - kept);
  for (const codes of columns)
    for (let i = 0; i < codes.length && unseen > 0; i++) {
      const code = codes[i] as number;
      if (code < 0 || numbers[code] === 0) continue;
      numbers[code] = 0;
      unseen--;
    }
  if (unseen === 0) return null;
  let number = 0;
  for (let code = 0; code < count; code++) if (numbers[code] === 0) numbers[code] = number++;
  return numbers;
}

function renumberedCodes(codes: Codes, length: number, numbers: Int32Array): Codes {
  return codes.slice(0, length).map((code) => (code < 0 ? code : (numbers[code] as number)));
}

/** A dictionary of the values in use; nothing is looked up in it. */
function shortened<D extends Dictionary<string> | ScalarDictionary>({ values }: D, numbers: Int32Array): D {
  return {
    values: (values as unknown[]).filter((_, code) => numbers[code] !== -1),
    codes: new Map(),
  } as unknown as D;
}
