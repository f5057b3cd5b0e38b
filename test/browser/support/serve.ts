import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';
import type { TestProject } from 'vitest/node';
import { hasChromium, launchOptions } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the dashboard is served, and the browser waits; null where there is no browser. */
    dashboard: { readonly url: string; readonly browser: string } | null;
  }
}

const configFile = fileURLToPath(new URL('../../../examples/dashboard/vite.config.ts', import.meta.url));

/** The dashboard's address, as it is built and served for the time of the tests. */
export async function serveDashboard(): Promise<{ readonly url: string; close(): Promise<void> }> {
  await build({ configFile, logLevel: 'error' });
  const server = await preview({ configFile, logLevel: 'error', preview: { port: 0, strictPort: false } });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** Builds and serves the dashboard, and starts a browser, once for all files of tests. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!hasChromium) {
    if (process.env['CI'] === 'true') throw new Error(`There is no ${launchOptions.executablePath}.`);
    console.warn(`The tests in the browser are skipped: there is no ${launchOptions.executablePath}.`);
    provide('dashboard', null);
    return undefined;
  }
  const server = await serveDashboard();
  const browser = await chromium.launchServer(launchOptions);
  provide('dashboard', { url: server.url, browser: browser.wsEndpoint() });
  return async () => {
    await browser.close();
    await server.close();
  };
}
