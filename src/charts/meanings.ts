import { languageOf } from '../format/captions/language-of.ts';

/** What the figures of charts mean, in the languages of the captions. */
const meanings = {
  passed: {
    en: 'Went on from the stage, or were won.',
    nb: 'Gikk videre fra trinnet, eller ble vunnet.',
    ru: 'Прошли этап дальше или выиграны.',
  },
  lost: {
    en: 'Were lost in the stage.',
    nb: 'Ble tapt i trinnet.',
    ru: 'Проиграны на этом этапе.',
  },
  entered: {
    en: 'Were in the stage, or passed it by.',
    nb: 'Var i trinnet, eller hoppet over det.',
    ru: 'Были на этапе или миновали его.',
  },
  won: {
    en: 'Were won in the end.',
    nb: 'Ble vunnet til slutt.',
    ru: 'В итоге выиграны.',
  },
  sold: {
    en: 'Won in the period, with the amount fixed at the win, of who owned the deal then.',
    nb: 'Vunnet i perioden, med beløpet fra da, hos den som eide salget da.',
    ru: 'Выиграно за период, по сумме на момент выигрыша, у ответственного на тот момент.',
  },
  movement: {
    en: 'What this did to the potential of the open deals in the period.',
    nb: 'Hva dette gjorde med potensialet til åpne salg i perioden.',
    ru: 'Как это изменило потенциал открытых сделок за период.',
  },
  level: {
    en: 'The potential of the deals open then.',
    nb: 'Potensialet til salgene som var åpne da.',
    ru: 'Потенциал сделок, открытых на тот момент.',
  },
  stepRate: {
    en: 'Of the deals that entered the stage, those that entered the next one; of the last one, those won.',
    nb: 'Av salgene som kom til trinnet, de som kom til det neste; i det siste, de som ble vunnet.',
    ru: 'Из вошедших на этап сделок те, что вошли на следующий; на последнем — выигранные.',
  },
  daysInStage: {
    en: 'Days of the visits to the stage that are over.',
    nb: 'Dager for besøkene i trinnet som er over.',
    ru: 'Дни завершённых пребываний на этапе.',
  },
  transition: {
    en: 'Visits that led from the one to the other.',
    nb: 'Besøk som førte fra det ene til det andre.',
    ru: 'Пребывания, после которых был этот переход.',
  },
  potential: {
    en: 'The potential of the open deals.',
    nb: 'Potensialet til de åpne salgene.',
    ru: 'Потенциал открытых сделок.',
  },
  weighted: {
    en: 'Potential × probability: the deal’s own, else its stage’s.',
    nb: 'Potensial × sannsynlighet: salgets egen, ellers trinnets.',
    ru: 'Потенциал × вероятность: самой сделки, иначе её этапа.',
  },
  winRate: {
    en: 'Won of those won and lost.',
    nb: 'Vunnet av vunnet og tapt.',
    ru: 'Выиграно из выигранных и проигранных.',
  },
} as const;

/** What each figure means. */
export type Meanings = Readonly<Record<keyof typeof meanings, string>>;

/** The meanings in the language of a locale, in English where there are none. */
export function meaningsIn(locale: string): Meanings {
  const language = languageOf(locale);
  return Object.fromEntries(
    Object.entries(meanings).map(([name, texts]) => [name, texts[language]]),
  ) as Meanings;
}
