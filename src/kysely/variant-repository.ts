import { isSameJson } from '../codec/json.ts';
import { decodeVariant, encodeVariant } from '../codec/variant-codec.ts';
import { checkOption, wholeNumber } from '../options.ts';
import type { ReportVariantRepository, SavedVariant } from '../repository/report-variant-repository.ts';
import { checkText } from '../text.ts';
import { insertMissing } from './projection/insert-rows.ts';
import { keyOf } from './schema/key.ts';
import type { Db } from './schema/tables.ts';
import type { Store } from './store/store.ts';

/** The saved report variants of a store, a row a variant. */
export function storedVariants(store: Store): ReportVariantRepository {
  const { engine, tenant } = store;

  const all = (db: Db) =>
    db.selectFrom('dealbook_variant').select(['version', 'form']).where('tenant', '=', tenant);

  /** What is there by now, not in an older view. */
  const present = (db: Db, id: string) =>
    all(db)
      .where('variant', '=', keyOf(id))
      .$if(engine === 'mysql', (select) => select.forUpdate())
      .executeTakeFirst();

  return {
    async load(id) {
      checkText(id, 'id');
      const row = await store.read((db) => all(db).where('variant', '=', keyOf(id)).executeTakeFirst());
      return row && savedVariant(row);
    },

    async list() {
      const rows = await store.read((db) => all(db).execute());
      return rows.map(savedVariant);
    },

    async save(variant, expectedVersion) {
      checkOption('expectedVersion', expectedVersion, wholeNumber);
      const stored = encodeVariant(variant);
      const { id } = variant;
      const version = expectedVersion + 1;
      const row = { version, form: JSON.stringify(stored) };
      return store.write(async (db) => {
        const isSaved =
          expectedVersion === 0
            ? await insertMissing(db, engine, 'dealbook_variant', [{ tenant, variant: keyOf(id), ...row }])
            : await updated(db, tenant, keyOf(id), expectedVersion, row);
        if (isSaved === 1) return { status: 'saved', version };
        const there = await present(db, id);
        const actualVersion = Number(there?.version ?? 0);
        return there !== undefined && actualVersion === version && isSameJson(JSON.parse(there.form), stored)
          ? { status: 'duplicate', version }
          : { status: 'conflict', actualVersion };
      });
    },

    async remove(id, expectedVersion) {
      checkText(id, 'id');
      checkOption('expectedVersion', expectedVersion, wholeNumber);
      return store.write(async (db) => {
        const { numDeletedRows } = await db
          .deleteFrom('dealbook_variant')
          .where('tenant', '=', tenant)
          .where('variant', '=', keyOf(id))
          .where('version', '=', expectedVersion)
          .executeTakeFirstOrThrow();
        if (numDeletedRows === 1n) return { status: 'removed' };
        return { status: 'conflict', actualVersion: Number((await present(db, id))?.version ?? 0) };
      });
    },
  };
}

async function updated(
  db: Db,
  tenant: string,
  variant: string,
  expectedVersion: number,
  row: { readonly version: number; readonly form: string },
): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('dealbook_variant')
    .set(row)
    .where('tenant', '=', tenant)
    .where('variant', '=', variant)
    .where('version', '=', expectedVersion)
    .executeTakeFirstOrThrow();
  return Number(numUpdatedRows);
}

function savedVariant({ version, form }: { readonly version: unknown; readonly form: string }): SavedVariant {
  return { variant: decodeVariant(JSON.parse(form)), version: Number(version) };
}
