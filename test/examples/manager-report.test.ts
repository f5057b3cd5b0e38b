import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';

// examples/manager-report.ts: May of three managers with the same duties.

const run = ['--import', 'tsx', 'examples/manager-report.ts'];
const printed = execFileSync(process.execPath, run, { encoding: 'utf8' }).replace(/\u00a0/g, ' ');

/** The lines below a title, up to an empty one or the end, as lists of cells. */
function below(title: string): string[][] {
  const lines = [...printed.split('\n'), ''];
  const from = lines.indexOf(title) + 1;
  return lines.slice(from, lines.indexOf('', from)).map((line) => line.trim().split(/ {2,}/));
}

describe('the report of May says', () => {
  test('what was done, by whom, and against the plan: the second called most', () => {
    expect(below('Done in May, and sold against the plan').slice(2)).toEqual([
      ['Manager 1', '300', '60', '36', '25', '15', 'NOK 150,000.00', 'NOK 200,000.00', '75%'],
      ['Manager 2', '500', '45', '35', '25', '17', 'NOK 170,000.00', 'NOK 200,000.00', '85%'],
      ['Manager 3', '350', '77', '46', '30', '19', 'NOK 190,000.00', 'NOK 200,000.00', '95%'],
      ['All', '1,150', '182', '117', '80', '51', 'NOK 510,000.00', 'NOK 600,000.00', '85%'],
    ]);
  });

  test('who is good at what: the second is last in calling, and the first from the meeting on', () => {
    const rows = below('Of the clients who came to a stage, those who went on, and the rank').slice(2);
    expect(
      rows.map(([owner, , , call, meeting, , contract, won]) => [owner, call, meeting, contract, won]),
    ).toEqual([
      ['Manager 1', '20% (2)', '60% (2)', '60% (3)', '5%'],
      ['Manager 2', '9% (3)', '77.8% (1)', '68% (1)', '3.4%'],
      ['Manager 3', '22% (1)', '59.7% (3)', '63.3% (2)', '5.4%'],
      ['Team', '15.8%', '64.3%', '63.8%', '4.4%'],
    ]);
  });

  test('where clients and money are lost: with the call, 342 of them by the second', () => {
    const [, , call] = below('Where clients and money are lost');
    expect(call).toEqual([
      'Call',
      '1,150',
      '20%',
      '727',
      '88.1%',
      'NOK 7,270,000.00',
      '2.4',
      'rate, money lost',
    ]);
    const why = below('Why');
    expect(why).toContainEqual(['price', '29', '3.5%', 'NOK 290,000.00', '3.5%']);
    expect(why).toContainEqual(['Manager 2 lost 342 clients in the call, worth NOK 3,420,000.00']);
  });

  test('what is still open: of 1,150 clients 825 are lost and 51 have paid', () => {
    const rows = below('What is still open, and what it will bring').slice(2);
    expect(rows.map(([stage, open]) => [stage, open])).toEqual([
      ['Call', '241'],
      ['Meeting', '17'],
      ['Offer', '8'],
      ['Contract', '8'],
      ['All deals', '274'],
    ]);
  });

  test('what to do first: 0.22 / (182 / 1150) is 1.4, and 60 / (51 / 1150) is 1,353', () => {
    expect(below('What to do first').flat()).toEqual([
      '1. Call: 22% as Manager 3, not 15.8%, is 1.4 times the sales',
      '2. Manager 1, Meeting: 60% where the team has 64.3%; best: Manager 2',
      '3. Manager 2, Call: 9% where the team has 15.8%; best: Manager 3',
      '4. Manager 3, Meeting: 59.7% where the team has 64.3%; best: Manager 2',
      '5. 8 clients have had a contract for more than 10 days and not paid: call them',
      '6. The plan takes 1,353 calls a month at these conversions, not 1,150',
      '7. With everybody as good as the best of each stage 95.6 would pay, NOK 445,777.78 more',
    ]);
  });
});
