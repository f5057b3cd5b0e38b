import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, describe, inject, onTestFinished } from 'vitest';

const dashboard = inject('dashboard');

/** Tests in the browser, where there is one. */
export const describeInBrowser = describe.skipIf(dashboard === null);

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** A page of the dashboard, and what is wrong with it: what its console says, what it loads from elsewhere. */
export interface DashboardPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** The dashboard with the sample open and all its reports shown. */
export async function openDashboard(options: BrowserContextOptions = {}): Promise<DashboardPage> {
  browser ??= chromium.connect(dashboard?.browser ?? '');
  const context = await (await browser).newContext({
    ...{ viewport: { width: 1600, height: 900 }, locale: 'en-GB', timezoneId: 'Europe/Oslo' },
    ...options,
  });
  const page = await context.newPage();
  onTestFinished(() => context.close());
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(dashboard?.url ?? ''))
      complaints.push(`asked for ${url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(dashboard?.url ?? '');
  await allShown(page);
  return { page, complaints };
}

/** Waits until every report is what the filters say. */
export async function allShown(page: Page): Promise<void> {
  await page.waitForSelector('main[aria-busy=false]', { timeout: 30_000 });
}

/** Chooses in a filter, by what the choice is called, and waits for the reports. */
export async function choose(page: Page, filter: string, name: string): Promise<void> {
  await page.selectOption(`select[name=${filter}]`, { label: name });
  await allShown(page);
}

/** The cells of the table of a report as they are shown, row by row, without the headings. */
export function cellsOf(page: Page, report: string): Promise<string[][]> {
  return page
    .locator(`#${report} tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').trim())),
    );
}

/** What the charts of a report drew, from ECharts itself: the exact figures of each series that has a name. */
export function chartFigures(page: Page, report: string, chart: number): Promise<[string, string[]][]> {
  return page
    .locator(`#${report} report-chart`)
    .nth(chart)
    .evaluate((drawn) => {
      const { series } = (drawn as unknown as Drawn).chart.getOption();
      return series
        .filter(({ name }) => name !== undefined && name !== '')
        .map(({ name = '', data }): [string, string[]] => [
          name,
          data.map(({ exact, value }) => exact ?? String(value)),
        ]);

      interface Drawn {
        readonly chart: {
          getOption(): {
            readonly series: readonly {
              readonly name?: string;
              readonly data: readonly { readonly exact?: string; readonly value: unknown }[];
            }[];
          };
        };
      }
    });
}
