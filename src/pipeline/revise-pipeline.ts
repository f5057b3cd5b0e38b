import { DealError } from '../errors.ts';
import { checkPipeline, definePipeline } from './define-pipeline.ts';
import { mergedStages } from './merged-stages.ts';
import type { Pipeline, Stage } from './pipeline.ts';
import { checkRevision, type PipelineRevision, type StageChange } from './pipeline-revision.ts';

/**
 * A pipeline with stages added, renamed, reordered, retired or restored, or with what they ask and promise changed. The old one stays as it was.
 *
 * Histories never change: a running deal stays where it is and goes on by the new order. A stage cannot be taken away,
 * only retired: deals that are in it leave it as before, no deal enters it, and reports keep the visits it really had. Or it is
 * merged into another one (`change: { offer: { formerly: ['terms'] } }`), whose visits its own are from then on, and which leads
 * where either did; it gets another id where a new stage was formerly this one (`add: [{ id: 'quote', name: 'Quote', formerly: ['offer'] }]`).
 *
 * @throws DealError `unknown-stage` (to rename, retire or order), `invalid-pipeline` (an order that leaves out a stage
 * or names one twice, a stage that is merged into another one and changed, a change there is not or that is not of its kind; and as `definePipeline`), `invalid-text`, `invalid-probability`.
 *
 * @example
 * ```ts
 * const revised = revisePipeline(sales, { add: [{ id: 'demo', name: 'Demo' }], order: ['contact', 'demo', 'offer', 'terms'], retire: ['contact'] })
 * revised.stages.map(({ id, retired = false }) => [id, retired]) // => [['contact', true], ['demo', false], ['offer', false], ['terms', false]]
 * ```
 */
export function revisePipeline<S extends string, const N extends string = never>(
  pipeline: Pipeline<S>,
  revision: PipelineRevision<NoInfer<S>, N>,
): Pipeline<S | N> {
  checkPipeline(pipeline);
  checkRevision(pipeline, revision);
  const { lossReasons, restore = [], change = {} } = revision;
  const restored = new Set<string>(restore);
  const changes = new Map<string, StageChange | undefined>(Object.entries(change));
  const { add = [], rename = {}, retire = [], order, name, acceptsNewDeals, recordsDemand } = revision;
  const names = new Map<string, string>(Object.entries<string | undefined>(rename).flatMap(named));
  const retired = new Set<string>(retire);
  const known = new Set<string>(pipeline.stages.map(({ id }) => id));
  for (const stageId of [...names.keys(), ...retired, ...restored, ...changes.keys()])
    if (!known.has(stageId)) refuseStage(pipeline, stageId);
  const kept = pipeline.stages.map((stage) => {
    const { retired: wasRetired, ...others } = changedStage(stage, changes.get(stage.id));
    const isRetired = retired.has(stage.id) || (wasRetired === true && !restored.has(stage.id));
    return {
      ...others,
      name: names.get(stage.id) ?? stage.name,
      ...(isRetired ? { retired: true } : {}),
    };
  });
  const stated = new Set([...changes].flatMap(([id, said]) => (said?.leadsTo === undefined ? [] : [id])));
  const stages = mergedStages<S | N>(kept, add, stated);
  const left = new Set<string>(stages.map(({ id }) => id));
  for (const stageId of [...names.keys(), ...retired, ...restored, ...changes.keys()])
    if (!left.has(stageId)) refuse(pipeline, `stage ${stageId} is merged into another one, and changed`);
  const { lossReasons: _, ...others } = pipeline;
  const listed = lossReasons === undefined ? pipeline.lossReasons : (lossReasons ?? undefined);
  return definePipeline<S | N>({
    ...others,
    ...(listed === undefined ? {} : { lossReasons: listed }),
    name: name === undefined ? pipeline.name : name,
    acceptsNewDeals: acceptsNewDeals === undefined ? pipeline.acceptsNewDeals : acceptsNewDeals,
    recordsDemand: recordsDemand === undefined ? pipeline.recordsDemand : recordsDemand,
    stages: order === undefined ? stages : ordered(pipeline, stages, order),
  });
}

/** A stage with what it asks and promises from now on. */
function changedStage<S extends string>(stage: Stage<S>, change: StageChange = {}): Stage<S> {
  const given = withoutUndefined(change);
  const formerly = given.formerly && [...(stage.formerly ?? []), ...given.formerly];
  const parts = Object.entries({ ...stage, ...given, ...(formerly ? { formerly } : {}) });
  return Object.fromEntries(parts.filter(([, value]) => value !== null)) as unknown as Stage<S>;
}

function withoutUndefined(change: StageChange): StageChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

function named([stageId, name]: [string, string | undefined]): [string, string][] {
  return name === undefined ? [] : [[stageId, name]];
}

function ordered<S extends string>(
  pipeline: Pipeline,
  stages: readonly Stage<S>[],
  order: readonly S[],
): Stage<S>[] {
  const left = new Map<string, Stage<S>>(stages.map((stage) => [stage.id, stage]));
  const known = new Set<string>(left.keys());
  const inOrder = order.map((stageId) => {
    if (!known.has(stageId)) refuseStage(pipeline, stageId);
    const stage = left.get(stageId);
    if (stage === undefined) return refuse(pipeline, `the order names stage ${stageId} twice`);
    left.delete(stageId);
    return stage;
  });
  const [forgotten] = left.keys();
  if (forgotten !== undefined) refuse(pipeline, `the order leaves out stage ${forgotten}`);
  return inOrder;
}

function refuseStage(pipeline: Pipeline, stageId: string): never {
  throw new DealError('unknown-stage', `Pipeline ${pipeline.id} has no stage ${stageId}.`, {
    pipelineId: pipeline.id,
    stageId,
  });
}

function refuse(pipeline: Pipeline, problem: string): never {
  throw new DealError('invalid-pipeline', `Pipeline ${pipeline.id}: ${problem}.`, {
    pipelineId: pipeline.id,
    problem,
  });
}
