// How long the dashboard of many deals takes in Chromium, and the same work in Node.
//
//   npm run bench:browser                      200,000 deals
//   npm run bench:browser -- --deals 20000     a first look
//   npm run bench:browser -- --times 20        filters more often: the median of each counts

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from 'playwright-core';
import type { Filters } from '../../examples/dashboard/messages.ts';
import { factsOf } from '../../examples/dashboard/worker/book-facts.ts';
import { importedBook } from '../../examples/dashboard/worker/imported-book.ts';
import { panelOf } from '../../examples/dashboard/worker/panel-of.ts';
import { variantsOf } from '../../examples/dashboard/worker/variants.ts';
import { median } from '../bench/harness/median.ts';
import { launchOptions } from './support/chromium.ts';
import { salesforceFiles } from './support/large-files.ts';
import { serveDashboard } from './support/serve.ts';

const { values } = parseArgs({
  options: { deals: { type: 'string', default: '200000' }, times: { type: 'string', default: '5' } },
});
/** A filter is asked for so often, and the median of its times counts. */
const times = Number(values.times);
const files = salesforceFiles(Number(values.deals));

/** The reports at the top of the page, which are in sight at first. */
const top = ['winRate', 'lossReasons', 'salesFunnel'];
const all = { pipelineId: 'opportunities' };
const steps: readonly {
  readonly name: string;
  readonly filters: Filters;
  readonly filter?: [string, string];
}[] = [
  { name: 'first dashboard', filters: all },
  { name: 'an owner', filters: { ...all, ownerId: 'o7' }, filter: ['owner', 'o7'] },
  { name: 'a channel', filters: { ...all, channel: 'Web' }, filter: ['channel', 'Web'] },
  { name: 'a month', filters: { ...all, during: '2026-06' }, filter: ['period', '2026-06'] },
  { name: 'a year', filters: { ...all, during: '2025' }, filter: ['period', '2025'] },
];

/** Milliseconds until the reports at the top of the page were there, and until all were. */
interface Times {
  readonly top: number;
  readonly all: number;
}
const inNode = await timesInNode();
const inChromium = await timesInChromium();

const whole = (value: number): string => `${Math.round(value)}`.padStart(7);
console.log(`\n${values.deals} deals, milliseconds              Chromium     Node    ratio`);
for (const [name, there] of inChromium) {
  const here = inNode.get(name);
  for (const part of ['top', 'all'] as const) {
    const [seen, same] = [there[part], here?.[part] ?? Number.NaN];
    const what = `${name}, ${part === 'top' ? 'in sight' : 'all reports'}`.padEnd(32);
    console.log(`${what}  ${whole(seen)}  ${whole(same)}    ${(seen / same).toFixed(2)}`);
  }
}

/** The first dashboard once, as it comes once; then the filters in turn. */
function repeated(): typeof steps {
  const [first, ...filters] = steps;
  return [first, ...Array.from({ length: times }, () => filters).flat()].filter((step) => step !== undefined);
}

function keep(kept: Map<string, Times[]>, name: string, times: Times): void {
  const before = kept.get(name);
  if (before === undefined) kept.set(name, [times]);
  else before.push(times);
}

function medians(kept: ReadonlyMap<string, readonly Times[]>): Map<string, Times> {
  return new Map(
    Array.from(kept, ([name, each]) => {
      const [first, last] = [each.map(({ top }) => top), each.map(({ all }) => all)];
      return [name, { top: median(first), all: median(last) }];
    }),
  );
}

async function timesInNode(): Promise<Map<string, Times>> {
  const kept = new Map<string, Times[]>();
  const begun = performance.now();
  const { book } = await importedBook(
    {
      crm: 'salesforce',
      tables: Object.fromEntries(
        Object.entries(files.tables).map(([name, text]) => [
          name,
          { file: new Blob([text]), separator: ',' },
        ]),
      ),
      ...{ currency: 'NOK', timeZone: 'Europe/Oslo', lossReason: 'Reason', locale: 'en' },
      rates: { file: new Blob([files.rates]), base: 'EUR' },
    },
    () => undefined,
  );
  const facts = factsOf(book);
  const imported = performance.now() - begun;
  keep(kept, 'import', { top: imported, all: imported });
  for (const { name, filters } of repeated()) {
    const start = performance.now();
    const variants = variantsOf(filters, facts);
    const show = (isTop: boolean): void => {
      for (const variant of variants)
        if (top.includes(variant.report) === isTop) panelOf(book, variant, { locale: 'en', isDark: false });
    };
    show(true);
    const shown = performance.now() - start;
    show(false);
    keep(kept, name, { top: shown, all: performance.now() - start });
  }
  return medians(kept);
}

async function timesInChromium(): Promise<Map<string, Times>> {
  const folder = mkdtempSync(join(tmpdir(), 'dashboard-speed-'));
  const server = await serveDashboard();
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage({ viewport: { width: 1600, height: 900 }, locale: 'en-GB' });
    page.setDefaultTimeout(600_000);
    await page.goto(server.url);
    await page.waitForSelector('main[aria-busy=false]');
    await page.evaluate(watchLongTasks);
    const given = { ...files.tables, rates: files.rates };
    await page.getByRole('button', { name: 'Import files of a CRM' }).click();
    await page.selectOption('select[name=crm]', 'salesforce');
    for (const [name, text] of Object.entries(given)) {
      const path = join(folder, `${name}.csv`);
      writeFileSync(path, text);
      await page.setInputFiles(`input[name="${name === 'rates' ? name : `file.${name}`}"]`, path);
    }
    for (const [name, value] of [
      ['currency', 'NOK'],
      ['timeZone', 'Europe/Oslo'],
      ['lossReason', 'Reason'],
    ])
      await page.fill(`dialog input[name=${name}]`, value as string);
    await page.evaluate(() => performance.clearMeasures());
    const begun = performance.now();
    await page.click('dialog button.main');
    await page.waitForSelector('#import');
    const imported = performance.now() - begun;
    const kept = new Map([['import', [{ top: imported, all: imported }]]]);
    for (const { name, filter } of repeated()) {
      if (filter !== undefined) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.click('.reset');
        await page.waitForSelector('main[aria-busy=false]');
        await page.evaluate(() => performance.clearMeasures());
        await page.selectOption(`select[name=${filter[0]}]`, { label: filter[1] });
      }
      keep(kept, name, await painted(page));
    }
    const longest = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
    console.log(`The page was never held up for longer than ${Math.round(longest)} ms.`);
    return medians(kept);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function painted(page: Page): Promise<Times> {
  await page.waitForFunction(() => {
    const isDone = document.querySelector('main[aria-busy=false]') !== null;
    return isDone && performance.getEntriesByName('all reports').length > 0;
  });
  const [inSight, all] = await page.evaluate(() =>
    ['reports in sight', 'all reports'].map((name) => performance.getEntriesByName(name).at(-1)?.duration),
  );
  return { top: inSight ?? Number.NaN, all: all ?? Number.NaN };
}

function watchLongTasks(): void {
  const seen = globalThis as unknown as { longest: number };
  seen.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
  }).observe({ type: 'longtask' });
}
