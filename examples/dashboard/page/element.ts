/** What an element of the page is made with: its properties, and data attributes. */
type Properties<E extends HTMLElement> = Partial<Omit<E, 'dataset' | 'style'>> & {
  readonly data?: Readonly<Record<string, string>>;
};

/** An element with its properties and children. A text is a text node: nothing in it is ever read as markup. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  { data = {}, ...properties }: Properties<HTMLElementTagNameMap[K]> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  Object.assign(made, properties);
  Object.assign(made.dataset, data);
  made.append(...children);
  return made;
}

/** A control with its label above it. */
export function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return element('label', { className: 'field' }, element('span', {}, text), control);
}
