import type { RealStay } from '../../timeline/stays-of-events.ts';
import { keyOf } from '../schema/key.ts';

/**
 * What a stay adds to its deal's path. A path is the stays one after the other, then `|` and how the deal stands:
 * `sales:contact>offer;big:talk|won`. `>` goes on in the pipeline, `+` does after a reopening, `;` begins in another one, `~`
 * is no stage. Keys stand for ids, and the six characters in them, and `%`, are written as in a URL.
 */
export function stepOf(stay: RealStay, before: RealStay | undefined): string {
  const stage = stay.stageId === null ? '~' : escapedKey(stay.stageId);
  if (before?.pipelineId === stay.pipelineId) {
    const isReopened = before.leftBy === 'won' || before.leftBy === 'lost';
    return `${isReopened ? '+' : '>'}${stage}`;
  }
  return `${before === undefined ? '' : ';'}${escapedKey(stay.pipelineId)}:${stage}`;
}

/** The path that steps make. */
export function pathOf(steps: readonly string[], status: string): string {
  return `${steps.join('')}|${status}`;
}

const codes = { '%': '%25', '+': '%2B', '>': '%3E', ';': '%3B', ':': '%3A', '|': '%7C', '~': '%7E' } as const;

/** The key of an id, as a path has it. */
export function escapedKey(id: string): string {
  return keyOf(id).replaceAll(/[%+>;:|~]/g, (character) => codes[character as keyof typeof codes]);
}
