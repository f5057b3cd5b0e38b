/** What JSON can say. */
export type StoredValue =
  | string
  | number
  | boolean
  | null
  | readonly StoredValue[]
  | { readonly [name: string]: StoredValue };

/** Whether two values are equal as JSON; the order of properties does not matter. */
export function isSameJson(left: StoredValue, right: StoredValue): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  const parts = left as { readonly [name: string]: StoredValue };
  const others = right as { readonly [name: string]: StoredValue };
  return (
    names.length === Object.keys(right).length &&
    names.every(
      (name) =>
        Object.hasOwn(others, name) && isSameJson(parts[name] as StoredValue, others[name] as StoredValue),
    )
  );
}
