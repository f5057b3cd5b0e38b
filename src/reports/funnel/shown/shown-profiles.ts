import { idOfVector, internedVectors, vectorAt } from '../../../columns/interned-vectors.ts';
import type { PathReading } from '../path-automaton.ts';
import { type Profile, profileFrom } from '../profiles.ts';
import { bitIn } from './looking.ts';
import type { ShownVisits } from './shown-visits.ts';

/** The profiles of deals of which not all is shown, numbered as they are met. */
interface ShownProfiles {
  /** The number of what is shown of a deal, whose record begins at an index; -1 for none. */
  readonly numberOf: (record: number) => number;
  readonly shapeOf: (number: number) => Profile;
  /** How many numbers there are by now. */
  readonly count: () => number;
}

/** A profile is one of a path, cut down to the sets of what is shown: deals with the same of both are counted together. */
export function shownProfiles({ shapeOf }: PathReading, shown: ShownVisits): ShownProfiles {
  const { records, length } = shown;
  const met = internedVectors(length);
  const known: Profile[] = [];
  return {
    numberOf: (record) => ((records[record] as number) < 0 ? -1 : idOfVector(met, records, record)),
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
    set === null ? null : positions.map((position) => bitIn(sets, set * width, position) === 1);
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
