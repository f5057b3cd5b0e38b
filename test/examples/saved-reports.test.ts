import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

// examples/saved-reports.ts: the saved reports of November on the sample.

const folder = mkdtempSync(join(tmpdir(), 'saved-reports-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = ['--import', 'tsx', 'examples/saved-reports.ts', folder];
const printed = execFileSync(process.execPath, run, { encoding: 'utf8' }).replace(/[\u00a0\u202f]/g, ' ');

/** The lines below a title, up to an empty one, as lists of cells. */
function below(title: string): string[][] {
  const lines = printed.split('\n');
  const from = lines.indexOf(title) + 1;
  return lines.slice(from, lines.indexOf('', from)).map((line) => line.trim().split(/ {2,}/));
}

describe('of November', () => {
  test('four deals were won and four lost, half of them with the offer', () => {
    const [, , , , offer, , , all] = below('Deals closed in the month');
    expect(offer?.slice(0, 3)).toEqual(['Offer', '4', '3']);
    expect(all?.slice(0, 5)).toEqual(['Alle salg', '4', '4', '720 000,00 kr', '1 265 225,60 kr']);
  });

  test('three were lost for want of a roof: 480,000 + 120,000 + 480,000; one, of 16,000 euros at 11.5766, is undecided', () => {
    expect(below('Why deals were lost').slice(2)).toEqual([
      ['no decision', '1', '25 %', '185 225,60 kr', '14,6 %'],
      ['no roof for it', '3', '75 %', '1 080 000,00 kr', '85,4 %'],
      ['Alle tap', '4', '1 265 225,60 kr'],
    ]);
  });

  test('the sales of the month are 45,000 + 135,000 + 45,000 + 432,000', () => {
    const [heads, , company] = below('What was sold, by whom');
    expect(heads?.slice(1, 5)).toEqual(['2026-08', '2026-09', '2026-10', '2026-11']);
    expect(company?.slice(4)).toEqual(['657 000,00 kr', '2 378 227,00 kr', '594 556,75 kr']);
  });

  test('the open deals went from 2,460,000 by 1,153,225.60 created, and less what was won and lost, to 1,628,000', () => {
    expect(below('What became of the open deals').slice(2)).toEqual([
      ['Åpne ved starten', '11', '2 460 000,00 kr'],
      ['Opprettet', '4', '1 153 225,60 kr'],
      ['Vunnet', '4', '−720 000,00 kr'],
      ['Tapt', '4', '−1 265 225,60 kr'],
      ['Åpne ved slutten', '7', '1 628 000,00 kr'],
    ]);
  });
});

describe('of all closed deals', () => {
  test('the offer is weakest by rate, 15 of 21, and by time; the visit by money lost', () => {
    const rows = below('Which stage is weak, of all deals closed so far').slice(2);
    expect(rows.map(([stage, entered, rate, , , , , weakest]) => [stage, entered, rate, weakest])).toEqual([
      ['First contact', '33', '87,9 %', undefined],
      ['Visit', '29', '72,4 %', 'tapte penger'],
      ['Offer', '21', '71,4 %', 'andel, tid'],
      ['Contract', '15', '86,7 %', undefined],
      ['demo (ukjent)', '1', '100 %', undefined],
    ]);
  });

  test('what they say of the open ones: an offer is won with 15/21 · 13/15, a contract with 13/15', () => {
    const rows = below('What the open deals will bring').slice(2);
    expect(rows.map(([stage, open, , share, wins]) => [stage, open, share, wins])).toEqual([
      ['First contact', '1', '39,4 %', '0,4'],
      ['Visit', '0', '44,8 %', '0'],
      ['Offer', '3', '61,9 %', '1,9'],
      ['Contract', '3', '86,7 %', '2,6'],
      ['Alle salg', '7', '4,9', '1 114 510,82 kr'],
    ]);
  });

  test('charts are drawn as SVG, with the stages in them', () => {
    for (const name of ['deals', 'potential', 'funnel']) {
      const svg = readFileSync(join(folder, `${name}.svg`), 'utf8');
      expect(svg).toMatch(/^<svg /);
      for (const stage of ['First contact', 'Visit', 'Offer', 'Contract']) expect(svg).toContain(stage);
    }
  });
});
