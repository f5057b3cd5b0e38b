import { type Options, parse } from 'csv-parse/sync';

/**
 * The rows of a CSV text as records by the names in its header, each cell as it is written, read by csv-parse; a byte order
 * mark is left out. The separator is a comma, unless it is stated: programs write semicolons where numbers have commas.
 *
 * @throws Error for a line with more or fewer fields than the header, a stray or open quote.
 */
export function csvRecords(text: string, separator: ',' | ';' = ','): Readonly<Record<string, string>>[] {
  return parse(text, { ...options, delimiter: separator, columns: true });
}

/**
 * The same, of each row the columns asked for.
 *
 * @throws Error for a column that is not there as well.
 */
export function csvRows<const C extends string>(
  text: string,
  columns: readonly C[],
): { readonly [K in C]: string }[] {
  const [header = []] = parse(text, { ...options, to: 1 });
  const missing = columns.find((column) => !header.includes(column));
  if (missing !== undefined) throw new Error(`The CSV has no column ${missing}: ${header.join(', ')}`);
  return csvRecords(text).map((record) => {
    const row = columns.map((column) => [column, record[column]]);
    return Object.fromEntries(row) as { readonly [K in C]: string };
  });
}

const options = { bom: true, record_delimiter: ['\r\n', '\n'] } satisfies Options;
