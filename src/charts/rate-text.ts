import { formatNumber, formatRate } from '../format/figures.ts';
import type { CountRate } from '../statistics/rate.ts';

/** A share with what it was computed from, such as `66.7% (2 / 3)`. */
export function rateText(rate: CountRate, locale: string): string {
  const [count, of] = [rate.count, rate.of].map((each) => formatNumber(each, { locale }));
  return `${formatRate(rate, { locale })} (${count} / ${of})`;
}
