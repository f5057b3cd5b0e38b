/** Whether a value is a Date, of whatever realm: one of an iframe or a vm context is a Date all the same. */
export function isDate(value: unknown): value is Date {
  return timeOf(value) !== undefined;
}

/** The instant that a Date holds, NaN for none; undefined of what is no Date. Only a Date has the slot that is read. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return Date.prototype.getTime.call(value);
  } catch {
    return undefined;
  }
}
