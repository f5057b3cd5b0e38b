/** The name of a month counted from year 0. */
export function monthName(months: number): string {
  return `${Math.floor(months / 12)}-${`${(months % 12) + 1}`.padStart(2, '0')}`;
}
