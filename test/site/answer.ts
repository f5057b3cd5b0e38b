import { format } from 'node:util';
import * as dealbook from 'dealbook';
import * as charts from 'dealbook/charts';
import { transform } from 'esbuild';
import { book } from '../../examples/questions/sample-book.ts';

/** The code of a page about a question, and what the page says it prints; undefined of any other page. */
export function questionIn(text: string): { readonly code: string; readonly prints: string } | undefined {
  const [, code, prints] = /^```ts\n(.*?)^```\n\n<!-- prints -->\n```\n(.*?)^```$/ms.exec(text) ?? [];
  return code === undefined || prints === undefined ? undefined : { code, prints };
}

/** What the code of a question prints over the sample, and the chart it makes. */
export async function answerOf(code: string): Promise<{ readonly printed: string; readonly chart: unknown }> {
  const lines: string[] = [];
  const log = (...values: unknown[]): void => void lines.push(...format(...values).split('\n'));
  const scope = { ...dealbook, ...charts, book, console: { log } };
  const body = code.replaceAll(/^import .*\n/gm, '');
  const answer = await transform(`${body}\nreturn typeof chart === 'undefined' ? null : chart;`, {
    loader: 'ts',
    tsconfigRaw: {},
  });
  const AsyncFunction = (async () => {}).constructor as FunctionConstructor;
  const chart: unknown = await AsyncFunction(...Object.keys(scope), answer.code)(...Object.values(scope));
  // Amounts have no-break spaces, which nobody can tell from others in a text.
  const printed = lines.map((line) => `${line.replaceAll('\u00a0', ' ').trimEnd()}\n`).join('');
  return { printed, chart };
}
