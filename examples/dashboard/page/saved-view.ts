import { encodeVariant, type ReportVariant } from 'dealbook';
import type { Texts } from '../texts/english.ts';
import { download } from './download.ts';
import { element } from './element.ts';
import { removeVariant, savedVariants } from './saved-variants.ts';

/** The reports saved in this browser, each to be shown, taken along as JSON, or removed. */
export function savedView(
  texts: Texts,
  onShow: (variant: ReportVariant, place: HTMLElement) => void,
): { readonly section: HTMLElement; update(): void } {
  const list = element('ul', { className: 'variants' });
  const place = element('div', { className: 'variant-shown' });
  const title = element('h2', { id: 'title-saved' }, texts.saved);
  const note = element('p', { className: 'note' }, texts.savedNote);
  const section = element(
    'section',
    { id: 'saved', className: 'panel' },
    element('header', {}, title),
    note,
    list,
    place,
  );
  section.setAttribute('aria-labelledby', title.id);
  const update = (): void => {
    const variants = savedVariants();
    list.replaceChildren(
      ...variants.map((variant) => {
        const { id, name } = variant;
        const button = (text: string, onclick: () => void): HTMLButtonElement => {
          return element('button', { type: 'button', onclick, ariaLabel: `${text}: ${name}` }, text);
        };
        const json = (): void => {
          download(`${name}.json`, JSON.stringify(encodeVariant(variant), null, 2), 'application/json');
        };
        const remove = (): void => {
          removeVariant(id);
          update();
        };
        return element(
          'li',
          {},
          element('span', {}, name),
          element(
            'span',
            { className: 'tools' },
            button(texts.run, () => onShow(variant, place)),
            button(texts.json, json),
            button(texts.remove, remove),
          ),
        );
      }),
    );
    if (variants.length === 0) {
      list.append(element('li', {}, texts.nothingSaved));
      place.replaceChildren();
    }
  };
  update();
  return { section, update };
}
