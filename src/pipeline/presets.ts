import { definePipeline } from './define-pipeline.ts';
import type { Pipeline } from './pipeline.ts';
import { type PredefinedStageId, predefinedStage, predefinedStages } from './predefined-stages.ts';

/**
 * A sale that leads its owner: seven of the predefined stages, eight tasks with what each needs and when it is due, then
 * the task to record the result. Due days count from the day the stage was entered; the order is due a day after the
 * terms are (7 + 1). What is not a fact of the deal itself (the agreement, the proposal, the order) is asked for as a
 * field of the host's; a check of the same name (`fields.order`) goes before the field.
 */
export const typicalSale: Pipeline<Exclude<PredefinedStageId, 'new-deal' | 'refinement'>> =
  /* @__PURE__ */ definePipeline({
    id: 'typical-sale',
    name: 'Typical sale',
    progression: 'automatic',
    stages: [
      predefinedStage('initial-contact', {
        tasks: [
          { id: 'record-contact', name: 'Record the initial contact', dueDays: 2, requires: ['interaction'] },
        ],
      }),
      predefinedStage('qualification', {
        tasks: [
          {
            id: 'qualify',
            name: 'Qualify the client',
            dueDays: 2,
            requires: ['customerId', 'fields.agreement'],
          },
        ],
      }),
      predefinedStage('proposal', {
        tasks: [{ id: 'propose', name: 'Prepare the proposal', dueDays: 3, requires: ['fields.proposal'] }],
      }),
      predefinedStage('presentation', {
        tasks: [{ id: 'present', name: 'Give the presentation', dueDays: 5 }],
      }),
      predefinedStage('terms', {
        tasks: [
          { id: 'agree', name: 'Agree the terms of sale', dueDays: 7 },
          {
            id: 'order',
            name: 'Place the order',
            dueDays: 8,
            requires: ['fields.counterparty', 'fields.order'],
          },
        ],
      }),
      predefinedStage('preparation', {
        tasks: [
          { id: 'confirm', name: 'Confirm the obligations', dueDays: 2, requires: ['fields.obligations'] },
        ],
      }),
      predefinedStage('fulfilment', {
        tasks: [
          {
            id: 'fulfil',
            name: 'See the obligations fulfilled',
            dueDays: 14,
            requires: ['fields.fulfilled'],
          },
        ],
      }),
    ],
  });

/** A sale whose stages its owner chooses: all nine predefined stages, in any order, without tasks. */
export const manualSale: Pipeline<PredefinedStageId> = /* @__PURE__ */ definePipeline({
  id: 'manual-sale',
  name: 'Sale with manual stages',
  progression: 'manual',
  stages: predefinedStages,
});

/** A sale without stages: opened, then won or lost. */
export const nonProcessSale: Pipeline = /* @__PURE__ */ definePipeline({
  id: 'non-process-sale',
  name: 'Sale without stages',
  progression: 'none',
  stages: [],
});

/** The way of a buyer, after E. St. Elmo Lewis: awareness, interest, desire, action. */
export const aida: Pipeline<'awareness' | 'interest' | 'desire' | 'action'> = /* @__PURE__ */ definePipeline({
  id: 'aida',
  name: 'AIDA',
  progression: 'manual',
  stages: [
    { id: 'awareness', name: 'Awareness', goal: 'They know of the product.' },
    { id: 'interest', name: 'Interest', goal: 'They want to know more.' },
    { id: 'desire', name: 'Desire', goal: 'They want it and look for a way to get it.' },
    { id: 'action', name: 'Action', goal: 'They buy.' },
  ],
});

/** The way of a seller in four steps: inform, reach who decides, agree the delivery, get paid. */
export const directSale: Pipeline<'inform' | 'decision-maker' | 'delivery' | 'payment'> =
  /* @__PURE__ */ definePipeline({
    id: 'direct-sale',
    name: 'Direct sale',
    progression: 'manual',
    stages: [
      { id: 'inform', name: 'Inform', goal: 'They know our goods or services.' },
      { id: 'decision-maker', name: 'Offer to the decision maker', goal: 'Who decides has our offer.' },
      { id: 'delivery', name: 'Agree the delivery', goal: 'The delivery is agreed.' },
      { id: 'payment', name: 'Sell and get paid', goal: 'The goods are sold and paid for.' },
    ],
  });
