import { existsSync } from 'node:fs';
import type { LaunchOptions } from 'playwright-core';

const executablePath = '/usr/bin/chromium';

export const hasChromium = existsSync(executablePath);

/** Debian's Chromium without a screen; it may run as root, and calls nobody. */
export const launchOptions: LaunchOptions = {
  executablePath,
  args: [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
    ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
  ],
};
