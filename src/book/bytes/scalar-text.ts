import type { Scalar } from '../facts/dictionary.ts';

/** A value of a field as text: its first character tells the type. */
export function scalarText(value: Scalar): string {
  switch (typeof value) {
    case 'string':
      return `"${value}`;
    case 'number':
      return Object.is(value, -0) ? '#-0' : `#${value}`;
    case 'boolean':
      return `?${value}`;
    default:
      return `@${+value}`;
  }
}

/** The value that {@link scalarText} made a text of. */
export function scalarOf(text: string): Scalar {
  const rest = text.slice(1);
  switch (text[0]) {
    case '"':
      return rest;
    case '#':
      return Number(rest);
    case '?':
      return rest === 'true';
    default:
      return new Date(Number(rest));
  }
}
