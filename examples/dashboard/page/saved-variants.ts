import { decodeVariant, encodeVariant, type ReportVariant } from 'dealbook';

const key = 'dealbook.dashboard.variants';

/** The variants that were saved in this browser, oldest first; what is no variant is left out. */
export function savedVariants(): readonly ReportVariant[] {
  return storedForms().flatMap((stored) => {
    try {
      return [decodeVariant(stored)];
    } catch {
      return [];
    }
  });
}

export function saveVariant(variant: ReportVariant): void {
  store([...savedVariants().filter(({ id }) => id !== variant.id), variant]);
}

export function removeVariant(id: string): void {
  store(savedVariants().filter((variant) => variant.id !== id));
}

function store(variants: readonly ReportVariant[]): void {
  localStorage.setItem(key, JSON.stringify(variants.map((variant) => encodeVariant(variant))));
}

function storedForms(): readonly unknown[] {
  try {
    const forms: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(forms) ? forms : [];
  } catch {
    return []; // somebody else wrote there
  }
}
