import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from 'vitest';
import { groupOf, guides } from '../site/guides.ts';

const texts = ['README.md', 'CHANGELOG.md', ...textsIn('src'), ...textsIn('examples'), ...textsIn('test')];

function textsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path));
}

/** The text that people read, without code. */
function proseOf(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/^```.*?^```$/gms, '');
}

/** The links of a text to files here, with the anchors they name. */
function linksIn(path: string): { readonly to: string; readonly anchor: string | undefined }[] {
  const links = proseOf(path).matchAll(/\]\((?![a-z]+:)([^)#\s]*)(?:#([^)\s]+))?\)/g);
  return [...links].map(([, to = '', anchor]) => ({
    to: to === '' ? path : join(dirname(path), to),
    anchor,
  }));
}

/** The anchors that hosts of Markdown give the headings of a text. */
function anchorsOf(path: string): string[] {
  const headings = [...proseOf(path).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
  return headings.map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe.each(texts)('%s', (path) => {
  test('links only to files there are', () => {
    expect(linksIn(path).filter(({ to }) => !existsSync(to))).toEqual([]);
  });

  test('links only to headings there are', () => {
    const wrong = linksIn(path).filter(
      ({ to, anchor }) => anchor !== undefined && to.endsWith('.md') && !anchorsOf(to).includes(anchor),
    );
    expect(wrong).toEqual([]);
  });
});

test('every guide is a page of the documentation, and every page is led to by a text', () => {
  const written = texts.filter((path) => path.startsWith('src/') || path.startsWith('examples/'));
  expect([...guides].sort()).toEqual(written.sort());
  const ledTo = new Set(texts.flatMap((path) => linksIn(path).map(({ to }) => to)));
  expect(guides.filter((guide) => !ledTo.has(guide))).toEqual([]);
});

test('every page of the documentation has a group', () => {
  expect(guides.filter((guide) => groupOf(guide) === undefined)).toEqual([]);
});
