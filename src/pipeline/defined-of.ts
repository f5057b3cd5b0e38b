import { checkText, preview } from '../text.ts';
import { checkProbability } from './check-probability.ts';
import type { TaskAssignee } from './pipeline.ts';
import { isDays, isProgression, type PipelineKinds, stageShape, taskShape } from './pipeline-shape.ts';
import { type Parts, partsOf, propertiesOf, unknownName } from './shape.ts';

export type Refuse = (problem: string) => never;

/** Where a value stands in a definition. */
interface Place {
  /** `stage`. */
  readonly noun: string;
  /** `stage offer`. */
  readonly owner: string;
  readonly name: string;
  readonly refuse: Refuse;
}

const stageParts = /* @__PURE__ */ partsOf(stageShape);
const taskParts = /* @__PURE__ */ partsOf(taskShape);

/** A part of a definition as its shape says, checked, copied and frozen with all that is in it. */
export function definedOf<T>(parts: Parts, value: unknown, noun: string, refuse: Refuse): T {
  const given = propertiesOf(value);
  const owner = `${noun} ${preview(given['id'])}`;
  const copy: Record<string, unknown> = {};
  for (const { name, kind, optional } of parts.values()) {
    const part = given[name];
    if (part === undefined && optional) continue;
    copy[name] = ways[kind as keyof PipelineKinds](part, { noun, owner, name, refuse });
  }
  const unknown = unknownName(given, parts);
  if (unknown !== undefined) refuse(`${owner} has the property ${unknown}, which is not known`);
  return Object.freeze(copy) as T;
}

/** How each kind of value is checked and copied. */
const ways: { readonly [K in keyof PipelineKinds]: (value: unknown, place: Place) => PipelineKinds[K] } = {
  text(value, { noun, name }) {
    checkText(value, `${noun} ${name}`);
    return value;
  },
  texts: (value, place) =>
    listOf(value, place, (item) => {
      checkText(item, `${place.name} of ${place.owner}`);
      return item;
    }),
  flag(value, { owner, name, refuse }) {
    if (typeof value === 'boolean') return value;
    return refuse(`${name} of ${owner} is ${preview(value)}, not true or false`);
  },
  days(value, { owner, name, refuse }) {
    if (isDays(value)) return value;
    return refuse(`${owner} is ${name === 'dueDays' ? 'due' : 'stale'} after ${preview(value)} days`);
  },
  probability(value) {
    checkProbability(value);
    return value;
  },
  progression: (value, { refuse }) =>
    isProgression(value) ? value : refuse(`unknown progression ${preview(value)}`),
  stages: (value, place) =>
    listOf(value, place, (item) => definedOf(stageParts, item, 'stage', place.refuse)),
  assignee(value, { owner, refuse }) {
    const given = propertiesOf(value);
    const [name, ...others] = Object.keys(given).filter((each) => given[each] !== undefined);
    if ((name !== 'id' && name !== 'role') || others.length > 0)
      return refuse(`assignee of ${owner} has neither an id nor a role, or both`);
    checkText(given[name], `assignee ${name}`);
    return Object.freeze({ [name]: given[name] }) as TaskAssignee;
  },
  tasks: (value, place) => listOf(value, place, (item) => definedOf(taskParts, item, 'task', place.refuse)),
};

function listOf<T>(
  value: unknown,
  { owner, name, refuse }: Place,
  itemOf: (item: unknown) => T,
): readonly T[] {
  if (!Array.isArray(value)) return refuse(`${name} of ${owner} is ${preview(value)}, not a list`);
  return Object.freeze(Array.from(value, itemOf));
}
