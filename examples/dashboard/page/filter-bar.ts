import type { BookFacts, Filters, PeriodChoice } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { element, labelled } from './element.ts';

/** A choice of a filter: what is chosen, as JSON, and what it is called. */
type Choice = readonly [value: unknown, name: string];
type Group = readonly [name: string, choices: readonly Choice[]];

/** The four filters over what the book has; calls back with each change. */
export function filterBar(
  { pipelines, owners, channels, periods }: BookFacts,
  chosen: Filters,
  texts: Texts,
  onChange: (filters: Filters) => void,
): HTMLElement {
  const { pipelineId, ownerId, channel, during } = chosen;
  const pipeline = select(
    'pipeline',
    pipelines.map(({ id, name }) => [id, name]),
    [],
    pipelineId,
  );
  const owner = select('owner', withAll(owners, texts.nobody), [], ownerId);
  const inChannel = select('channel', withAll(channels, texts.unknown), [], channel);
  const named = (['month', 'quarter', 'year'] as const).flatMap((unit): Choice[] => [
    [{ this: unit }, texts[`this${unit}`]],
    [{ last: unit }, texts[`last${unit}`]],
  ]);
  const byUnit = periods.map(({ unit, names }): Group => {
    return [texts[`${unit}s`], names.map((name) => [name, name])];
  });
  const period = select('period', [[undefined, texts.all], ...named], byUnit, during);
  const change = (): void =>
    onChange({
      pipelineId: chosenIn(pipeline) as string,
      ...given('ownerId', chosenIn(owner) as string | null | undefined),
      ...given('channel', chosenIn(inChannel) as string | null | undefined),
      ...given('during', chosenIn(period) as PeriodChoice | undefined),
    });
  const reset = element('button', { type: 'button', className: 'reset' }, texts.reset);
  reset.onclick = () => {
    for (const list of [owner, period, inChannel]) list.selectedIndex = 0;
    change();
  };
  return element(
    'form',
    {
      className: 'filters',
      ariaLabel: texts.filters,
      onchange: change,
      onsubmit: (event: Event) => event.preventDefault(),
    },
    labelled(texts.pipeline, pipeline),
    labelled(texts.owner, owner),
    labelled(texts.period, period),
    labelled(texts.channel, inChannel),
    reset,
  );

  function withAll(keys: readonly (string | null)[], none: string): Choice[] {
    return [[undefined, texts.all], ...keys.map((key): Choice => [key, key ?? none])];
  }
}

/** Values are kept as JSON, so that any name is a value like any other; what is not asked for is an empty text. */
function select(
  name: string,
  choices: readonly Choice[],
  groups: readonly Group[],
  chosen: unknown,
): HTMLSelectElement {
  const options = (list: readonly Choice[]): HTMLOptionElement[] =>
    list.map(([value, text]) => {
      const written = value === undefined ? '' : JSON.stringify(value);
      const isChosen = chosen !== undefined && written === JSON.stringify(chosen);
      return element('option', { value: written, defaultSelected: isChosen }, text);
    });
  const parts = groups
    .filter(([, list]) => list.length > 0)
    .map(([label, list]) => element('optgroup', { label }, ...options(list)));
  return element('select', { name }, ...options(choices), ...parts);
}

function chosenIn({ value }: HTMLSelectElement): unknown {
  return value === '' ? undefined : JSON.parse(value);
}

function given<K extends string, V>(name: K, value: V | undefined): { readonly [N in K]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { readonly [N in K]: V });
}
