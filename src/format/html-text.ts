import { plainText } from './table.ts';

/** A text from outside as HTML shows it: on one line, what means something there written by its number. */
export function htmlText(text: string, marks: RegExp = /[&<>"']/g): string {
  return plainText(text).replace(marks, (mark) => `&#${mark.charCodeAt(0)};`);
}
