import { isSameJson } from '../codec/json.ts';
import { decodePipeline, encodePipeline } from '../codec/pipeline-codec.ts';
import type { StoredForm } from '../codec/stored-form.ts';
import { checkOption, wholeNumber } from '../options.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { PipelineRepository, SavedPipeline, SaveResult } from '../repository/pipeline-repository.ts';

/**
 * A repository of pipelines in memory.
 *
 * @example
 * ```ts
 * const pipelines = memoryPipelineRepository()
 * const sales = definePipeline({ id: 'sales', name: 'Sales', progression: 'manual', stages: [{ id: 'contact', name: 'Contact' }] })
 * await pipelines.save(sales, 0) // => { status: 'saved', version: 1 }
 * await pipelines.save({ ...sales, name: 'Big sales' }, 1) // => { status: 'saved', version: 2 }
 * const first = await pipelines.load('sales', 1)
 * first?.pipeline.name // => 'Sales'
 * ```
 */
export function memoryPipelineRepository(): PipelineRepository {
  const pipelines = new Map<string, StoredForm[]>();

  function savedAs(versions: readonly StoredForm[], version: number): SavedPipeline | undefined {
    const stored = versions[version - 1];
    return stored && { pipeline: decodePipeline(stored), version };
  }

  return {
    async load(id, version) {
      const versions = pipelines.get(id) ?? [];
      return savedAs(versions, version ?? versions.length);
    },

    async list() {
      return Array.from(
        pipelines.values(),
        (versions) => savedAs(versions, versions.length) as SavedPipeline,
      );
    },

    async save(pipeline: Pipeline, expectedVersion: number): Promise<SaveResult> {
      checkOption('expectedVersion', expectedVersion, wholeNumber);
      const stored = encodePipeline(pipeline);
      const versions = pipelines.get(pipeline.id) ?? [];
      const next = expectedVersion + 1;
      if (versions.length === expectedVersion) {
        versions.push(stored);
        pipelines.set(pipeline.id, versions);
        return { status: 'saved', version: next };
      }
      const there = versions[expectedVersion];
      return there !== undefined && isSameJson(there, stored)
        ? { status: 'duplicate', version: next }
        : { status: 'conflict', actualVersion: versions.length };
    },
  };
}
