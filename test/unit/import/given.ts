import {
  type ChangeRow,
  type DealEvent,
  type DealImport,
  type DealRow,
  definePipeline,
  type ImportOptions,
  importDeals,
  type Money,
  money,
} from '../../../src/index.ts';
import { frozen } from '../../support/freeze.ts';

const stages = (...ids: string[]) => ids.map((id) => ({ id, name: id }));

/** A manual pipeline of the stages A, B and C. */
export const abc = definePipeline({
  id: 'abc',
  name: 'ABC',
  progression: 'manual',
  stages: stages('A', 'B', 'C'),
});
/** Another, of X and Y. */
export const xy = definePipeline({ id: 'xy', name: 'XY', progression: 'manual', stages: stages('X', 'Y') });
export const none = definePipeline({ id: 'none', name: 'No stages', progression: 'none', stages: [] });

export const outcomeStages = { won: ['Closed won'], lost: ['Closed lost', 'No budget'] };

export const nok = (amount: number): Money => money(amount, 'NOK');

/** A deal of pipeline ABC, opened on 5 January. */
export const deal = (more: Partial<DealRow> = {}): DealRow => ({
  id: 'd',
  pipelineId: 'abc',
  openedAt: '2026-01-05',
  ...more,
});

/** A change of it; `'10'` or `'10 09:00'` is a time of January. */
export const change = (at: string, more: Partial<ChangeRow>): ChangeRow => ({
  dealId: 'd',
  at: `2026-01-${at}`,
  ...more,
});

export const imported = (
  rows: DealRow | readonly DealRow[],
  changes: readonly ChangeRow[] = [],
  options: ImportOptions = {},
): DealImport => importDeals(frozen([rows].flat()), frozen(changes), [abc, xy, none], options);

/** The events of the only history, a line each: when, of what type, what is new. */
export const story = (of: DealImport): string[] => (of.histories[0] ?? []).map(told);

/** The problems: which row, which field, what, what was done. */
export const problems = (of: DealImport): string[] =>
  of.problems.map(
    ({ in: rows, index, field, code, effect }) => `${rows} ${index} ${field ?? 'row'}: ${code}, ${effect}`,
  );

function told(event: DealEvent): string {
  return `${timeOf(event.at)} ${whatOf(event)}${event.by === undefined ? '' : ` by ${event.by}`}`;
}

function timeOf(at: Date): string {
  const [month = '', day = '', time = ''] = at.toISOString().split(/[-T]/).slice(1);
  const name = { '01': '', '02': 'Feb ', '03': 'Mar ' }[month] ?? `${month}-`;
  return `${name}${day}${time.startsWith('00:00:00') ? '' : ` ${time.replace(/(:00)?\.000Z$/, '')}`}`;
}

function whatOf(event: DealEvent): string {
  switch (event.type) {
    case 'DealOpened': {
      const { stageId, pipelineId, stageUndated, undated, ownerId, potential } = event;
      const facts = [ownerId, potential && moneyText(potential)].filter((fact) => fact !== null);
      const since = [stageUndated ? 'since when unknown' : [], undated ? 'undated' : []].flat();
      return [
        `opened in ${pipelineId === 'abc' ? '' : `${pipelineId} `}${stageId ?? 'no stage'}`,
        ...facts,
        ...since,
      ].join(', ');
    }
    case 'DealMoved':
      return `${event.from} > ${event.to}`;
    case 'DealTransferred':
      return `to ${event.pipelineId} ${event.stageId ?? ''}`.trim();
    case 'DealReassigned':
      return `owner ${event.ownerId}`;
    case 'DealRevalued':
      return `worth ${event.potential && moneyText(event.potential)}`;
    case 'DealRescheduled':
      return `expected ${event.expectedCloseAt && timeOf(event.expectedCloseAt)}`;
    case 'DealEstimated':
      return `probability ${event.probability}`;
    case 'DealWon':
      return `won${event.amount === undefined ? '' : ` ${moneyText(event.amount)}`}`;
    case 'DealLost':
      return ['lost', event.reason ?? [], event.competitorId === undefined ? [] : `to ${event.competitorId}`]
        .flat()
        .join(' ');
    case 'DealReopened':
      return `reopened in ${event.stageId}`;
    case 'PaymentReceived':
      return `paid ${moneyText(event.amount)}`;
    case 'InteractionLinked':
      return `${event.interaction.kind} ${event.interaction.id}`;
    default:
      return event.type;
  }
}

function moneyText({ amount, currency }: Money): string {
  return `${amount.toFixed()} ${currency}`;
}
