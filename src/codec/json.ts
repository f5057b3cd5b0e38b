/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** Whether two values say the same in JSON, in whatever order their properties stand. */
export function isSameJson(left: Json, right: Json): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const names = Object.keys(left);
  const parts = left as { readonly [name: string]: Json };
  const others = right as { readonly [name: string]: Json };
  return (
    names.length === Object.keys(right).length &&
    names.every(
      (name) => Object.hasOwn(others, name) && isSameJson(parts[name] as Json, others[name] as Json),
    )
  );
}
