import type { BoardColumn, Place } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { element } from './element.ts';

/** The open deals as cards, a column for each stage. */
export function boardView(
  columns: readonly BoardColumn[],
  texts: Texts,
  onPlace: (place: Place, figure: string) => void,
): HTMLElement {
  const drawn = columns.map(({ name, open, figures, place, cards }) => {
    const show = (): void => onPlace(place, `${name}: ${open}`);
    const count = element('button', { type: 'button', className: 'figure', onclick: show }, `${open}`);
    const items = cards.map((card) =>
      element(
        'li',
        { className: 'card' },
        element('strong', {}, card.name),
        element('span', {}, `${card.owner} · ${card.days} ${texts.days}`),
        element('span', { className: 'amount' }, card.potential),
      ),
    );
    const more = element('button', { type: 'button', className: 'more', onclick: show });
    more.append(`+ ${open - cards.length} ${texts.more}`);
    return element(
      'section',
      { className: 'column', ariaLabel: name },
      element('h3', {}, element('span', {}, name), open === 0 ? '0' : count),
      element('p', { className: 'amount' }, figures),
      element('ul', {}, ...items),
      ...(open > cards.length ? [more] : []),
    );
  });
  return element(
    'div',
    { className: 'board', tabIndex: 0, role: 'group', ariaLabel: texts.dealBoard },
    ...drawn,
  );
}
