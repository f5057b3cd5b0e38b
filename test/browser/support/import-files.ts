import type { Page } from 'playwright-core';
import { allShown } from './dashboard-page.ts';

/** What is entered in the dialog of an import. */
export interface ImportForm {
  readonly crm: string;
  /** The texts of the files by the names of the tables. */
  readonly files: Readonly<Record<string, string>>;
  /** The tables whose files have semicolons. */
  readonly semicolons?: readonly string[];
  /** Other fields by their names. */
  readonly fields?: Readonly<Record<string, string>>;
  readonly rates?: string;
}

/** Imports files as somebody would, by the dialog. */
export async function importByDialog(
  page: Page,
  { crm, files, semicolons = [], fields = {}, rates }: ImportForm,
): Promise<void> {
  await page.click('body > header button:nth-of-type(2)');
  await page.selectOption('select[name=crm]', { label: crm });
  for (const [table, text] of Object.entries(files)) await giveFile(page, `file.${table}`, text);
  for (const table of semicolons) await page.selectOption(`select[name="separator.${table}"]`, ';');
  for (const [name, value] of Object.entries(fields)) await page.fill(`dialog input[name=${name}]`, value);
  if (rates !== undefined) await giveFile(page, 'rates', rates);
  await page.click('dialog button.main');
  await page.waitForFunction(() => {
    return /^(Up to date|That was refused)/.test(document.querySelector('[role=status]')?.textContent ?? '');
  });
  await allShown(page);
}

async function giveFile(page: Page, name: string, text: string): Promise<void> {
  const buffer = Buffer.from(text);
  await page.setInputFiles(`input[name="${name}"]`, { name: `${name}.csv`, mimeType: 'text/csv', buffer });
}
