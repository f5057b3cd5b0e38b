// The page: a header with the language and the data, and below it the dashboard of what is open.

import type { Filters, ImportedFiles, Question } from './messages.ts';
import { openWorker } from './page/ask-worker.ts';
import { type Opened, showDashboard } from './page/dashboard.ts';
import { element, labelled } from './page/element.ts';
import { askForFiles } from './page/import-dialog.ts';
import { type Language, languageOf, languages, textsIn } from './texts/texts-in.ts';

const ask = openWorker();
const header = document.querySelector('header') as HTMLElement;
const main = document.querySelector('main') as HTMLElement;
const status = document.querySelector('[role=status]') as HTMLElement;

let language: Language = languageOf(navigator.languages);
let opened: Opened | null = null;

showHeader();
void open({ ask: 'openSample' });

function showHeader(): void {
  const texts = textsIn(language);
  document.documentElement.lang = language;
  document.title = texts.title;
  const list = element('select', { name: 'language' });
  for (const [tag, name] of Object.entries(languages))
    list.append(element('option', { value: tag, lang: tag, defaultSelected: tag === language }, name));
  list.onchange = () => {
    language = list.value as Language;
    showHeader();
    showOpened();
    header.querySelector('select')?.focus();
  };
  const sample = element('button', { type: 'button' }, texts.openSample);
  sample.onclick = () => void open({ ask: 'openSample' });
  const files = element('button', { type: 'button' }, texts.importFiles);
  files.onclick = () => askForFiles(language, texts, (given) => void importFiles(given));
  header.replaceChildren(
    element('div', {}, element('h1', {}, texts.title), element('p', { className: 'about' }, about())),
    element('div', { className: 'tools' }, sample, files, labelled(texts.language, list)),
  );
}

function about(): string {
  if (opened === null) return '';
  const texts = textsIn(language);
  const { deals, currency, asOf } = opened.facts;
  const day = asOf === null ? '' : `, ${texts.asOf} ${asOf.toISOString().slice(0, 10)}`;
  return `${deals} ${texts.dealsOpened}, ${currency}${day}`;
}

function importFiles(files: ImportedFiles): Promise<void> {
  return open({ ask: 'importFiles', ...files });
}

async function open(question: Question): Promise<void> {
  const texts = textsIn(language);
  tellStatus(question.ask === 'importFiles' ? texts.reading : texts.opening);
  await ask(question, (answer) => {
    if (answer.tell === 'progress') tellStatus(`${texts.reading} ${answer.deals} / ${answer.of}`);
    if (answer.tell === 'refused') tellStatus(`${texts.refused}: ${answer.message}`, true);
    if (answer.tell !== 'book' && answer.tell !== 'imported') return;
    const { facts } = answer;
    const filters: Filters = { pipelineId: facts.pipelines[0]?.id ?? '' };
    opened = { facts, filters, found: answer.tell === 'imported' ? answer.found : null };
    showHeader();
    showOpened();
  });
}

function showOpened(): void {
  if (opened === null) return;
  showDashboard(main, opened, language, ask, tellStatus, (filters) => {
    if (opened !== null) opened = { ...opened, filters };
  });
}

function tellStatus(text: string, isRefusal = false): void {
  status.textContent = text;
  status.classList.toggle('refused', isRefusal);
}
