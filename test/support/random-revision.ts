import fc from 'fast-check';
import type { DealEvent } from '../../src/deal/event.ts';
import { definePipeline } from '../../src/pipeline/define-pipeline.ts';
import type { Pipeline, Stage } from '../../src/pipeline/pipeline.ts';

/** What becomes of the stages of a pipeline after deals went through them. */
export interface Revision {
  /** The manual pipeline or the automatic one. */
  readonly pipeline: number;
  /** One of the stages is merged into another one, by their numbers; into itself: none. */
  readonly taken: number;
  readonly taker: number;
  /** One gets another id; beyond the last: none. */
  readonly renamed: number;
}

export const revision: fc.Arbitrary<Revision> = fc.record({
  pipeline: fc.constantFrom(0, 0, 0, 1),
  taken: fc.nat(4),
  taker: fc.nat(4),
  renamed: fc.nat(8),
});

/** A book whose pipelines were revised: its histories keep the ids that were recorded, but for some events recorded since. */
export function revisedBy<
  B extends {
    readonly pipelines: readonly Pipeline[];
    readonly histories: readonly (readonly DealEvent[])[];
  },
>(book: B, revision: Revision | undefined): B {
  if (revision === undefined) return book;
  const old = book.pipelines[revision.pipeline] as Pipeline;
  const stages = revisedStages(old.stages, revision);
  if (stages.every(({ retired }) => retired === true)) return book;
  const pipelines = book.pipelines.map((each) => (each === old ? definePipeline({ ...old, stages }) : each));
  const nowOf = new Map(stages.flatMap(({ id, formerly = [] }) => formerly.map((before) => [before, id])));
  const histories = book.histories.map((history, deal) =>
    history.map((event, index) => ((deal + index) % 4 === 3 ? withIds(event, nowOf) : event)),
  );
  return { ...book, pipelines, histories };
}

function revisedStages(stages: readonly Stage[], { taken, taker, renamed }: Revision): Stage[] {
  const [lost, kept] = [stages[taken % stages.length], stages[taker % stages.length]];
  return stages
    .filter((stage) => stage === kept || stage !== lost)
    .map((stage): Stage => {
      const isRenamed = stage === stages[renamed];
      const formerly = [
        ...(isRenamed ? [stage.id] : []),
        ...(stage === kept && lost !== undefined && lost !== kept ? [lost.id] : []),
      ];
      const revised = isRenamed ? { ...stage, id: 'renewed' } : stage;
      return formerly.length === 0 ? revised : { ...revised, formerly };
    });
}

function withIds(event: DealEvent, nowOf: ReadonlyMap<string, string>): DealEvent {
  if (event.type === 'DealMoved') return { ...event, to: nowOf.get(event.to) ?? event.to };
  if (!('stageId' in event) || event.stageId === undefined) return event;
  return { ...event, stageId: nowOf.get(event.stageId) ?? event.stageId };
}
