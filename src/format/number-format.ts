/** So many ways to write numbers are kept: a few a currency and language. */
const most = 200;

const known = new Map<string, Intl.NumberFormat>();

/** How a number is written, beside the language. */
type NumberStyle = Pick<
  Intl.NumberFormatOptions,
  'style' | 'currency' | 'notation' | 'minimumFractionDigits' | 'maximumFractionDigits'
>;

/**
 * How numbers are written in a language, with ties rounded to the even digit, as `roundMoney` rounds what is booked: there is no
 * negative nothing. To make one takes thirty times as long as to write a number with it, so those in use are kept.
 */
export function numberFormat(locale: string, numberStyle: NumberStyle = {}): Intl.NumberFormat {
  const { style, currency, notation, minimumFractionDigits, maximumFractionDigits } = numberStyle;
  const key = `${locale} ${style} ${currency} ${notation} ${minimumFractionDigits} ${maximumFractionDigits}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = new Intl.NumberFormat(locale, {
    ...numberStyle,
    roundingMode: 'halfEven',
    signDisplay: 'negative',
  });
  if (known.size === most) known.clear();
  known.set(key, made);
  return made;
}
