import type { Panel, Place } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { boardView } from './board-view.ts';
import { element } from './element.ts';
import { figureTable } from './figure-table.ts';
import { ReportChart } from './report-chart.ts';

/** What can be done with a report. */
export interface PanelActions {
  readonly onPlace: (panel: Panel, place: Place, figure: string) => void;
  readonly onCsv: (panel: Panel, title: string) => void;
  readonly onSave: (panel: Panel, title: string) => void;
}

/** A report on the page: its charts, its table, and what can be done with it. */
export interface PanelView {
  readonly section: HTMLElement;
  /** What is shown; null where nothing is. */
  panel(): Panel | null;
  show(panel: Panel): void;
  /** Says that what is shown is what was asked for. */
  keep(): void;
  /** Says why there is no report. */
  refuse(message: string): void;
}

export function panelView(
  { name, title, note }: { readonly name: string; readonly title: string; readonly note: string },
  texts: Texts,
  actions: PanelActions,
): PanelView {
  let shown: Panel | null = null;
  const withPanel = (act: (panel: Panel) => void) => () => {
    if (shown !== null) act(shown);
  };
  const tool = (text: string, act: (panel: Panel) => void): HTMLButtonElement =>
    element('button', { type: 'button', onclick: withPanel(act), ariaLabel: `${text}: ${title}` }, text);
  const charts = element('div', { className: 'charts' });
  const body = element('div', { className: 'figures' });
  const heading = element('h2', { id: `title-${name}` }, title);
  const section = element(
    'section',
    { id: name, className: 'panel', data: { report: name } },
    element(
      'header',
      {},
      heading,
      element(
        'div',
        { className: 'tools' },
        tool(texts.csv, (panel) => actions.onCsv(panel, title)),
        tool(texts.save, (panel) => actions.onSave(panel, title)),
      ),
    ),
    element('p', { className: 'note' }, note),
    charts,
    body,
  );
  section.setAttribute('aria-labelledby', heading.id);
  const showing = (): void => {
    section.ariaBusy = 'false';
    section.classList.add('shown');
  };
  return {
    section,
    panel: () => shown,
    keep: showing,
    show(panel) {
      shown = panel;
      const onPlace = (place: Place, figure: string): void => actions.onPlace(panel, place, figure);
      showCharts(charts, panel, (place) => onPlace(place, title));
      const { table, places } = panel;
      body.replaceChildren(
        ...(panel.board === undefined ? [] : [boardView(panel.board, texts, onPlace)]),
        figureTable({ caption: title, table, places, onPlace }, texts),
      );
      showing();
    },
    refuse(message) {
      shown = null;
      charts.replaceChildren();
      body.replaceChildren(element('p', { className: 'refused' }, message));
      showing();
    },
  };
}

/** Charts that are there already are drawn anew. */
function showCharts(place: HTMLElement, { charts }: Panel, onPlace: (place: Place) => void): void {
  while (place.children.length > charts.length) place.lastElementChild?.remove();
  for (const [index, option] of charts.entries()) {
    const there = place.children[index];
    const chart = there instanceof ReportChart ? there : new ReportChart();
    if (there === undefined) place.append(chart);
    chart.onPlace = onPlace;
    chart.show(option);
  }
}
