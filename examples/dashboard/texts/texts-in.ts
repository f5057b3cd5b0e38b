import { english, type Texts } from './english.ts';
import { norwegian } from './norwegian.ts';
import { russian } from './russian.ts';

/** The languages of the page, each by its own name. */
export const languages = { en: 'English', nb: 'Norsk', ru: 'Русский' } as const;
export type Language = keyof typeof languages;

export function textsIn(language: Language): Texts {
  return { en: english, nb: norwegian, ru: russian }[language];
}

/** The first of the browser's languages that the page knows. */
export function languageOf(tags: readonly string[]): Language {
  const known = tags.map((tag) => tag.split('-')[0] ?? '').map((tag) => (/^n[bno]$/.test(tag) ? 'nb' : tag));
  return known.find((tag): tag is Language => Object.hasOwn(languages, tag)) ?? 'en';
}
