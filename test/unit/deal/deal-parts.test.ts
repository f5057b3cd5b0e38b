import { describe, expect, test } from 'vitest';
import { copiedParts, ownParts } from '../../../src/deal/deal-parts.ts';
import { frozen } from '../../support/freeze.ts';

const idOf = ({ id }: { readonly id: string }): string => id;
const stay = (stageId: string, visits: number) => ({ pipelineId: 'sales', stageId, visits });

describe('parts that are copied', () => {
  test('leave what was there as it was', () => {
    const list = frozen([{ id: 'a' }]);
    expect(copiedParts.with(list, { id: 'b' })).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(copiedParts.withFirst(list, { id: 'a' }, idOf)).toBe(list);
    const stays = frozen([stay('contact', 1)]);
    expect(copiedParts.withStay(stays, 'sales', 'contact')).toEqual([stay('contact', 2)]);
    expect(copiedParts.withFields(frozen({ size: 3, name: 'x' }), { size: null, kind: 'a' })).toEqual({
      name: 'x',
      kind: 'a',
    });
  });
});

describe('parts of a fold of its own', () => {
  test('are written into, not copied, so that a long history costs no more for each event', () => {
    const parts = ownParts();
    const list = [{ id: 'a' }];
    expect(parts.with(list, { id: 'b' })).toBe(list);
    expect(parts.withFirst(list, { id: 'c' }, idOf)).toBe(list);
    expect(parts.withFirst(list, { id: 'a' }, idOf)).toBe(list);
    expect(list.map(idOf)).toEqual(['a', 'b', 'c']);
    const fields = { size: 3 };
    expect(parts.withFields(fields, { size: null, ['__proto__']: 'x' })).toBe(fields);
    expect(Object.entries(fields)).toEqual([['__proto__', 'x']]);
  });

  test('number the stays in each stage, of whichever pipeline', () => {
    const parts = ownParts();
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
