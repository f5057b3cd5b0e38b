import { checkProbability } from '../pipeline/check-probability.ts';
import { type Part, type Parts, partsOf, propertiesOf, unknownName } from '../pipeline/shape.ts';
import { checkText } from '../text.ts';
import { checkDate } from '../time/period.ts';
import {
  demandLineShape,
  type EventKinds,
  interactionShape,
  participantShape,
  taskInputShape,
} from './event-shape.ts';
import {
  checkFields,
  checkFlag,
  checkPercent,
  checkRecordedMoney,
  invalidValue,
  unknownProperty,
} from './event-values.ts';

/** Checks a value of one kind; `field` is where it stands. */
type Check = (value: unknown, field: string, dealId: string) => void;

/** A property of a shape with the check of its kind. */
interface Rule extends Part {
  readonly check: Check;
}

/** The checks of a shape. */
export interface Rules {
  readonly byName: ReadonlyMap<string, Rule>;
  /** How many properties must be there. */
  readonly needed: number;
}

export function rulesOf(parts: Parts): Rules {
  const rules = Array.from(parts.values(), (part) => ({
    ...part,
    check: checks[part.kind as keyof EventKinds],
  }));
  return {
    byName: new Map(rules.map((rule) => [rule.name, rule])),
    needed: rules.filter(({ optional }) => !optional).length,
  };
}

/** Checks what is there, then whether all is there that must be: most properties of an event may be absent, and are. */
export function checkParts(value: object, { byName, needed }: Rules, path: string, dealId: string): void {
  const given = value as Readonly<Record<string, unknown>>;
  let found = 0;
  for (const name in given) {
    const part = given[name];
    if (part === undefined) continue;
    const rule = byName.get(name);
    if (rule === undefined) checkNames(value, byName, path, dealId);
    else {
      checkPart(rule, part, path, dealId);
      if (!rule.optional) found++;
    }
  }
  if (found === needed) return;
  for (const rule of byName.values()) {
    const part = given[rule.name];
    if (part !== undefined || !rule.optional) checkPart(rule, part, path, dealId);
  }
}

function checkPart({ name, nullable, check }: Rule, part: unknown, path: string, dealId: string): void {
  if (part !== null || !nullable) check(part, path === '' ? name : path + name, dealId);
}

/** Checks that there is no property that nobody reads. */
function checkNames(value: object, known: ReadonlyMap<string, unknown>, path: string, dealId: string): void {
  const unknown = unknownName(value, known);
  if (unknown !== undefined) throw unknownProperty(path + unknown, value, unknown, dealId);
}

/** How each kind of value is checked. */
const checks: { readonly [K in keyof EventKinds]: Check } = {
  text: checkText,
  date: checkDate,
  money: checkRecordedMoney,
  flag: checkFlag,
  probability: checkProbability,
  percent: checkPercent,
  fields: checkFields,
  demand: checkDemand,
  participant: (value, field, dealId) =>
    checkParts(propertiesOf(value), participantRules, `${field}.`, dealId),
  interaction: (value, field, dealId) =>
    checkParts(propertiesOf(value), interactionRules, `${field}.`, dealId),
  task: (value, field, dealId) => checkParts(propertiesOf(value), taskRules, `${field}.`, dealId),
};

const demandRules = /* @__PURE__ */ rulesOf(/* @__PURE__ */ partsOf(demandLineShape));
const participantRules = /* @__PURE__ */ rulesOf(/* @__PURE__ */ partsOf(participantShape));
const interactionRules = /* @__PURE__ */ rulesOf(/* @__PURE__ */ partsOf(interactionShape));
const taskRules = /* @__PURE__ */ rulesOf(/* @__PURE__ */ partsOf(taskInputShape));

export function checkDemand(lines: unknown, field: string, dealId: string): void {
  if (!Array.isArray(lines)) throw invalidValue(field, 'not a list', lines, dealId);
  for (const [index, line] of lines.entries()) {
    checkParts(propertiesOf(line), demandRules, `${field}[${index}].`, dealId);
  }
}
