import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { svgOf } from '../../examples/support/svg.ts';
import { answerOf, questionIn } from '../site/answer.ts';

// examples/questions: a page for each question of a sales manager, over the sample.

const folder = 'examples/questions';
const pages = readdirSync(folder).filter((file) => file.endsWith('.md') && file !== 'README.md');

describe.each(pages)('%s', (file) => {
  const text = readFileSync(`${folder}/${file}`, 'utf8');
  const { code = '', prints = '' } = questionIn(text) ?? {};

  test('asks a question, and answers it in five to fifteen lines', () => {
    expect(text).toMatch(/^# .+\?\n/);
    const lines = code.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThanOrEqual(5);
    expect(lines.length).toBeLessThanOrEqual(15);
  });

  test('shows what its code prints, and has a chart that can be drawn', async () => {
    const { printed, chart } = await answerOf(code);
    expect(printed).toBe(prints);
    expect(svgOf(chart as Parameters<typeof svgOf>[0])).toContain('<path');
  });

  test('has a definition, and what others answer', () => {
    expect(text).toMatch(/^\| figure \| .+\n\|---\|/m);
    expect(text).toMatch(/^\*\*Elsewhere\.\*\* /m);
  });

  test('is led to by the list of questions, under its own words', () => {
    const [, question] = /^# (.+)$/m.exec(text) ?? [];
    expect(readFileSync(`${folder}/README.md`, 'utf8')).toContain(`[${question}](${file})`);
  });
});

test('reports and charts in the list of questions are those of the pages', () => {
  const rows = readFileSync(`${folder}/README.md`, 'utf8').matchAll(/^\| \[.+?\]\((.+?)\) \| (.+) \|$/gm);
  const missing = [...rows].flatMap(([, file = '', cells = '']) => {
    const { code = '' } = questionIn(readFileSync(`${folder}/${file}`, 'utf8')) ?? {};
    return [...cells.matchAll(/`(\w+)`/g)]
      .map(([, name = '']) => name)
      .filter((name) => !code.includes(name))
      .map((name) => `${file}: ${name}`);
  });
  expect(missing).toEqual([]);
});
