/**
 * The rows of a CSV text (RFC 4180) as records by the names in its header, each cell as it is written. Fields may be quoted
 * and then hold separators, line ends and doubled quotes; lines end with CRLF or LF; a byte order mark is left out. The
 * separator is a comma, unless it is stated: programs write semicolons where numbers have commas.
 *
 * @throws Error for a line with more or fewer fields than the header, a stray or open quote.
 */
export function csvRecords(text: string, separator: ',' | ';' = ','): Readonly<Record<string, string>>[] {
  const [header = [], ...lines] = csvLines(text, separator);
  return lines.map((fields, index) => {
    if (fields.length !== header.length) {
      throw new Error(`CSV row ${index + 1} has ${fields.length} fields, the header ${header.length}`);
    }
    return Object.fromEntries(header.map((name, place) => [name, fields[place] ?? '']));
  });
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
  const [header = []] = csvLines(text, ',');
  const missing = columns.find((column) => !header.includes(column));
  if (missing !== undefined) throw new Error(`The CSV has no column ${missing}: ${header.join(', ')}`);
  return csvRecords(text).map((record) => {
    const row = columns.map((column) => [column, record[column]]);
    return Object.fromEntries(row) as { readonly [K in C]: string };
  });
}

/** A field, quoted or not, and what ends it: a separator, a line end, or the end of the text. */
const fields = {
  ',': /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y,
  ';': /(?:"((?:[^"]|"")*)"|([^";\r\n]*))(;|\r?\n|$)/y,
};

function csvLines(text: string, separator: keyof typeof fields): string[][] {
  const field = fields[separator];
  const lines: string[][] = [];
  let line: string[] = [];
  field.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (field.lastIndex < text.length || line.length > 0) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`The CSV cannot be read at: ${text.slice(at, at + 40)}`);
    const [, quoted, plain = '', end] = match;
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === separator) continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
