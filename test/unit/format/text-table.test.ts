import { describe, expect, test } from 'vitest';
import { textTable } from '../../../src/index.ts';

const funnel = {
  columns: [
    { name: 'Stage', align: 'left' as const },
    { name: 'Won', align: 'right' as const },
  ],
  rows: [
    ['Offer', '10'],
    ['Terms', '5'],
  ],
};

describe('a table as text', () => {
  test('has its columns under each other, numbers to the right', () => {
    expect(textTable(funnel).split('\n')).toEqual([
      'Stage  Won', //
      '-----  ---',
      'Offer   10',
      'Terms    5',
    ]);
  });

  test('has names from outside that cannot steer a terminal', () => {
    const table = (name: string) => ({
      columns: [{ name: 'Stage', align: 'left' as const }],
      rows: [[name]],
    });
    expect(textTable(table('a\u001b[31mb\u202e\nc'))).toBe('Stage\n--------\na[31mb c');
  });
});
