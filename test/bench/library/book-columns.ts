/** A typed array that hangs on a book. */
export interface BookColumn {
  /** The property it was found under, of those that were told. */
  readonly table: string;
  readonly numbers: ArrayBufferView & ArrayLike<number | bigint>;
}

/** Finds all typed arrays of a book, one of each buffer, but not what it worked out to answer. */
export function bookColumns(book: object, tables: Readonly<Record<string, string>> = {}): BookColumn[] {
  const found: BookColumn[] = [];
  const seen = new Set<unknown>();
  const visit = (value: unknown, table: string): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    if (ArrayBuffer.isView(value)) {
      if (!seen.has(value.buffer)) found.push({ table, numbers: value as BookColumn['numbers'] });
      seen.add(value.buffer);
    } else if (!Array.isArray(value) || value.length < 100) {
      for (const key of Reflect.ownKeys(value))
        visit((value as Record<PropertyKey, unknown>)[key], tables[String(key)] ?? table);
    }
  };
  visit(book, 'deals');
  return found;
}
