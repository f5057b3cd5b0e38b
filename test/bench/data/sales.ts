/** What the drawn deals go through and when: eight stages, three years of openings, euros at a dated rate. */
export const stageIds = [
  'contact',
  'qualification',
  'needs',
  'offer',
  'demo',
  'terms',
  'contract',
  'delivery',
] as const;
/** How long a deal may wait in any stage; most go on sooner. */
export const staleAfterDays = 15;
/** Why deals are lost, the usual reasons first. */
export const lossReasons = [
  'price',
  'timing',
  'competitor',
  'no need',
  'no budget',
  'no answer',
  'terms',
] as const;
export const owners = 200;
export const day = 86_400_000;
export const start = Date.UTC(2024, 0, 1);
/** The date of all reports: nothing happens later. */
export const end = Date.UTC(2027, 0, 1);

/** Krone per euro in units of 0.0001, as published on the working days of these years. */
export const publishedRates: readonly { readonly date: string; readonly rate: number }[] = (() => {
  const rows: { date: string; rate: number }[] = [];
  for (let at = start - 7 * day; at <= end; at += day) {
    const weekday = new Date(at).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    const days = at / day;
    const rate = Math.round(114_000 + 5_000 * Math.sin(days / 90) + 700 * Math.sin(days * 1.7));
    rows.push({ date: new Date(at).toISOString().slice(0, 10), rate });
  }
  return rows;
})();

const rateByDay = (() => {
  const published = new Map(publishedRates.map(({ date, rate }) => [Date.parse(date) / day, rate]));
  const rates = new Map<number, number>();
  let latest = 0;
  for (let number = start / day - 7; number <= end / day; number++) {
    latest = published.get(number) ?? latest;
    rates.set(number, latest);
  }
  return rates;
})();

/** The rate that counts at an instant: the latest one published by that day. */
export function rateAt(instant: number): number {
  return rateByDay.get(Math.floor(instant / day)) as number;
}
