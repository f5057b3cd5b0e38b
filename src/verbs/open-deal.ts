import { type DescriptionOf, forDescription } from '../deal/description.ts';
import type { DealHistory, DealOpened, DemandLine, Fields } from '../deal/event.ts';
import { replay } from '../deal/replay.ts';
import { DealError } from '../errors.ts';
import type { Money } from '../money/money.ts';
import { type OptionsOf, readLater } from '../options.ts';
import { checkPipeline } from '../pipeline/define-pipeline.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { checkDemandGiven } from '../process/primary-demand.ts';
import { type CheckOptions, checkEntry } from '../process/requirements.ts';
import { checkCheckOptions, checkInput } from './check-arguments.ts';
import { checkAcceptsNew, entryStage, isLaterStage } from './enterable-stage.ts';
import { eventOf } from './event-of.ts';
import { recordedOf } from './recorded-of.ts';
import type { VerbInput } from './verb-input.ts';

export interface OpenDealInput<S extends string = string>
  extends VerbInput,
    Partial<DescriptionOf<string | undefined>> {
  readonly id: string;
  /** Null without an owner. */
  readonly ownerId: string | null;
  readonly potential: Money | null;
  /** Default the pipeline's first stage; an automatic pipeline takes no other. */
  readonly stageId?: S | undefined;
  readonly name?: string | undefined;
  readonly expectedCloseAt?: Date | undefined;
  readonly interactionId?: string | undefined;
  /** The deal that this one follows, such as one lost to the same client before. */
  readonly previousDealId?: string | undefined;
  readonly fields?: Fields | undefined;
  /** What the client asked for: at least one line where the pipeline records demand. */
  readonly demand?: readonly DemandLine[] | undefined;
}

/** What an opening says beside what every event says. */
export const openingFacts: OptionsOf<Omit<OpenDealInput, keyof VerbInput>> = {
  id: readLater,
  ownerId: readLater,
  potential: readLater,
  stageId: readLater,
  name: readLater,
  expectedCloseAt: readLater,
  .../* @__PURE__ */ forDescription(() => readLater),
  interactionId: readLater,
  previousDealId: readLater,
  fields: readLater,
  demand: readLater,
};

/**
 * Opens a deal: its history starts with the event returned.
 *
 * @throws DealError `new-deals-not-accepted`, `unknown-stage`, `stage-retired`, `move-not-allowed` (an automatic
 * pipeline, a later stage), `demand-required`, `requirements-missing`, `unknown-requirement`, `invalid-date`, `invalid-text`, `invalid-amount`, `invalid-percent`,
 * `invalid-option`, `invalid-pipeline`, `invalid-value`.
 *
 * @example
 * ```ts
 * const [opened] = openDeal(sales, { id: 'd5', ownerId: 'kari', potential: money(100, 'NOK'), at: on('12') })
 * opened.stageId // => 'contact'
 * ```
 */
export function openDeal<S extends string>(
  pipeline: Pipeline<S>,
  input: OpenDealInput<NoInfer<S>>,
  options: CheckOptions = {},
): [DealOpened] {
  const opened: [DealOpened] = [openingIn(pipeline, input)];
  checkOpened(pipeline, opened, options);
  return opened;
}

/** Checks that a deal that is opened has what its stage requires. */
export function checkOpened(pipeline: Pipeline, history: DealHistory, options: CheckOptions): void {
  checkCheckOptions(options);
  const deal = replay(history);
  checkEntry(deal, pipeline, deal.stageId, history[0].at, options);
}

/** An opening, but for what its stage requires. */
export function openingIn<S extends string>(
  pipeline: Pipeline<S>,
  input: OpenDealInput<NoInfer<S>>,
): DealOpened {
  checkPipeline(pipeline);
  checkInput(input, openingFacts);
  const { at, by, recordedAt, stageId: asked, id, ...facts } = input;
  const common = recordedOf(id, { at, by, recordedAt });
  checkAcceptsNew(pipeline);
  const stageId = entryStage(pipeline, asked);
  if (isLaterStage(pipeline, stageId)) {
    throw new DealError('move-not-allowed', `Deals of pipeline ${pipeline.id} start in its first stage.`, {
      dealId: id,
      from: null,
      to: String(stageId),
    });
  }
  const event = eventOf('DealOpened', common, { pipelineId: pipeline.id, stageId, ...facts });
  checkDemandGiven(pipeline, id, event.demand);
  return event;
}
