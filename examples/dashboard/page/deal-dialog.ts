import type { DealPage, DealsAsked } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { element } from './element.ts';
import { figureTable } from './figure-table.ts';

/** Shows the deals behind a figure, a page at a time, in a dialog. */
export async function showDeals(
  figure: string,
  asked: DealsAsked,
  texts: Texts,
  list: (asked: DealsAsked) => Promise<DealPage | null>,
  onCsv: (list: DealPage) => void,
): Promise<void> {
  const body = element('div', { className: 'list' });
  const count = element('p', { className: 'count', role: 'status' }, texts.working);
  const next = element('button', { type: 'button', hidden: true }, texts.next);
  const csv = element('button', { type: 'button' }, texts.csv);
  const close = element('button', { type: 'button' }, texts.close);
  const title = element('h2', { id: 'deals-title' }, figure);
  const tools = element('div', { className: 'tools' }, next, csv, close);
  const dialog = element('dialog', { className: 'deals' }, title, count, body, tools);
  dialog.setAttribute('aria-labelledby', title.id);
  csv.onclick = async () => {
    const whole = await list({ ...asked, isWhole: true });
    if (whole !== null) onCsv(whole);
  };
  close.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  document.body.append(dialog);
  dialog.showModal();
  await turnTo(asked);

  async function turnTo(page: DealsAsked): Promise<void> {
    const answer = await list(page);
    if (answer === null) return dialog.close();
    count.textContent = `${texts.deals}: ${answer.deals}`;
    body.replaceChildren(figureTable({ caption: texts.dealsBehind, table: answer.table }, texts));
    body.scrollTop = 0;
    next.hidden = answer.next === null;
    next.onclick = () => void turnTo(answer.next === null ? asked : { ...asked, after: answer.next });
  }
}
