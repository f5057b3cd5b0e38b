import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importDeals } from '../../../src/import/import-deals.ts';
import { runs } from '../../support/runs.ts';
import { naiveImport } from '../twin/naive-import.ts';
import { type Export, pipelines, randomExport } from './import-rows.ts';

describe('on random rows of a CRM the library and the twin agree on', () => {
  test('every event of every history, every problem and the counts', () => {
    fc.assert(
      fc.property(randomExport, (random) => {
        expect(imported(random)).toEqual(expected(random));
      }),
      { numRuns: runs(150) },
    );
  });
});

function imported({ dealRows, changeRows, options }: Export): object {
  const { histories, problems, counts } = importDeals(dealRows, changeRows, pipelines, options);
  return { histories: plainly(histories), problems: listed(problems), counts };
}

function expected({ dealRows, changeRows, options }: Export): object {
  const { histories, problems, counts } = naiveImport(dealRows, changeRows, pipelines, options);
  return { histories: plainly(histories), problems: listed(problems), counts };
}

/** Events as text has them, whatever the order of their keys. */
function plainly(histories: readonly (readonly object[])[]): unknown {
  return JSON.parse(JSON.stringify(histories));
}

/** Problems in any order, without what they say to people. */
function listed(
  problems: readonly {
    in: string;
    index: number;
    dealId: string | null;
    field: string | null;
    code: string;
    effect: string;
  }[],
): string[] {
  return problems
    .map(
      ({ in: kind, index, dealId, field, code, effect }) =>
        `${kind} ${index} ${dealId} ${field} ${code} ${effect}`,
    )
    .sort();
}
