/** The local month that a local time, given as if it were UTC, falls into, as the number of months since January 1970. */
export function monthAt(local: number): number {
  const date = new Date(local); // to be read as UTC
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** The start of the month of a number, as {@link monthAt} counts: `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
export function startOfMonth(month: number): number {
  return Date.UTC(1970, month, 1);
}
