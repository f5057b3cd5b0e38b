import fc from 'fast-check';
import { salesFunnel } from '../../../../src/index.ts';
import { asked, pipelinePopulation, readings } from '../../../reference/agreement/scenes.ts';
import { agreesInside } from './in-database.ts';

const ask = fc.record(
  { strict: fc.boolean(), potentialAt: fc.constant('asOf'), durations: fc.constant(false) },
  { requiredKeys: [], noNullPrototype: true },
);

await agreesInside(
  'salesFunnel',
  salesFunnel as never,
  fc.tuple(pipelinePopulation, ask, fc.constantFrom(...readings)),
  (scene, [people, ask, reading]) =>
    scene.pipelines.map(({ id: pipelineId }) => ({
      pipelineId,
      ...asked(people, scene),
      ...ask,
      ...reading,
    })),
);
