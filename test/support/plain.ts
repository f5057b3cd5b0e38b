/** A figure as JSON has it, amounts as decimal text: what two implementations can be compared by. */
export function plain(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => (isMoney(item) ? String(item.amount) : item)),
  );
}

function isMoney(value: unknown): value is { readonly amount: unknown; readonly currency: string } {
  return typeof value === 'object' && value !== null && 'amount' in value && 'currency' in value;
}
