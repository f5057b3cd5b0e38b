/** The language that captions are in where they are in that of a locale; English where there are none of it. */
export function languageOf(locale: string): 'en' | 'nb' | 'ru' {
  const { language } = new Intl.Locale(locale);
  if (language === 'no') return 'nb';
  return language === 'nb' || language === 'ru' ? language : 'en';
}
