import { DealError } from '../errors.ts';
import { checkText, preview } from '../text.ts';
import type { Refuse } from './defined-of.ts';
import type { Pipeline, Stage } from './pipeline.ts';
import { isPlain, propertiesOf } from './shape.ts';

/** What a stage asks and promises from now on. `formerly` is added to the ids that it had; a stage named there is merged into this one. */
export type StageChange = {
  readonly [K in 'goal' | 'probability' | 'requires' | 'tasks' | 'leadsTo' | 'staleAfterDays' | 'formerly']?:
    | Stage[K]
    | null
    | undefined;
};

const changeable: readonly (keyof StageChange)[] = [
  ...(['goal', 'probability', 'requires', 'tasks', 'leadsTo', 'staleAfterDays', 'formerly'] as const),
];

/** What is different in a revision; what is left out stays. */
export interface PipelineRevision<S extends string = string, N extends string = string> {
  /** The deal type's new name. */
  readonly name?: string | undefined;
  readonly acceptsNewDeals?: boolean | undefined;
  readonly recordsDemand?: boolean | undefined;
  /** The reasons a loss can have from now on; null: any. */
  readonly lossReasons?: readonly string[] | null | undefined;
  /** New stages, at the end unless `order` puts them elsewhere. One takes the place of the stages that it was `formerly`: so a stage gets another id. */
  readonly add?: readonly Stage<N>[] | undefined;
  /** New names of stages, by their ids, which stay. */
  readonly rename?: { readonly [K in S]?: string } | undefined;
  /** Stages no deal is moved into any more. They keep their place, their tasks and the visits they had. */
  readonly retire?: readonly S[] | undefined;
  /** Retired stages that deals are moved into again. */
  readonly restore?: readonly S[] | undefined;
  /** What stages ask and promise from now on, by their ids; what is left out stays, null takes it away. */
  readonly change?: { readonly [K in S]?: StageChange } | undefined;
  /** All stage ids, also those of new and retired stages, in their new order; not those of stages that were merged into others. */
  readonly order?: readonly (S | N)[] | undefined;
}

/** What each change of a revision must be; all else is checked where the stages are defined anew. */
const checks: { readonly [K in keyof PipelineRevision]-?: (value: unknown) => string | undefined } = {
  name: () => undefined,
  acceptsNewDeals: () => undefined,
  recordsDemand: () => undefined,
  lossReasons: (value) =>
    value === null ? undefined : listOf(value, (reason) => checkText(reason, 'loss reason')),
  add: (value) =>
    listOf(value, (stage) => checkText(propertiesOf(stage)['id'], 'stage id')) ?? listsIn(value as unknown[]),
  rename(value) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return 'names by stage ids';
    for (const name of Object.values(value)) if (name !== undefined) checkText(name, 'stage name');
    return undefined;
  },
  retire: (value) => listOf(value, (id) => checkText(id, 'stage id')),
  restore: (value) => listOf(value, (id) => checkText(id, 'stage id')),
  change(value) {
    if (!isPlain(value)) return 'changes by stage ids';
    for (const change of Object.values(value)) {
      if (change === undefined) continue;
      if (!isPlain(change)) return 'changes by stage ids';
      if (Object.keys(change).some((name) => !(changeable as readonly string[]).includes(name)))
        return `changes of ${changeable.join(', ')}`;
    }
    return listsIn(Object.values(value).map(withoutNull));
  },
  order: (value) => listOf(value, (id) => checkText(id, 'stage id')),
};

/** What is needed if the value is no list; each item is checked. */
function listOf(value: unknown, check: (item: unknown) => void): string | undefined {
  if (!Array.isArray(value)) return 'a list';
  for (const item of value) check(item);
  return undefined;
}

/** What is needed if a stage names others, which is read before it is defined anew, by anything but a list of their ids. */
function listsIn(stages: readonly unknown[]): string | undefined {
  for (const stage of stages)
    for (const name of ['formerly', 'leadsTo']) {
      const ids = propertiesOf(stage)[name];
      if (ids === undefined) continue;
      if (listOf(ids, (id) => checkText(id, name)) !== undefined) return `stages whose ${name} is a list`;
    }
  return undefined;
}

function withoutNull(change: unknown): object {
  return Object.fromEntries(Object.entries(propertiesOf(change)).filter(([, value]) => value !== null));
}

/** Checks that a revision names changes that there are, each of its kind. */
export function checkRevision({ id }: Pipeline, revision: unknown): void {
  const refuse: Refuse = (problem) => {
    throw new DealError('invalid-pipeline', `Pipeline ${id}: ${problem}.`, { pipelineId: id, problem });
  };
  if (!isPlain(revision)) refuse(`${preview(revision)} is no revision`);
  for (const [name, value] of Object.entries(revision)) {
    if (value === undefined) continue;
    if (!Object.hasOwn(checks, name)) refuse(`a revision has no ${name}`);
    const needed = checks[name as keyof PipelineRevision](value);
    if (needed !== undefined) refuse(`${name} must be ${needed}, not ${preview(value)}`);
  }
}
