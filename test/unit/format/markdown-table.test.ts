import { describe, expect, test } from 'vitest';
import { markdownTable } from '../../../src/index.ts';

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

describe('a table in Markdown', () => {
  test('has a line that says how its columns are aligned', () => {
    expect(markdownTable(funnel).split('\n')).toEqual([
      '| Stage | Won |', //
      '| :-- | --: |',
      '| Offer | 10 |',
      '| Terms | 5 |',
    ]);
  });

  test('has names from outside that cannot break out of it', () => {
    const table = (name: string) => ({
      columns: [{ name: 'Stage', align: 'left' as const }],
      rows: [[name]],
    });
    expect(markdownTable(table('a|b <b>*c*\n\\')).split('\n')[2]).toBe('| a\\|b \\<b\\>\\*c\\* \\\\ |');
  });
});
