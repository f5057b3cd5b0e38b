/**
 * The rows of a CSV text (RFC 4180) under its header: of each, the columns asked for, as they are written. Fields may be
 * quoted and then hold commas, line ends and doubled quotes; lines end with CRLF or LF; a byte order mark is left out.
 *
 * @throws Error for a column that is not there, a line with more or fewer fields than the header, a stray or open quote.
 */
export function csvRows<const C extends string>(
  text: string,
  columns: readonly C[],
): { readonly [K in C]: string }[] {
  const [header = [], ...lines] = csvLines(text);
  const places = columns.map((column) => {
    const place = header.indexOf(column);
    if (place < 0) throw new Error(`The CSV has no column ${column}: ${header.join(', ')}`);
    return [column, place] as const;
  });
  return lines.map((fields, index) => {
    if (fields.length !== header.length) {
      throw new Error(`CSV row ${index + 1} has ${fields.length} fields, the header ${header.length}`);
    }
    const row = places.map(([column, place]) => [column, fields[place]]);
    return Object.fromEntries(row) as { readonly [K in C]: string };
  });
}

/** A field, quoted or not, and what ends it: a comma, a line end, or the end of the text. */
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

function csvLines(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  field.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  while (field.lastIndex < text.length || line.length > 0) {
    const at = field.lastIndex;
    const match = field.exec(text);
    if (match === null) throw new Error(`The CSV cannot be read at: ${text.slice(at, at + 40)}`);
    const [, quoted, plain = '', end] = match;
    line.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
