/** "code-point order": not the order of UTF-16 units, in which U+1F600 comes before U+FF5E. */
export function compareCodePoints(a: string, b: string): number {
  return compareEach(codePoints(a), codePoints(b), (x, y) => x - y);
}

/** "code-point order (ids, texts), a missing value (null) last". */
export function nullLast(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return compareCodePoints(a, b);
}

/** Element by element, a prefix before what it begins. */
export function compareEach<T>(a: readonly T[], b: readonly T[], compare: (a: T, b: T) => number): number {
  const differences = a.slice(0, b.length).map((item, index) => compare(item, b[index] as T));
  return differences.find((difference) => difference !== 0) ?? a.length - b.length;
}

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}
