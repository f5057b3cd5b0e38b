import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };

// npm start: a day in a small CRM.

const printed = execFileSync(process.execPath, ['--import', 'tsx', 'examples/crm.ts'], { encoding: 'utf8' });

/** The lines printed below one that begins with a text, up to an empty one. */
function below(start: string): string[] {
  const lines = printed.split('\n');
  const from = lines.findIndex((line) => line.startsWith(start)) + 1;
  return lines.slice(from, lines.indexOf('', from)).map((line) => line.trim());
}

/** What became of what was done at a time. */
function at(time: string): string | undefined {
  return below(time)[0];
}

test('it is what npm start runs', () => {
  expect(manifest.scripts.start).toBe('tsx examples/crm.ts');
});

describe('the day', () => {
  test('begins with what Ola has to do, first what is overdue', () => {
    expect(below('08:00  The tasks of ola')).toEqual([
      '2026-10-19  clinic: Qualify the client (overdue)',
      '2026-10-23  school: Prepare the proposal',
    ]);
  });

  test('a typical sale does not leave its stage without what the stage needs', () => {
    expect(at('09:00')).toBe('refused: requirements-missing, customerId, fields.agreement');
    expect(at('09:05')).toBe('clinic: open in qualification; next: Qualify the client');
    expect(at('09:10')).toBe('clinic: open in proposal; next: Prepare the proposal');
  });

  test('a loss leaves its result to be recorded, which needs a reason', () => {
    expect(at('10:00')).toBe('school: lost in proposal; next: Record the result of the lost deal');
    expect(at('10:05')).toBe('refused: reason-required');
    expect(at('10:10')).toBe('school: lost in proposal');
  });

  test('a new deal follows the lost one', () => {
    expect(at('10:30')).toBe('school-desks: open in initial-contact; next: Record the initial contact');
    expect(at('10:45')).toBe('school-desks: open in qualification; next: Qualify the client');
  });

  test('a lost project is reopened and won', () => {
    expect(['11:00', '11:10', '11:15', '13:00', '14:00'].map(at)).toEqual([
      'library: lost in offer',
      'library: open in offer',
      'library: open in offer',
      'library: open in contract',
      'library: won in contract',
    ]);
  });

  test('a project goes back a stage, and has a task made by hand', () => {
    expect(at('14:15')).toBe('studio: open in drawing');
    expect(at('14:20')).toBe('studio: open in drawing; next: Send samples');
  });

  test('a sale without stages is opened and won', () => {
    expect(['14:30', '14:40'].map(at)).toEqual(['lamps: open', 'lamps: won']);
  });

  test('a typical sale is won after its last stage, by recording the result', () => {
    expect(at('15:05')).toBe('hotel: open in fulfilment; next: Record the result of the won deal');
    expect(at('15:10')).toBe('hotel: won in fulfilment');
  });

  test('ends with less to do', () => {
    expect(below('17:00  The tasks of kari')).toEqual(['none']);
    expect(below('17:00  The tasks of ola')).toEqual([
      '2026-10-23  studio: Send samples',
      '2026-10-24  school-desks: Qualify the client',
      '2026-10-25  clinic: Prepare the proposal',
    ]);
  });
});

describe('what is printed of the deals', () => {
  test('the way of the hotel, all of it passed', () => {
    const map = below('hotel, Typical sale: won on 2026-10-22');
    expect(map.filter((line) => line.startsWith('['))).toHaveLength(7);
    expect(map.filter((line) => !/^(\[x\]|\(x\))/.test(line))).toEqual([]);
  });

  test('the funnel of Ola: of three typical sales two got a proposal, where one was lost', () => {
    const [, , ...rows] = below('Typical sale: the deals of ola');
    expect(rows.map((row) => row.split(/ {2,}/).slice(0, 3))).toEqual([
      ['Initial contact', '3', '0'],
      ['Client qualification', '2', '0'],
      ['Preparing the proposal', '0', '1'],
      ['Presentation', '0', '0'],
      ['Agreeing terms', '0', '0'],
      ['Preparing to fulfil obligations', '0', '0'],
      ['Fulfilling obligations', '0', '0'],
      ['All deals', '0', '1'],
    ]);
  });

  test('who closed what: 480,000 + 230,000 + 8,400.50 of Kari', () => {
    expect(below('Who closed what').slice(2)).toEqual([
      'kari      3     0      100%  NOK 718,400.50',
      'ola       0     1        0%        NOK 0.00',
      '(open)    0     0         –        NOK 0.00',
    ]);
  });
});

test('the guide to the process shows a part of it', () => {
  const guide = readFileSync('src/process/README.md', 'utf8');
  const shown = /<!-- npm start -->\n```\n(.*?)```/s.exec(guide)?.[1];
  expect(shown).toBeDefined();
  expect(printed).toContain(shown);
});
