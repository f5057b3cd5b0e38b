/**
 * What an object holds, as plain data: of each property the kind of its value, `text`; `text?` where it may be absent,
 * `text | null` where null is a value too, `text? | null` where both are so. Checks and stored forms are made from it, so they know the same properties.
 */
export type Shape = Readonly<Record<string, string>>;

/** A shape of T in some kinds: a property without its kind, or with one of another type, does not compile. */
export type ShapeOf<T, Kinds> = { readonly [K in keyof T]-?: WordOf<T, K, Kinds> };

type WordOf<T, K extends keyof T, Kinds> =
  Record<never, never> extends Pick<T, K>
    ? null extends T[K]
      ? `${KindOf<Exclude<T[K], null | undefined>, Kinds>}? | null`
      : `${KindOf<Exclude<T[K], undefined>, Kinds>}?`
    : null extends T[K]
      ? `${KindOf<Exclude<T[K], null>, Kinds>} | null`
      : KindOf<T[K], Kinds>;

type KindOf<V, Kinds> = {
  [K in keyof Kinds & string]: [V] extends [Kinds[K]] ? ([Kinds[K]] extends [V] ? K : never) : never;
}[keyof Kinds & string];

/** One property of a shape. */
export interface Part {
  readonly name: string;
  readonly kind: string;
  readonly optional: boolean;
  readonly nullable: boolean;
}

/** The properties of a shape by their names, in its order. */
export type Parts = ReadonlyMap<string, Part>;

export function partsOf(shape: Shape): Parts {
  return new Map(Object.entries(shape).map(([name, word]) => [name, partOf(name, word)]));
}

function partOf(name: string, word: string): Part {
  const [kind = ''] = word.split(/\?| \| /);
  return { name, kind, optional: word.includes('?'), nullable: word.endsWith(' | null') };
}

/** The first property of an object that is not among those known; one that is undefined is not there. */
export function unknownName(
  value: object,
  known: { readonly has: (name: string) => boolean },
): string | undefined {
  for (const name in value) {
    if (known.has(name) || !Object.hasOwn(value, name)) continue;
    if ((value as Readonly<Record<string, unknown>>)[name] !== undefined) return name;
  }
  return undefined;
}

/** The value as an object with properties; one without any where it is none, or a list. */
export function propertiesOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return value as Readonly<Record<string, unknown>>;
}

/** Whether a value is an object of names and values, and nothing else: no list, no Map, no instance of a class. */
export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null; // an Object of any realm
}
