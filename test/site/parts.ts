import type { CommentDisplayPart, Reflection } from 'typedoc';

type Parts = readonly CommentDisplayPart[];

/** Code of no language is what a program prints: it has no colours. */
export function uncoloured(parts: Parts): CommentDisplayPart[] {
  return parts.map((part) =>
    part.kind === 'code' ? { ...part, text: part.text.replace(/^```\n/, '```text\n') } : part,
  );
}

/** A text without the heading it begins with. */
export function withoutHeading([first, ...rest]: Parts): CommentDisplayPart[] {
  if (first?.kind !== 'text') return [];
  return [{ ...first, text: first.text.replace(/^# .+\n/, '') }, ...rest];
}

/** An image below the last block of code. */
export function withImage(parts: Parts, file: string): CommentDisplayPart[] {
  const image = `\n\n<img src="${file}" alt="The chart" width="720" height="400">\n\n`;
  const block = parts.findLastIndex(({ kind, text }) => kind === 'code' && text.startsWith('```'));
  return parts.toSpliced(block + 1, 0, { kind: 'text', text: image });
}

/** Names of public functions in a text lead to what is said of them. */
export function withLinks(parts: Parts, functions: ReadonlyMap<string, Reflection>): CommentDisplayPart[] {
  return parts.map((part): CommentDisplayPart => {
    const name = part.kind === 'code' ? part.text.replace(/^`(\w+)`$/, '$1') : '';
    const target = functions.get(name);
    return target === undefined ? part : { kind: 'inline-tag', tag: '@linkcode', text: name, target };
  });
}
