import fc from 'fast-check';
import { dealPaths } from '../../../../src/index.ts';
import { asked, pipelinePopulation } from '../../../reference/agreement/scenes.ts';
import { agreesInside } from './in-database.ts';

const strict = fc.constantFrom(undefined, true, false);

await agreesInside(
  'dealPaths',
  dealPaths as never,
  fc.tuple(pipelinePopulation, strict),
  (scene, [people, strict]) =>
    scene.pipelines.map(({ id: pipelineId }) => ({
      pipelineId,
      ...asked(people, scene),
      ...(strict === undefined ? {} : { strict }),
    })),
);
