import type { Figures } from '../harness/engine.ts';
import { type Outcome, outcomes } from './cells.ts';

/** Deals that had one outcome in one stage. */
export interface Counted {
  readonly outcome: Outcome;
  readonly deals: number;
  /** Their potential together. */
  readonly units: number;
  /** How many stays they had there, and how many of them had none. */
  readonly visits: number;
  readonly skipped: number;
}

const cells = ['entered', ...outcomes] as const;
const names = [...cells, 'visits', 'skipped', ...cells.map((cell) => `${cell} units`)];

/**
 * The figures of a funnel or of many, one line for each stage: entered, passed, lost, open, returned, visits and skipped
 * in numbers, then the first five in units of money.
 */
export class Tallies {
  readonly #lines = new Map<string, number[]>();

  /** Adds deals to the cell of their outcome, and so to those that entered the stage. */
  add(line: string, { outcome, deals, units, visits, skipped }: Counted): void {
    for (const cell of ['entered', outcome]) {
      this.#add(line, cell, deals);
      this.#add(line, `${cell} units`, units);
    }
    this.#add(line, 'visits', visits);
    this.#add(line, 'skipped', skipped);
  }

  /** A figure that somebody counted. */
  set(line: string, name: string, value: number): void {
    this.#of(line)[names.indexOf(name)] = value;
  }

  get figures(): Figures {
    return this.#lines;
  }

  #add(line: string, name: string, value: number): void {
    const figures = this.#of(line);
    const index = names.indexOf(name);
    figures[index] = (figures[index] as number) + value;
  }

  #of(line: string): number[] {
    let figures = this.#lines.get(line);
    if (figures === undefined) {
      figures = names.map(() => 0);
      this.#lines.set(line, figures);
    }
    return figures;
  }
}
