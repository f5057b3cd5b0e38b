/** Rows that are read by their places: a list, or something that makes each when it is asked for. */
export type Rows<T> = readonly T[] | MadeRows<T>;

/** Rows that are made one by one, so that none is kept. */
export interface MadeRows<T> {
  readonly length: number;
  /** The id of the deal that a row is of: known without the row. */
  readonly dealIdAt: (index: number) => unknown;
  readonly rowAt: (index: number) => T;
}

export function isMade<T>(rows: Rows<T>): rows is MadeRows<T> {
  return 'rowAt' in rows;
}
