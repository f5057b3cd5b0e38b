import { isSameJson } from '../codec/json.ts';
import type { StoredForm } from '../codec/stored-form.ts';
import { decodeVariant, encodeVariant } from '../codec/variant-codec.ts';
import { checkOption, wholeNumber } from '../options.ts';
import type { ReportVariantRepository, SavedVariant } from '../repository/report-variant-repository.ts';

/**
 * A repository of saved report variants in memory.
 *
 * @example
 * ```ts
 * const variants = memoryReportVariantRepository()
 * await variants.save({ id: 'v1', name: 'Wins of last month', report: 'winRate', options: { closedDuring: { last: 'month' } } }, 0) // => { status: 'saved', version: 1 }
 * await variants.remove('v1', 1) // => { status: 'removed' }
 * ```
 */
export function memoryReportVariantRepository(): ReportVariantRepository {
  const variants = new Map<string, { readonly stored: StoredForm; readonly version: number }>();

  function saved(id: string): SavedVariant | undefined {
    const there = variants.get(id);
    return there && { variant: decodeVariant(there.stored), version: there.version };
  }

  return {
    load: async (id) => saved(id),

    list: async () => Array.from(variants.keys(), (id) => saved(id) as SavedVariant),

    async save(variant, expectedVersion) {
      checkOption('expectedVersion', expectedVersion, wholeNumber);
      const stored = encodeVariant(variant);
      const there = variants.get(variant.id);
      const actualVersion = there?.version ?? 0;
      const version = expectedVersion + 1;
      if (actualVersion === expectedVersion) {
        variants.set(variant.id, { stored, version });
        return { status: 'saved', version };
      }
      return actualVersion === version && there !== undefined && isSameJson(there.stored, stored)
        ? { status: 'duplicate', version }
        : { status: 'conflict', actualVersion };
    },

    async remove(id, expectedVersion) {
      const actualVersion = variants.get(id)?.version ?? 0;
      if (actualVersion !== expectedVersion || actualVersion === 0)
        return { status: 'conflict', actualVersion };
      variants.delete(id);
      return { status: 'removed' };
    },
  };
}
