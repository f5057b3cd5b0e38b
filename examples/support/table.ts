/** A row of a table of events. */
export interface Row<E> {
  readonly dealId: string;
  /** 1, 2, … of a deal. */
  readonly version: number;
  readonly event: E;
}

/** What a repository asks of a database. */
export interface Table<E> {
  /** Inserts all rows of a deal if it has a number of rows, else none: whether it did. */
  insert(rows: readonly Row<E>[], expected: number): Promise<boolean>;
  /** The rows of a deal by version. */
  rowsOf(dealId: string): Promise<readonly Row<E>[]>;
  /** The rows of each deal by version, as of the moment the reading begins. */
  rowsByDeal(): AsyncIterable<readonly Row<E>[]>;
}

/** A table that stands in for a database. Like one, it keeps text. */
export function rowsInMemory<E>(): Table<E> {
  const deals = new Map<string, readonly string[]>();
  const rowsFrom = (dealId: string, texts: readonly string[]): Row<E>[] =>
    texts.map((text, i) => ({ dealId, version: i + 1, event: JSON.parse(text) as E }));
  return {
    async insert(rows, expected) {
      const [{ dealId } = { dealId: '' }] = rows;
      const texts = deals.get(dealId) ?? [];
      if (texts.length !== expected) return false;
      deals.set(dealId, [...texts, ...rows.map(({ event }) => JSON.stringify(event))]);
      return true;
    },
    rowsOf: async (dealId) => rowsFrom(dealId, deals.get(dealId) ?? []),
    async *rowsByDeal() {
      for (const [dealId, texts] of [...deals]) yield rowsFrom(dealId, texts);
    },
  };
}
