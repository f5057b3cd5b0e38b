import { definePipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline, Stage, StageTask } from '../pipeline/pipeline.ts';
import { pipelineShape, progressions, stageShape, taskShape } from '../pipeline/pipeline-shape.ts';
import { partsOf } from '../pipeline/shape.ts';
import { flagCodec, listCodec, oneOfCodec, shaped, textCodec } from './codec.ts';
import { atPath } from './damage.ts';
import { contentOf, type DecodeOptions, type StoredForm, storedForm } from './stored-form.ts';
import { days, entries, probability } from './value.ts';

const values = {
  text: textCodec,
  texts: listCodec(textCodec),
  flag: flagCodec,
  days,
  assignee: entries(textCodec),
  probability,
  progression: oneOfCodec(...progressions),
};
const tasks = listCodec(shaped<StageTask>(partsOf(taskShape), values));
const stages = listCodec(shaped<Stage>(partsOf(stageShape), { ...values, tasks }));
const pipelineCodec = shaped<Pipeline>(partsOf(pipelineShape), { ...values, stages });

/**
 * A pipeline as it is stored: JSON with its format. {@link decodePipeline} gives the same pipeline back.
 *
 * @throws DealError `invalid-record` with the path to what could not be stored unchanged.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * encodePipeline(sales) // => { format: 1, id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }], recordsDemand: false, acceptsNewDeals: true }
 * ```
 */
export function encodePipeline(pipeline: Pipeline): StoredForm {
  const encoded = pipelineCodec.encode(pipeline);
  checkWhole(pipeline);
  return storedForm(encoded);
}

/**
 * The pipeline that a stored form holds, checked as `definePipeline` checks it. A property that this version does not
 * know is damage, not dropped.
 *
 * @throws DealError `invalid-record` with the path to what is wrong, `stages[2].probability`.
 *
 * @example
 * ```ts
 * const stored = { format: 1, id: 'simple', name: 'Simple sale', progression: 'none', stages: [], recordsDemand: false, acceptsNewDeals: true }
 * decodePipeline(stored).progression // => 'none'
 * decodePipeline({ ...stored, progression: 'manual' }) // throws invalid-record
 * ```
 */
export function decodePipeline(stored: unknown, options?: DecodeOptions): Pipeline {
  const pipeline = pipelineCodec.decode(contentOf(stored, options));
  return checkWhole(pipeline);
}

/** The pipeline as it is defined. */
function checkWhole(pipeline: Pipeline): Pipeline {
  try {
    return definePipeline(pipeline);
  } catch (error) {
    throw atPath('stages', error); // each property is right by itself: the stages do not go together
  }
}
