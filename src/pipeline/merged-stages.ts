import type { Stage } from './pipeline.ts';

/**
 * The stages without those that another one was formerly. That one takes over the ids these had before, stands for them
 * where a stage leads to them, and, new, in the place of the first of them; other new stages come at the end.
 *
 * One that was there before leads where any of them led, unless it is `stated` where it leads.
 */
export function mergedStages<S extends string>(
  kept: readonly Stage<S>[],
  added: readonly Stage<S>[],
  stated: ReadonlySet<string>,
): Stage<S>[] {
  const into = takersOf([...kept, ...added]);
  const fresh = new Set(added);
  const isNew = (stage: Stage<S>): boolean => fresh.has(stage);
  const takenBy = new Map<Stage<S>, Stage<S>[]>();
  for (const [stage, taker] of into) takenBy.set(taker, [...(takenBy.get(taker) ?? []), stage]);
  const inPlace = kept.map((stage) => {
    const taker = into.get(stage);
    return taker !== undefined && isNew(taker) ? taker : stage;
  });
  const all = new Set([...inPlace, ...added]);
  const takerOf = new Map(Array.from(into, ([stage, { id }]) => [stage.id as string, id]));
  return [...all].flatMap((stage) => {
    if (into.has(stage)) return [];
    const taken = takenBy.get(stage) ?? [];
    const led = isNew(stage) || stated.has(stage.id) ? [stage] : [stage, ...taken];
    const leadsTo = led.every((each) => each.leadsTo !== undefined)
      ? led.flatMap((each) => each.leadsTo ?? []).map((to) => takerOf.get(to) ?? to)
      : undefined;
    const { leadsTo: _, formerly = [], ...others } = stage;
    const ids = [...formerly, ...taken.flatMap((other) => other.formerly ?? [])];
    return {
      ...others,
      ...(leadsTo === undefined ? {} : { leadsTo: withoutSelf(stage, leadsTo) }),
      ...(ids.length === 0 ? {} : { formerly: ids }),
    } as Stage<S>;
  });
}

/** Of each stage that another one was formerly, that one; of none that is taken itself, which is refused later. */
function takersOf<S extends string>(stages: readonly Stage<S>[]): Map<Stage<S>, Stage<S>> {
  const byFormer = new Map<string, Stage<S>>();
  for (const stage of stages) for (const id of stage.formerly ?? []) byFormer.set(id, stage);
  const takers = new Map<Stage<S>, Stage<S>>();
  for (const stage of stages) {
    const taker = byFormer.get(stage.id);
    if (taker !== undefined && taker !== stage) takers.set(stage, taker);
  }
  return new Map([...takers].filter(([, taker]) => !takers.has(taker)));
}

/** A merged stage does not lead to what it is now itself; one that was said to lead to itself still does. */
function withoutSelf<S extends string>({ id, leadsTo = [] }: Stage<S>, to: readonly string[]): string[] {
  return [...new Set(to)].filter((each) => each !== id || leadsTo.includes(id));
}
