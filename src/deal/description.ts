/**
 * The texts that describe a deal: its opening tells them, a description changes them, filters and groups read them. This is
 * their only list: histories, rows, verbs, stored forms and books are made from it.
 */
export const describedFields = ['customerId', 'channel'] as const;

/** What describes a deal, beside its name and the host's own fields. */
export type DealDescription = { readonly [Name in (typeof describedFields)[number]]?: string };

/** Something for each of the texts that describe a deal. */
export type DescriptionOf<T> = { readonly [Name in keyof DealDescription]-?: T };

/** Something for each of the texts that describe a deal, by its name. */
export function forDescription<T>(make: (name: keyof DealDescription, index: number) => T): DescriptionOf<T> {
  return Object.fromEntries(
    describedFields.map((name, index) => [name, make(name, index)]),
  ) as DescriptionOf<T>;
}

export function isDescribedField(name: string): name is keyof DealDescription {
  return (describedFields as readonly string[]).includes(name);
}
