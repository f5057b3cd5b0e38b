import { describe, expect, test } from 'vitest';
import { dealParts } from '../../../src/deal/deal-parts.ts';
import { on } from '../../support/deals.ts';

const idOf = ({ id }: { readonly id: string }): string => id;
const stay = (stageId: string, visits: number) => ({ pipelineId: 'sales', stageId, visits });

describe('parts of a fold of its own', () => {
  test('are written into, not copied, so that a long history costs no more for each event', () => {
    const parts = dealParts();
    const list = [{ id: 'a' }];
    expect(parts.with(list, { id: 'b' })).toBe(list);
    expect(list.map(idOf)).toEqual(['a', 'b']);
    const tasks = [] as const;
    const task = (id: string) => ({
      ...{ id, name: id, assigneeId: null, addedAt: on(1), cancelledAt: null },
      ...{ pipelineId: 'sales', stageId: null },
    });
    for (const id of ['t1', 't2', 't1']) expect(parts.withTask(tasks, task(id))).toBe(tasks);
    expect(tasks).toEqual([task('t1'), task('t2')]);
    const fields = { size: 3 };
    expect(parts.withFields(fields, { size: null, ['__proto__']: 'x' })).toBe(fields);
    expect(Object.entries(fields)).toEqual([['__proto__', 'x']]);
  });

  test('number the stays in each stage, of whichever pipeline', () => {
    const parts = dealParts();
    const stays = [stay('contact', 1)];
    for (const stageId of ['offer', 'contact', null, 'offer']) parts.withStay(stays, 'sales', stageId);
    parts.withStay(stays, 'tenders', 'offer');
    expect(stays).toEqual([
      stay('contact', 2),
      stay('offer', 2),
      { pipelineId: 'tenders', stageId: 'offer', visits: 1 },
    ]);
  });
});
