import type { ChangeRow, DealEvent, DealRow, Money } from '../../../src/index.ts';

/**
 * One pass over objects that looks at everything a book needs of them: what it takes to read them at all. Returns how many
 * deals there are, and a number that depends on everything, lest it be optimised away.
 */
export function touchEvents(histories: readonly (readonly DealEvent[])[]): [deals: number, all: number] {
  let all = 0;
  for (const events of histories) for (const event of events) all = (all + touchEvent(event)) | 0;
  return [histories.length, all];
}

function touchEvent(event: DealEvent): number {
  const all = event.dealId.length + event.at.getTime() + event.type.length;
  switch (event.type) {
    case 'DealOpened':
      return (
        all +
        event.pipelineId.length +
        (event.stageId ?? '').length +
        (event.ownerId ?? '').length +
        touch(event.potential)
      );
    case 'DealMoved':
      return all + event.from.length + event.to.length;
    case 'DealRevalued':
      return all + touch(event.potential);
    case 'DealLost':
      return all + (event.reason ?? '').length;
    case 'DealReopened':
      return all + (event.stageId ?? '').length;
    default:
      return all;
  }
}

export function touchRows(
  dealRows: readonly DealRow[],
  changeRows: readonly ChangeRow[],
): [deals: number, all: number] {
  let all = 0;
  for (const { id, pipelineId, ownerId, potential, openedAt, outcome } of dealRows) {
    all +=
      id.length + pipelineId.length + (ownerId ?? '').length + touch(potential ?? null) + +(openedAt ?? 0);
    if (outcome) all += +outcome.at + outcome.status.length;
    all |= 0;
  }
  for (const { dealId, stageId, at } of changeRows)
    all = (all + dealId.length + (stageId ?? '').length + +at) | 0;
  return [dealRows.length, all];
}

/** The documented parts of a Decimal. */
function touch(money: Money | null): number {
  if (money === null) return 0;
  const { d: words, e: exponent, s: sign } = money.amount;
  let all = exponent + sign + money.currency.length;
  for (let i = 0; i < words.length; i++) all += words[i] as number;
  return all;
}
