/** A table for a terminal: texts to the left, numbers to the right. */
export function textTable(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows];
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const isNumber = (text: string): boolean => text !== '' && !Number.isNaN(Number(text.replaceAll(',', '')));
  const isRight = headings.map((_, column) => rows.some((row) => isNumber(row[column] ?? '')));
  const shown = lines.map((line) =>
    line.map((text, column) => {
      const width = widths[column] as number;
      return isRight[column] ? text.padStart(width) : text.padEnd(width);
    }),
  );
  const rule = widths.map((width) => '-'.repeat(width));
  return [shown[0] as string[], rule, ...shown.slice(1)].map((line) => line.join('  ').trimEnd()).join('\n');
}
