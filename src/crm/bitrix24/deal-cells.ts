import type { Money } from '../../money/money.ts';
import { readTime, type TimeInput } from '../../time/calendar/instant-of.ts';
import { millisecondsPerDay } from '../../time/elapsed.ts';
import { moneyOf, textIn, timeIn } from '../tables/cells.ts';
import { type CrmColumn, type CrmRow, cellIn, report } from '../tables/crm-row.ts';
import type { Bitrix24Options } from './tables.ts';

type Column =
  | 'id'
  | 'name'
  | 'pipeline'
  | 'stage'
  | 'semantics'
  | 'movedAt'
  | 'amount'
  | 'currency'
  | 'product'
  | 'probability'
  | 'owner'
  | 'openedAt'
  | 'closeDate'
  | 'closed'
  | 'company'
  | 'contact'
  | 'source';

/** In the answers of crm.deal.list, in those of crm.item.list, and in the CSV file in Russian and in English. */
export const dealColumns: Readonly<Record<Column, CrmColumn>> = {
  id: ['ID'],
  name: ['TITLE', 'Название сделки', 'Название', 'Deal Name'],
  pipeline: ['CATEGORY_ID', 'categoryId', 'Воронка', 'Направление', 'Pipeline'],
  stage: ['STAGE_ID', 'stageId', 'Стадия сделки', 'Stage'],
  semantics: ['STAGE_SEMANTIC_ID', 'stageSemanticId', 'Группа стадий', 'Deal status'],
  movedAt: ['MOVED_TIME', 'movedTime', 'Дата изменения стадии', 'Stage change date'],
  amount: ['OPPORTUNITY', 'Сумма', 'Income', 'Amount'],
  currency: ['CURRENCY_ID', 'currencyId', 'Валюта', 'Currency'],
  product: ['Товар', 'Product'],
  probability: ['PROBABILITY', 'Вероятность', 'Probability, %'],
  owner: ['ASSIGNED_BY_ID', 'assignedById', 'Ответственный', 'Responsible', 'Responsible person'],
  openedAt: ['DATE_CREATE', 'createdTime', 'Дата создания', 'Created'],
  closeDate: ['CLOSEDATE', 'Предполагаемая дата закрытия', 'Assumed close date', 'Close date'],
  closed: ['CLOSED', 'Сделка закрыта'],
  company: ['COMPANY_ID', 'companyId', 'Компания', 'Company'],
  contact: ['CONTACT_ID', 'contactId', 'Контакт', 'Contact'],
  source: ['SOURCE_ID', 'sourceId', 'Источник', 'Source'],
};

/** What it may bring; the file has the names of currencies. */
export function potentialIn(row: CrmRow, { currencies = {}, zeroAmounts }: Bitrix24Options): Money | null {
  if (cellIn(row, dealColumns.amount) === null) return null;
  const name = textIn(row, dealColumns.currency);
  const code = name !== null && Object.hasOwn(currencies, name) ? (currencies[name] ?? null) : name;
  if (code !== null && !/^[A-Z]{3}$/.test(code)) {
    report(row, dealColumns.currency, 'missing-currency', 'ignored', 'is not in the option currencies');
    return null;
  }
  const potential = moneyOf(row, dealColumns.amount, code);
  return potential?.amount.isZero() && zeroAmounts !== 'taken' ? null : potential;
}

/** Companies and contacts are numbered apart: the prefixes are Bitrix24's own. The file has their names. */
export function customerIn(row: CrmRow): string | null {
  const company = someoneIn(row, dealColumns.company);
  if (company !== null) return /^\d+$/.test(company) ? `CO_${company}` : company;
  const contact = someoneIn(row, dealColumns.contact);
  return contact !== null && /^\d+$/.test(contact) ? `C_${contact}` : contact;
}

/** Somebody's id; the API has 0 for nobody. */
export function someoneIn(row: CrmRow, column: CrmColumn): string | null {
  const id = textIn(row, column);
  return id === '0' ? null : id;
}

/** The day on which it is to close: the API has midnight in UTC for a day, written in the zone of the account. */
export function closeDayIn(row: CrmRow): TimeInput | null {
  const time = timeIn(row, dealColumns.closeDate);
  if (typeof time !== 'string') return time;
  const instant = readTime(time, 'UTC', 'time');
  return instant % millisecondsPerDay === 0
    ? new Date(instant).toISOString().slice(0, 10)
    : time.slice(0, 10);
}

/** Whether the deal is marked as closed. */
export function isClosedIn(row: CrmRow): boolean {
  return /^(y|yes|да)$/i.test(textIn(row, dealColumns.closed) ?? '');
}
