/**
 * A point of a list of what is asked of the library. Either functions answer it, which the tests named show, or they do not,
 * and then it says why. A point that is several things has a row for each.
 */
export type Point = Answered | Unanswered;

interface Head {
  /** Its number in the source text, or its name in the list of features: `F4`. */
  readonly point: number | string;
  readonly asks: string;
}

export interface Answered extends Head {
  /** Exports of the library's entry points. */
  readonly by: readonly string[];
  /** A file below `test`, without `.test.ts`. */
  readonly file: string;
  /** The titles of tests in it, as they are written there. */
  readonly tests: readonly string[];
  /** What of the point is not answered, and why, or who answers it. */
  readonly without?: string;
}

interface Unanswered extends Head {
  /** Why it is not: another program’s work, or not in this version. */
  readonly why: string;
}
