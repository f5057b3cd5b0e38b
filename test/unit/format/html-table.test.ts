import { describe, expect, test } from 'vitest';
import { htmlTable } from '../../../src/index.ts';

describe('a table in HTML', () => {
  test('has headings for its columns, and figures on the right', () => {
    const columns = [
      { name: 'Stage', align: 'left' as const },
      { name: 'Won', align: 'right' as const },
    ];
    expect(htmlTable({ columns, rows: [['Offer', '10']] }).split('\n')).toEqual([
      '<table>',
      '<thead>',
      '<tr><th scope="col">Stage</th><th scope="col" style="text-align: right">Won</th></tr>',
      '</thead>',
      '<tbody>',
      '<tr><td>Offer</td><td style="text-align: right">10</td></tr>',
      '</tbody>',
      '</table>',
    ]);
  });

  test('has names from outside that cannot break out of it', () => {
    const columns = [{ name: '<th>', align: 'left' as const }];
    const html = htmlTable({ columns, rows: [['<img onerror="alert(1)">&\n\'']] });
    expect(html).toContain('<td>&#60;img onerror=&#34;alert(1)&#34;&#62;&#38; &#39;</td>');
    expect(html).toContain('<th scope="col">&#60;th&#62;</th>');
  });
});
