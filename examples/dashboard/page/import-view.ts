import type { ImportFindings } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { downloadTable } from './download.ts';
import { element } from './element.ts';
import { figureTable } from './figure-table.ts';

/** What of the files was taken, and what was odd in them. */
export function importView(
  { problems, deals, changes }: ImportFindings,
  locale: string,
  texts: Texts,
): HTMLElement {
  const title = element('h2', { id: 'title-import' }, texts.imported);
  const csv = element('button', { type: 'button', ariaLabel: `${texts.csv}: ${texts.problems}` }, texts.csv);
  csv.onclick = () => downloadTable(texts.problems, problems, locale);
  const counts = `${deals.taken} ${texts.dealsTaken} ${deals.given}, ${changes.taken} ${texts.changesTaken} ${changes.given}`;
  const count = problems.rows.length;
  const odd = element(
    'details',
    {},
    element('summary', {}, `${texts.problems}: ${count}`),
    figureTable({ caption: texts.problems, table: problems }, texts),
  );
  const section = element(
    'section',
    { id: 'import', className: 'panel' },
    element('header', {}, title, element('div', { className: 'tools' }, ...(count > 0 ? [csv] : []))),
    element('p', { className: 'note' }, counts),
    count > 0 ? odd : element('p', {}, texts.noProblems),
  );
  section.setAttribute('aria-labelledby', title.id);
  return section;
}
