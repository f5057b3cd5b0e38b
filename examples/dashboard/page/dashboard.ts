import type { ReportVariant } from 'dealbook';
import type { BookFacts, DealPage, DealsAsked, Filters, ImportFindings, Look } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { type Language, textsIn } from '../texts/texts-in.ts';
import type { Ask } from './ask-worker.ts';
import { showDeals } from './deal-dialog.ts';
import { downloadTable } from './download.ts';
import { element } from './element.ts';
import { filterBar } from './filter-bar.ts';
import { importView } from './import-view.ts';
import { askForName } from './name-dialog.ts';
import { paced } from './paced.ts';
import { type PanelActions, type PanelView, panelView } from './panel-view.ts';
import { saveVariant } from './saved-variants.ts';
import { savedView } from './saved-view.ts';

/** The reports in the order of the page. */
const names = [
  ...(['winRate', 'lossReasons', 'salesFunnel', 'dealBoard', 'forecast'] as const),
  ...(['weightedPipeline', 'ownerScorecard', 'salesByPeriod', 'pipelineMovements'] as const),
];

/** What is open, and what of it is asked for. */
export interface Opened {
  readonly facts: BookFacts;
  readonly found: ImportFindings | null;
  readonly filters: Filters;
}

/** Fills the page with the reports of a book, and keeps them at what the filters say. */
export function showDashboard(
  main: HTMLElement,
  { facts, found, filters: chosen }: Opened,
  language: Language,
  ask: Ask,
  tellStatus: (text: string) => void,
  onFilters: (filters: Filters) => void,
): void {
  const texts = textsIn(language);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const look = (): Look => ({ locale: language, isDark: dark.matches });
  if (facts.pipelines.length === 0) {
    main.replaceChildren(
      element('p', {}, texts.noDeals),
      ...(found === null ? [] : [importView(found, language, texts)]),
    );
    main.ariaBusy = 'false';
    tellStatus(texts.ready);
    return;
  }
  let filters = chosen;
  let newest = 0;
  const later = paced();

  const actions: PanelActions = {
    onPlace: ({ variant }, place, figure) =>
      void showDeals(figure, { variant, place }, texts, listDeals, ({ table }) =>
        downloadTable(texts.deals, table, language),
      ),
    onCsv: ({ table }, title) => downloadTable(title, table, language),
    onSave: ({ variant }, title) =>
      askForName(title, texts, (name) => {
        saveVariant({ ...variant, id: name, name });
        saved.update();
      }),
  };
  const views = new Map(names.map((name) => [name as string, viewOf(name, name)]));
  const saved = savedView(texts, (variant, place) => void runVariant(variant, place));
  main.replaceChildren(
    filterBar(facts, filters, texts, (changed) => {
      filters = changed;
      onFilters(changed);
      void update();
    }),
    contents(texts),
    ...(found === null ? [] : [importView(found, language, texts)]),
    ...[...views.values()].map(({ section }) => section),
    saved.section,
  );
  dark.onchange = () => void update();
  void update();

  /**
   * What is in sight is answered and drawn first, of it what has the most charts, which are drawn while the worker goes on;
   * what is not drawn yet is marked as busy.
   */
  async function update(): Promise<void> {
    if (!saved.section.isConnected) return; // something else is shown by now
    const mine = ++newest;
    const isOvertaken = (): boolean => mine !== newest || !saved.section.isConnected;
    const start = performance.now();
    const mostDrawnFirst = names.toSorted((one, other) => chartCount(other) - chartCount(one));
    const inSight = mostDrawnFirst.filter((name) => isInSight(views.get(name)?.section));
    const order = [...inSight, ...mostDrawnFirst.filter((name) => !inSight.includes(name))];
    for (const { section } of views.values()) section.ariaBusy = 'true';
    main.ariaBusy = 'true';
    tellStatus(texts.working);
    later.clear();
    await ask({ ask: 'showDashboard', filters, order, shown: shownVariants(), look: look() }, (answer) => {
      if (isOvertaken()) return;
      if (answer.tell === 'refused') tellStatus(`${texts.refused}: ${answer.message}`);
      if (answer.tell !== 'panel' && answer.tell !== 'samePanel' && answer.tell !== 'noPanel') return;
      const { report } = answer;
      const view = views.get(report);
      const show = (): void => {
        if (answer.tell === 'panel') view?.show(answer.panel);
        else if (answer.tell === 'samePanel') view?.keep();
        else view?.refuse(answer.message);
      };
      if (!inSight.some((name) => name === report)) return later.add(show);
      show();
      if (report === inSight.at(-1)) measurePainted('reports in sight', start);
    });
    await later.done();
    if (isOvertaken()) return;
    for (const { section } of views.values()) section.ariaBusy = 'false'; // also of reports there is none of
    main.ariaBusy = 'false';
    measurePainted('all reports', start);
    tellStatus(texts.ready);
  }

  function chartCount(name: string): number {
    return views.get(name)?.panel()?.charts.length ?? 0;
  }

  /** Those that are drawn as they would be now. */
  function shownVariants(): ReportVariant[] {
    const panels = [...views.values()].flatMap((view) => view.panel() ?? []);
    return panels.filter(({ look }) => look.isDark === dark.matches).map(({ variant }) => variant);
  }

  async function runVariant(variant: ReportVariant, place: HTMLElement): Promise<void> {
    const view = viewOf('saved-report', variant.report, variant.name);
    await ask({ ask: 'runVariant', variant, look: look() }, (answer) => {
      if (answer.tell === 'noPanel') tellStatus(`${texts.refused}: ${answer.message}`);
      if (answer.tell !== 'panel') return;
      place.replaceChildren(view.section);
      view.show(answer.panel);
      view.section.scrollIntoView();
    });
  }

  async function listDeals(asked: DealsAsked): Promise<DealPage | null> {
    let list: DealPage | null = null;
    await ask({ ask: 'listDeals', ...asked, look: look() }, (answer) => {
      if (answer.tell === 'deals') list = answer.list;
      if (answer.tell === 'refused') tellStatus(`${texts.refused}: ${answer.message}`);
    });
    return list;
  }

  function viewOf(id: string, report: string, title = texts[report as keyof Texts]): PanelView {
    const note = texts[`${report}Note` as keyof Texts];
    return panelView({ name: id, title, note }, texts, actions);
  }
}

/** Tells those who profile the page how long it took until it could be seen. */
function measurePainted(name: string, start: number): void {
  requestAnimationFrame(() => setTimeout(() => performance.measure(name, { start })));
}

function isInSight(section: HTMLElement | undefined): boolean {
  if (section === undefined) return false;
  const { top, bottom } = section.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** Links to the reports. */
function contents(texts: Texts): HTMLElement {
  const links = [...names, 'saved' as const].map((name) => {
    return element('li', {}, element('a', { href: `#${name}` }, texts[name]));
  });
  return element('nav', { ariaLabel: texts.sections }, element('ul', {}, ...links));
}
