import { type DealRepository, isDealError } from '../../../src/index.ts';
import { memoryDealRepository } from '../../../src/memory/index.ts';

/** What may be wrong with what a repository offers beside what every one must. */
export const erasureDefects = {
  'erased comes back': 'a deal that was erased can be recorded anew',
  'erasure not fed': 'the feed shows nothing where a deal was erased',
  'many until a conflict': 'many appends end at the first conflict',
} as const;
export type ErasureDefect = keyof typeof erasureDefects;

export function isErasureDefect(defect: string | undefined): defect is ErasureDefect {
  return defect !== undefined && Object.hasOwn(erasureDefects, defect);
}

/** A repository in memory with such a defect. */
export function withoutErasure(defect: ErasureDefect): DealRepository {
  const right = memoryDealRepository();
  switch (defect) {
    case 'erased comes back':
      return {
        ...right,
        async append(id, events, expectedVersion) {
          try {
            return await right.append(id, events, expectedVersion);
          } catch (error) {
            if (!isDealError(error, 'deal-erased')) throw error;
            return { status: 'appended', version: expectedVersion + events.length };
          }
        },
      };
    case 'erasure not fed':
      return {
        ...right,
        async changes(after, limit) {
          const { changes, cursor } = await right.changes(after, limit);
          return { changes: changes.filter(({ erased }) => erased !== true), cursor };
        },
      };
    case 'many until a conflict':
      return {
        ...right,
        async appendMany(appends) {
          const answers = await right.appendMany(appends);
          const end = answers.findIndex(({ status }) => status === 'conflict');
          return end < 0 ? answers : answers.slice(0, end + 1);
        },
      };
  }
}
