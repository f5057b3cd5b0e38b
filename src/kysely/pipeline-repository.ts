import { isSameJson } from '../codec/json.ts';
import { decodePipeline, encodePipeline } from '../codec/pipeline-codec.ts';
import { checkOption, wholeNumber } from '../options.ts';
import type { PipelineRepository, SavedPipeline } from '../repository/pipeline-repository.ts';
import { checkText } from '../text.ts';
import { latestPipelines } from './latest-pipelines.ts';
import { insertMissing } from './projection/insert-rows.ts';
import { keyOf } from './schema/key.ts';
import type { Db } from './schema/tables.ts';
import type { Store } from './store/store.ts';

/** The pipelines of a store, a row a version. */
export function storedPipelines(store: Store): PipelineRepository {
  const { engine, tenant } = store;

  const versionsOf = (db: Db, id: string) =>
    db
      .selectFrom('dealbook_pipeline')
      .select(['version', 'form'])
      .where('tenant', '=', tenant)
      .where('pipeline', '=', keyOf(id))
      .orderBy('version', 'desc');

  return {
    async load(id, version) {
      checkText(id, 'id');
      if (version !== undefined && !wholeNumber.holds(version)) return undefined;
      const rows = await store.read((db) =>
        versionsOf(db, id)
          .$if(version !== undefined, (select) => select.where('version', '=', version as number))
          .limit(1)
          .execute(),
      );
      return rows.map(savedPipeline)[0];
    },

    async list() {
      const rows = await store.read((db) => latestPipelines(db, tenant));
      return rows.map(savedPipeline);
    },

    async save(pipeline, expectedVersion) {
      checkOption('expectedVersion', expectedVersion, wholeNumber);
      const stored = encodePipeline(pipeline);
      const { id } = pipeline;
      const version = expectedVersion + 1;
      const row = { tenant, pipeline: keyOf(id), version, form: JSON.stringify(stored) };
      return store.write(async (db) => {
        const isKept =
          (await versionsOf(db, id).where('version', '=', expectedVersion).execute()).length === 1;
        const isNext = expectedVersion === 0 || isKept;
        if (isNext && (await insertMissing(db, engine, 'dealbook_pipeline', [row])) === 1)
          return { status: 'saved', version };
        const there = await versionsOf(db, id)
          .$if(engine === 'mysql', (select) => select.forUpdate()) // what is there by now, not in an older view
          .execute();
        const same = there.find((each) => Number(each.version) === version);
        return same !== undefined && isSameJson(JSON.parse(same.form), stored)
          ? { status: 'duplicate', version }
          : { status: 'conflict', actualVersion: Number(there[0]?.version ?? 0) };
      });
    },
  };
}

function savedPipeline({
  version,
  form,
}: {
  readonly version: unknown;
  readonly form: string;
}): SavedPipeline {
  return { pipeline: decodePipeline(JSON.parse(form)), version: Number(version) };
}
