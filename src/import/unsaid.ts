import type { Deal } from '../deal/deal.ts';
import { describedFields } from '../deal/description.ts';
import type { DealDescribed, DealEvent, DealOpened, FieldValue } from '../deal/event.ts';
import { isDate } from '../time/is-date.ts';

/** What every change row says of its event. */
const head = ['at', 'by', 'recordedAt'];

/** What rows say of an event of each type; nothing of those that are absent. */
const sayable: { readonly [Type in DealEvent['type']]?: readonly string[] } = {
  DealOpened: [
    ...['at', 'by', 'undated', 'pipelineId', 'stageId', 'stageUndated', 'ownerId', 'potential'],
    ...['expectedCloseAt', 'name', 'fields', ...describedFields],
  ],
  DealMoved: [...head, 'from', 'to'],
  DealTransferred: [...head, 'pipelineId', 'stageId'],
  DealReassigned: [...head, 'ownerId'],
  DealRevalued: [...head, 'potential'],
  DealRescheduled: [...head, 'expectedCloseAt'],
  DealEstimated: [...head, 'probability'],
  DealWon: [...head, 'amount'],
  DealLost: [...head, 'reason', 'competitorId'],
  DealReopened: [...head, 'stageId'],
  // In the row of the deal, as it stands at the end:
  DealDescribed: ['name', 'fields', ...describedFields],
  PaymentReceived: ['at', 'amount'],
  InteractionLinked: ['interaction'],
};

/** What the events of a deal are seen against. */
interface WholeDeal {
  /** As it is at the end. */
  readonly deal: Deal;
  /** As corrected. */
  readonly opening: DealOpened;
  /** Whether it was led to another stage or pipeline than it was opened in. */
  readonly isMoved: boolean;
}

/** The properties of an event that rows do not say, by their names. */
export function unsaid(event: DealEvent, whole: WholeDeal): string[] {
  const isAgain = event.type === 'DealOpened' && event !== whole.opening; // which does not count
  const known = isAgain ? [] : (sayable[event.type] ?? []);
  const otherwise = isAgain ? [] : saidOtherwise(event, whole);
  const facts = event as unknown as Readonly<Record<string, unknown>>;
  return Object.keys(event).filter((name) => {
    if (name === 'type' || name === 'dealId' || facts[name] === undefined) return false;
    return known.includes(name) ? otherwise.includes(name) : !goesWithoutSaying(event, name);
  });
}

/** What rows have no word for, but what an import takes to be so. */
function goesWithoutSaying(event: DealEvent, name: string): boolean {
  if (!Object.hasOwn(sayable, event.type)) return false;
  if (name === 'recordedAt') return Number(event.recordedAt) === +event.at;
  return name === 'at' && event.type === 'InteractionLinked' && +event.interaction.at === +event.at;
}

/** What rows have a word for, but say otherwise. */
function saidOtherwise(event: DealEvent, { deal, isMoved }: WholeDeal): readonly string[] {
  switch (event.type) {
    case 'DealOpened':
      return event.stageUndated === true && isMoved
        ? ['stageUndated', ...replaced(event, deal)]
        : replaced(event, deal);
    case 'DealDescribed':
      return replaced(event, deal);
    default:
      return [];
  }
}

/** What was described otherwise later. */
function replaced(event: DealOpened | DealDescribed, deal: Deal): string[] {
  const texts = (['name', ...describedFields] as const).filter((name) => event[name] !== deal[name]);
  const fields = Object.entries(event.fields ?? {});
  const areSame = fields.every(([name, value]) =>
    isSame(value, Object.hasOwn(deal.fields, name) ? (deal.fields[name] as FieldValue) : null),
  );
  return areSame ? texts : [...texts, 'fields'];
}

function isSame(a: FieldValue, b: FieldValue): boolean {
  return isDate(a) && isDate(b) ? +a === +b : a === b;
}
