/**
 * Changes everything that can be changed in a value, as a careless caller might: properties, list items, the instants of
 * Dates, the digits of Decimals, what Maps, Sets and typed arrays hold. What is frozen stays as it is.
 */
export function spoil(value: unknown): void {
  for (const part of new Set(partsOf(value))) {
    if (part instanceof Date) part.setTime(-1);
    else if (part instanceof Map || part instanceof Set) part.clear();
    else if (part instanceof Int32Array || part instanceof Float64Array || part instanceof Uint8Array)
      part.fill(7);
    for (const name of Object.keys(part)) Reflect.set(part, name, 'spoilt');
    if (Array.isArray(part)) Reflect.set(part, 'length', 0);
  }
}

/** Freezes everything in a value that can be frozen: all but Dates. */
export function deeplyFrozen<T>(value: T): T {
  for (const part of new Set(partsOf(value)))
    if (!(part instanceof Date) && !ArrayBuffer.isView(part)) Object.freeze(part);
  return value;
}

/** A value with everything in it, functions aside; the columns of a book are no concern of callers. */
function partsOf(value: unknown, seen = new Set<object>()): object[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  if (value instanceof Map) for (const entry of value) partsOf(entry, seen);
  if (value instanceof Set) for (const item of value) partsOf(item, seen);
  if (!ArrayBuffer.isView(value)) for (const part of Object.values(value)) partsOf(part, seen);
  return [...seen];
}
