import type { CrmName, ImportedFiles } from '../messages.ts';
import type { Texts } from '../texts/english.ts';
import { crmTables } from './crm-tables.ts';
import { element, labelled } from './element.ts';

/** Asks for the files of a CRM and how they are written. Nothing is guessed from them. */
export function askForFiles(locale: string, texts: Texts, onFiles: (files: ImportedFiles) => void): void {
  const input = (name: string, value = '', placeholder = ''): HTMLInputElement => {
    return element('input', { name, value, placeholder, autocomplete: 'off' });
  };
  const file = (name: string, required = false): HTMLInputElement => {
    return element('input', { type: 'file', name, required, accept: '.csv,text/csv' });
  };
  const crm = element('select', { name: 'crm' });
  for (const [name, { name: title }] of Object.entries(crmTables))
    crm.append(element('option', { value: name }, title));
  const files = element('div', { className: 'files' });
  const own = element('div', { className: 'own fields' });
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const currency = input('currency', 'EUR');
  Object.assign(currency, { required: true, pattern: '[A-Z]{3}', maxLength: 3 });
  const cancel = element('button', { type: 'button' }, texts.cancel);
  const title = element('h2', { id: 'import-title' }, texts.importFiles);
  const form = element(
    'form',
    { method: 'dialog' },
    labelled(texts.crm, crm),
    element('fieldset', {}, element('legend', {}, texts.files), files),
    element(
      'div',
      { className: 'fields' },
      labelled(texts.currency, currency),
      labelled(texts.timeZone, input('timeZone', zone)),
      labelled(texts.numbers, input('numbers', '', '1,234.56')),
      labelled(texts.dates, input('dates', '', 'DD.MM.YYYY HH:mm')),
    ),
    own,
    element(
      'div',
      { className: 'fields' },
      labelled(texts.ratesFile, file('rates')),
      labelled(texts.ratesBase, input('base', 'EUR')),
    ),
    element('div', { className: 'tools' }, element('button', { className: 'main' }, texts.import), cancel),
  );
  const dialog = element('dialog', { className: 'import' }, title, form);
  dialog.setAttribute('aria-labelledby', title.id);
  crm.onchange = showTables;
  cancel.onclick = () => dialog.close();
  dialog.onclose = () => dialog.remove();
  form.onsubmit = () => onFiles(filesOf(form, locale));
  showTables();
  document.body.append(dialog);
  dialog.showModal();

  function showTables(): void {
    const { tables, hasLossReason, hasPipelineColumn = false, currencies } = crmTables[crm.value as CrmName];
    files.replaceChildren(
      ...tables.map((table, index) =>
        element(
          'div',
          { className: 'file' },
          labelled(index === 0 ? `${table} (${texts.needed})` : table, file(`file.${table}`, index === 0)),
          labelled(texts.separator, separatorOf(table, texts)),
        ),
      ),
    );
    own.replaceChildren(
      ...(hasLossReason ? [labelled(texts.lossReason, input('lossReason'))] : []),
      ...(hasPipelineColumn ? [labelled(texts.pipelineColumn, input('pipeline'))] : []),
      ...(currencies === undefined ? [] : [labelled(texts.currencies, input('currencies', currencies))]),
    );
  }
}

function separatorOf(table: string, texts: Texts): HTMLSelectElement {
  return element(
    'select',
    { name: `separator.${table}` },
    element('option', { value: ',' }, texts.comma),
    element('option', { value: ';' }, texts.semicolon),
  );
}

/** What the form says. Fields left empty say nothing. */
function filesOf(form: HTMLFormElement, locale: string): ImportedFiles {
  const data = new FormData(form);
  const text = (name: string): string => String(data.get(name) ?? '').trim();
  const optional = <K extends string>(name: K): { readonly [N in K]?: string } => {
    return text(name) === '' ? {} : ({ [name]: text(name) } as { readonly [N in K]: string });
  };
  const given = (name: string): File | null => {
    const file = data.get(name);
    return file instanceof File && file.size > 0 ? file : null;
  };
  const crm = text('crm') as CrmName;
  const tables: [string, ImportedFiles['tables'][string]][] = [];
  for (const table of crmTables[crm].tables) {
    const file = given(`file.${table}`);
    const separator = text(`separator.${table}`) === ';' ? ';' : ',';
    if (file !== null) tables.push([table, { file, separator }]);
  }
  const rates = given('rates');
  const currencies = text('currencies');
  return {
    ...{ crm, tables: Object.fromEntries(tables), locale },
    ...{ currency: text('currency'), timeZone: text('timeZone') },
    ...{ ...optional('numbers'), ...optional('dates'), ...optional('lossReason'), ...optional('pipeline') },
    ...(currencies === '' ? {} : { currencies: namesAndCodes(currencies) }),
    ...(rates === null ? {} : { rates: { file: rates, base: text('base') } }),
  };
}

/** `Евро = EUR, Доллар США = USD` as names and codes. */
function namesAndCodes(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => pair.split('=').map((part) => part.trim()));
  return Object.fromEntries(pairs.map(([name = '', code = '']) => [name, code]));
}
