import { copied } from '../money/copied.ts';
import type { StageVisits } from './deal.ts';
import type { Fields, FieldValue } from './event.ts';
import { type TaskParts, taskParts } from './task-parts.ts';

/** How what a deal has many of gets more. */
export interface DealParts extends TaskParts {
  readonly with: <T>(list: readonly T[], item: T) => readonly T[];
  /** With one more stay in a stage. */
  readonly withStay: (
    known: readonly StageVisits[],
    pipelineId: string,
    stageId: string | null,
  ) => readonly StageVisits[];
  /** With changes merged: null takes a field away. */
  readonly withFields: (fields: Fields, changes: Fields | undefined) => Fields;
}

/**
 * More is written into what is there: so the cost of a fold grows with the events, not with their square. What it starts
 * from must be the fold's own, and each deal of it holds only until the next.
 */
export function dealParts(): DealParts {
  const placeOf = new Map<string, Map<string, number>>();
  return {
    ...taskParts(),
    with(list, item) {
      (list as (typeof item)[]).push(item);
      return list;
    },
    withStay(known, pipelineId, stageId) {
      if (stageId === null) return known;
      if (placeOf.size === 0) for (const [place, stage] of known.entries()) setPlace(placeOf, stage, place);
      const place = placeOf.get(pipelineId)?.get(stageId) ?? known.length;
      const stage = { pipelineId, stageId, visits: (known[place]?.visits ?? 0) + 1 };
      if (place === known.length) setPlace(placeOf, stage, place);
      (known as StageVisits[])[place] = stage;
      return known;
    },
    withFields: (fields, changes) => merged(fields, changes),
  };
}

function setPlace(
  placeOf: Map<string, Map<string, number>>,
  { pipelineId, stageId }: StageVisits,
  place: number,
): void {
  const places = placeOf.get(pipelineId);
  if (places === undefined) placeOf.set(pipelineId, new Map([[stageId, place]]));
  else places.set(stageId, place);
}

function merged(fields: Record<string, FieldValue>, changes: Fields = {}): Fields {
  for (const [name, value] of Object.entries(changes ?? {})) {
    if (value === null) delete fields[name];
    // An own property also where the field is called __proto__.
    else if (value !== undefined) {
      const own = { value: copied(value), writable: true, enumerable: true, configurable: true };
      Object.defineProperty(fields, name, own);
    }
  }
  return fields;
}
