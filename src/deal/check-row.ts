import { unknownName } from '../pipeline/shape.ts';
import { invalidValue, unknownProperty } from './event-values.ts';

/** The properties that a kind of row has. */
export type RowNames = ReadonlyMap<string, true>;

const deal = [
  'id',
  'pipelineId',
  'ownerId',
  'potential',
  'openedAt',
  'outcome',
  'name',
  'customerId',
  'channel',
];

export const dealRow: RowNames = /* @__PURE__ */ named(...deal, 'expectedCloseAt', 'fields', 'visits');
export const outcomeRow: RowNames = /* @__PURE__ */ named(
  ...['status', 'at', 'amount', 'reason', 'competitorId', 'by'],
);
export const visitRow: RowNames = /* @__PURE__ */ named('stageId', 'enteredAt', 'ownerId', 'by');
export const changeRow: RowNames = /* @__PURE__ */ named('dealId', 'stageId', 'at', 'ownerId', 'by');

function named(...names: readonly string[]): RowNames {
  return new Map(names.map((name) => [name, true]));
}

/** Checks that a row is one and has no property that nobody reads; its values are checked in the events made of it. */
export function checkRow(row: unknown, names: RowNames, where: string): asserts row is object {
  if (typeof row !== 'object' || row === null) throw invalidValue(where, 'not a row', row);
  const unknown = unknownName(row, names);
  if (unknown !== undefined) throw unknownProperty(`${where}.${unknown}`, row, unknown);
}
