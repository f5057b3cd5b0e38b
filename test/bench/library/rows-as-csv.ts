import type { ChangeRow, DealRow } from '../../../src/index.ts';

/** A row of a deal as a line of a file, as a CRM exports it. */
export function dealLine({ id, pipelineId, ownerId, potential, openedAt, outcome }: DealRow): string {
  const worth = potential ? [potential.amount.toFixed(), potential.currency] : ['', ''];
  const ended = outcome ? [outcome.status, textOf(outcome.at), outcome.reason] : ['', '', ''];
  return `${[id, pipelineId, ownerId, ...worth, textOf(openedAt), ...ended]}\n`;
}

export function changeLine({ dealId, stageId, at }: ChangeRow): string {
  return `${[dealId, stageId, textOf(at)]}\n`;
}

function textOf(at: unknown): string {
  return (at as Date).toISOString();
}
