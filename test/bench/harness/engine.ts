import type { Data } from '../data/deal.ts';

/** What an answer says, as numbers in a fixed order under a name: what must be the same whoever answers. */
export type Figures = ReadonlyMap<string, readonly number[]>;

/** How one question is answered. Only `run` is timed. */
export interface Work<I = unknown, R = unknown> {
  /** What the question of a round needs. */
  input(round: number): I | Promise<I>;
  run(input: I): R | Promise<R>;
  figures(result: R, round: number): Figures;
}

/** A way to answer questions, in a process of its own. */
export interface Engine {
  /** Lays out the data. */
  prepare(data: Data): void | Promise<void>;
  /** By the name of the variant, then of the question. */
  readonly works: Readonly<Record<string, Readonly<Record<string, Work>>>>;
  /** Variants that add amounts in floating point: theirs need to agree to nine digits only. */
  readonly inexact?: readonly string[];
  /** Whether its runs leave so much behind, such as books, that all of it is collected before the next one. */
  readonly leavesMuch?: boolean;
}

/** A work of any types, as engines list them. */
export function work<I, R>(of: Work<I, R>): Work {
  return of as Work;
}

/** What a process is asked. */
export type Request =
  | { readonly ask: 'works' }
  | { readonly ask: 'prepare'; readonly data: Data }
  | {
      readonly ask: 'run';
      readonly variant: string;
      readonly question: string;
      readonly round: number;
      /** Whether the figures are wanted. */
      readonly figures: boolean;
    }
  | { readonly ask: 'memory' };

export interface Listed {
  readonly variant: string;
  readonly question: string;
  readonly inexact: boolean;
}

export interface Ran {
  readonly milliseconds: number;
  /** Milliseconds of processor time, of all threads together. */
  readonly processor: number;
  readonly figures: Figures | null;
}
