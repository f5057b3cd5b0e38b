/** How numbers are written in a language, with ties rounded to the even digit, as `roundMoney` rounds what is booked: there is no negative nothing. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return new Intl.NumberFormat(locale, { ...options, roundingMode: 'halfEven', signDisplay: 'negative' });
}
