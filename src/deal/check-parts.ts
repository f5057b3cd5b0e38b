import { DealError } from '../errors.ts';
import { checkProbability } from '../pipeline/check-probability.ts';
import { type Part, type Parts, partsOf, propertiesOf, unknownName } from '../pipeline/shape.ts';
import { checkText, preview } from '../text.ts';
import { checkDate } from '../time/period.ts';
import type { DealEvent } from './event.ts';
import {
  demandLineShape,
  type EventKinds,
  eventParts,
  interactionShape,
  participantShape,
  taskInputShape,
} from './event-shape.ts';
import {
  checkFields,
  checkFlag,
  checkPercent,
  checkRecordedMoney,
  checkVersion,
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
interface Rules {
  readonly byName: ReadonlyMap<string, Rule>;
  /** How many properties must be there. */
  readonly needed: number;
}

function rulesOf(parts: Parts): Rules {
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
function checkParts(value: object, { byName, needed }: Rules, path: string, dealId: string): void {
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
  texts(value, field, dealId) {
    if (!Array.isArray(value)) throw invalidValue(field, 'not a list', value, dealId);
    for (const [index, text] of value.entries()) checkText(text, `${field}[${index}]`);
  },
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
  version: checkVersion,
  event: checkInstead,
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

const eventRules: ReadonlyMap<string, Rules> = /* @__PURE__ */ new Map(
  /* @__PURE__ */ Array.from(eventParts, ([type, parts]) => [type, rulesOf(parts)]),
);

/** Checks the properties of one event, each by its kind; `path` is where it stands. */
export function checkEvent(event: DealEvent, path = ''): void {
  const { type, dealId } = propertiesOf(event);
  const rules = typeof type === 'string' ? eventRules.get(type) : undefined;
  if (rules === undefined) refuseType(preview(dealId), type);
  else checkParts(event, rules, path, dealId as string);
}

/** Checks that an event is of a deal. */
export function checkOf(event: DealEvent, dealId: string): void {
  const ownDealId = preview(dealId);
  if (typeof event !== 'object' || event === null) refuseType(ownDealId, event);
  if (event.dealId === dealId) return;
  const otherDealId = preview(event.dealId);
  throw new DealError('mixed-deals', `The history of deal ${ownDealId} holds an event of ${otherDealId}.`, {
    dealId: ownDealId,
    otherDealId,
  });
}

/** Checks what is to stand in the place of an event: an event of the same deal that is no correction itself. */
function checkInstead(value: unknown, field: string, dealId: string): void {
  const event = value as DealEvent;
  checkOf(event, dealId);
  if (event.type === 'EventCorrected') throw invalidValue(field, 'a correction', event.type, dealId);
  checkEvent(event, `${field}.`);
}

function refuseType(dealId: string, type: unknown): never {
  throw new DealError('unknown-event', `Deal ${dealId} has an event of the unknown type ${preview(type)}.`, {
    dealId,
    type: preview(type),
  });
}
