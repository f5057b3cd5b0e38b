import type { Stage } from './pipeline.ts';

/** The ids of {@link predefinedStages}. */
export type PredefinedStageId =
  | 'new-deal'
  | 'initial-contact'
  | 'qualification'
  | 'proposal'
  | 'presentation'
  | 'refinement'
  | 'terms'
  | 'preparation'
  | 'fulfilment';

/**
 * The nine stages of a sale that nearly every business knows, in their order, to choose from and to add to. Their ids
 * are stable; a deal type takes those it needs, under names of its own if it likes.
 */
export const predefinedStages: readonly Stage<PredefinedStageId>[] = /* @__PURE__ */ frozen([
  { id: 'new-deal', name: 'New deal', goal: 'The deal is registered.' },
  { id: 'initial-contact', name: 'Initial contact', goal: 'We have spoken with the client.' },
  {
    id: 'qualification',
    name: 'Client qualification',
    goal: 'We know who the client is and on which agreement they buy.',
  },
  { id: 'proposal', name: 'Preparing the proposal', goal: 'The client has our proposal.' },
  { id: 'presentation', name: 'Presentation', goal: 'The client has seen what we offer.' },
  { id: 'refinement', name: 'Refining the proposal', goal: 'The proposal is what the client needs.' },
  { id: 'terms', name: 'Agreeing terms', goal: 'The terms are agreed and the order is placed.' },
  {
    id: 'preparation',
    name: 'Preparing to fulfil obligations',
    goal: 'Both sides have confirmed what they owe.',
  },
  {
    id: 'fulfilment',
    name: 'Fulfilling obligations',
    goal: 'Everything is delivered and paid for.',
  },
]);

function frozen<S extends Stage>(stages: readonly S[]): readonly S[] {
  return Object.freeze(stages.map((stage) => Object.freeze(stage)));
}

/** One of the predefined stages, with what a deal type adds to it. */
export function predefinedStage<S extends PredefinedStageId>(
  id: S,
  additions: Partial<Omit<Stage, 'id'>> = {},
): Stage<S> {
  const stage = predefinedStages.find((candidate) => candidate.id === id) as Stage<S>;
  return { ...stage, ...additions };
}
