import { checkOptions, type OptionKind, text } from '../../options.ts';
import type { Captions, OtherCaptions } from './captions.ts';
import { english } from './english.ts';
import { norwegian } from './norwegian.ts';
import { russian } from './russian.ts';

const byLanguage: ReadonlyMap<string, Captions> = /* @__PURE__ */ new Map([
  ['nb', norwegian],
  ['no', norwegian],
  ['ru', russian],
]);

/** The captions in the language of a locale, in English where there are none, with others in place of some. */
export function captionsIn(locale = 'en', others: OtherCaptions = {}): Captions {
  const own: Captions = byLanguage.get(new Intl.Locale(locale).language) ?? english;
  const known = Object.fromEntries(Object.keys(own).map((name): [string, OptionKind] => [name, text]));
  checkOptions(others, known, 'captions');
  const given = Object.entries(others).filter(([, caption]) => caption !== undefined);
  return { ...own, ...Object.fromEntries(given) };
}
