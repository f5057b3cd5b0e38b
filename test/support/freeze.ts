/** Freezes data with everything in it, Decimals aside, so that writing to it throws. */
export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !(value instanceof Date) && !Object.isFrozen(value)) {
    Object.freeze(value);
    if (!('toFixed' in value)) for (const part of Object.values(value)) frozen(part);
  }
  return value;
}
