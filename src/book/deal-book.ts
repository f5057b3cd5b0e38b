import type { DealEvent } from '../deal/event.ts';
import { checkCurrency } from '../money/money.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { pipelinesById } from '../pipeline/pipelines-by-id.ts';
import { compareText } from '../text.ts';
import { checkTimeZone } from '../time/calendar.ts';
import { checkDate } from '../time/period.ts';
import { type BookWarning, columns, type DealBook } from './book.ts';
import { emptyFacts, type Facts, trimFacts } from './facts.ts';
import { recordHistory } from './recorder.ts';
import { presentRows, stateAsOf } from './state.ts';

export interface DealBookOptions {
  /** The pipelines of the deals, in the revision that reports are to use. */
  readonly pipelines: Iterable<Pipeline>;
  /** The management currency. */
  readonly currency: string;
  /** What happened up to this instant, inclusive, counts; default the latest event. */
  readonly asOf?: Date | undefined;
  /** What had been entered up to this instant, inclusive, counts; default everything. */
  readonly knownAt?: Date | undefined;
  /** An IANA time zone in which reports read days, months and years; default `UTC`. */
  readonly timeZone?: string | undefined;
}

/**
 * A book of deals: the histories of many deals, laid out for reports.
 *
 * It keeps dated facts, not event objects, so a caller may go on changing what it was made from. Potentials in
 * another currency than the management currency are counted, not priced: `unpricedDeals` lists them.
 *
 * @throws DealError `duplicate-deal`, `unknown-pipeline`, `missing-stage`, `duplicate-pipeline`, and what
 * `replay` throws for a history that cannot be read; `invalid-date`, `invalid-text`, `invalid-time-zone` for options.
 *
 * @example
 * ```ts
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }, { id: 'offer', name: 'Offer' }] })
 * const histories = historiesOf([{ id: 'd1', pipelineId: 'sales', ownerId: 'kari', potential: money(100, 'NOK'), openedAt: new Date('2026-10-01') }], [], [sales])
 * const book = dealBook(histories, { pipelines: [sales], currency: 'NOK' })
 * book.asOf // => '2026-10-01T00:00:00.000Z'
 * ```
 */
export function dealBook(histories: Iterable<readonly DealEvent[]>, options: DealBookOptions): DealBook {
  const { currency, asOf, knownAt } = options;
  checkCurrency(currency);
  if (asOf !== undefined) checkDate(asOf, 'asOf');
  if (knownAt !== undefined) checkDate(knownAt, 'knownAt');
  const timeZone = checkTimeZone(options.timeZone);
  const pipelines = Array.from(options.pipelines, copied);
  const facts = emptyFacts(pipelinesById(pipelines), currency);
  let latest = Number.NEGATIVE_INFINITY;
  for (const history of histories)
    latest = Math.max(latest, recordHistory(facts, history, { asOf, knownAt }));
  trimFacts(facts);
  const scope = Int32Array.from(facts.dealIds.keys());
  const state = stateAsOf(facts, scope, asOf === undefined ? latest : +asOf);
  const rows = presentRows(state, scope);
  return {
    deals: rows.length,
    asOf: state.asOf === Number.NEGATIVE_INFINITY ? null : new Date(state.asOf),
    currency,
    timeZone,
    pipelines,
    warnings: warningsOf(facts),
    [columns]: { facts, state, rows, scope, horizon: asOf === undefined ? Number.POSITIVE_INFINITY : +asOf },
  };
}

function warningsOf({ places, pipelines }: Facts): BookWarning[] {
  return places
    .flatMap(({ pipelineId, stageId }): BookWarning[] => {
      const known =
        stageId === null || pipelines.get(pipelineId)?.stages.some((stage) => stage.id === stageId);
      return known ? [] : [{ code: 'unmapped-stage', pipelineId, stageId }];
    })
    .sort((a, b) => compareText(a.pipelineId, b.pipelineId) || compareText(a.stageId, b.stageId));
}

function copied(pipeline: Pipeline): Pipeline {
  return { ...pipeline, stages: pipeline.stages.map((stage) => ({ ...stage })) };
}
