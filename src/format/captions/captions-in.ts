import { checkOptions, type OptionKind, text } from '../../options.ts';
import type { Captions, OtherCaptions } from './captions.ts';
import { english } from './english.ts';
import { languageOf } from './language-of.ts';
import { norwegian } from './norwegian.ts';
import { russian } from './russian.ts';

const byLanguage: Readonly<Record<ReturnType<typeof languageOf>, Captions>> = {
  en: english,
  nb: norwegian,
  ru: russian,
};

/** The captions in the language of a locale, in English where there are none, with others in place of some. */
export function captionsIn(locale = 'en', others: OtherCaptions = {}): Captions {
  const own = byLanguage[languageOf(locale)];
  const known = Object.fromEntries(Object.keys(own).map((name): [string, OptionKind] => [name, text]));
  checkOptions(others, known, 'captions');
  const given = Object.entries(others).filter(([, caption]) => caption !== undefined);
  return { ...own, ...Object.fromEntries(given) };
}
