/** What a set of lengths looks like, in one column after the other. */
export function summaryOf(length: string, where = 'true'): string {
  const filter = where === 'true' ? '' : ` filter (where ${where})`;
  const quantiles = `quantile_cont(${length}, [0.25, 0.5, 0.75, 0.9])`;
  return [`count(${length})`, `avg(${length})`, `min(${length})`, quantiles, `max(${length})`]
    .map((figure) => figure + filter)
    .join(', ');
}

/** The count, then mean, least, quantiles and greatest in microseconds. */
export function summaryFigures([count, mean, min, quantiles, max]: readonly unknown[]): number[] {
  if (Number(count) === 0) return [0];
  const { items } = quantiles as { readonly items: readonly number[] };
  return [Number(count), ...[mean, min, ...items, max].map((length) => Math.round(Number(length) * 1000))];
}
