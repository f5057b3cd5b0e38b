/** A list of texts as one text, as the columns keep it. */
export function textOfList(texts: readonly string[]): string {
  return JSON.stringify(texts);
}

/** The list that {@link textOfList} made a text of; empty for none. */
export function listOfText(text: unknown): readonly string[] {
  return typeof text === 'string' ? (JSON.parse(text) as string[]) : [];
}
