import type { DealBook } from '../../../book/book.ts';
import { pathNodes } from '../../../book/readers/paths.ts';
import { idOfVector, internedVectors, vectorAt } from '../../../columns/interned-vectors.ts';
import type { PathReading } from '../path-automaton.ts';
import { type Profile, profileFrom } from '../profiles.ts';
import { isInSet, type ShownVisits } from './shown-visits.ts';

/** The profiles of deals of which not all is shown, numbered as they are met. */
interface ShownProfiles {
  /** The number of what is shown of the deal in a row, which was looked at last. */
  readonly numberOf: (row: number) => number;
  readonly shapeOf: (number: number) => Profile;
  /** How many numbers there are by now. */
  readonly count: () => number;
}

/** A profile is one of a path, cut down to the sets of what is shown: deals with the same of both are counted together. */
export function shownProfiles(
  book: DealBook,
  { shapeAt, shapeOf }: PathReading,
  shown: ShownVisits,
): ShownProfiles {
  const nodes = pathNodes(book);
  const met = internedVectors(1 + shown.sets.length);
  const known: Profile[] = [];
  const vector = new Int32Array(met.length);
  return {
    numberOf(row) {
      vector[0] = shapeAt[nodes[row] as number] as number;
      for (let i = 0; i < shown.sets.length; i++) vector[i + 1] = shown.sets[i] as number;
      return idOfVector(met, vector);
    },
    shapeOf(number) {
      const before = known[number];
      if (before !== undefined) return before;
      const [shape = 0, ...sets] = vectorAt(met, number);
      const profile = cutTo(shapeOf(shape), shown, Int32Array.from(sets));
      known[number] = profile;
      return profile;
    },
    count: () => met.count,
  };
}

function cutTo(
  { ending, cells, skipped, unmapped }: Profile,
  { order: { mapped }, width, goesOn, comes }: ShownVisits,
  sets: Int32Array,
): Profile {
  const positions = Array.from(cells.keys());
  const are = (set: number | null): readonly boolean[] | null =>
    set === null ? null : positions.map((position) => isInSet(sets, set * width, position));
  const isHere = are(0) as readonly boolean[];
  const seen = {
    ending,
    cells: cells.map((cell, position) => (isHere[position] ? cell : -1)),
    skipped: skipped.map((isSkipped, position) => isSkipped && isHere[position] === true),
    goesOn: are(goesOn),
    comes: are(comes),
  };
  return profileFrom(seen, unmapped, mapped);
}
