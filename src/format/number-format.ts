/** So many ways to write numbers are kept: a few a currency and language. */
const most = 200;

const known = new Map<string, Intl.NumberFormat>();

/**
 * How numbers are written in a language, with ties rounded to the even digit, as `roundMoney` rounds what is booked: there is no
 * negative nothing. To make one takes thirty times as long as to write a number with it, so those in use are kept.
 */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = JSON.stringify([locale, options]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = new Intl.NumberFormat(locale, {
    ...options,
    roundingMode: 'halfEven',
    signDisplay: 'negative',
  });
  if (known.size === most) known.clear();
  known.set(key, made);
  return made;
}
