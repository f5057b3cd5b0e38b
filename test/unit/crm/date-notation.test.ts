import { expect, test } from 'vitest';
import { timeReader } from '../../../src/crm/tables/date-notation.ts';
import { refusal } from '../../support/refusal.ts';

test.each([
  ['DD.MM.YYYY', '05.10.2026', '2026-10-05'],
  ['DD.MM.YYYY', '5.10.2026', '2026-10-05'],
  ['DD.MM.YYYY', '05.10.2026 9:30', '2026-10-05T09:30'],
  ['DD.MM.YYYY HH:mm', '05.10.2026', '2026-10-05'],
  ['DD.MM.YYYY HH:mm:ss', '05.10.2026 14:30:15', '2026-10-05T14:30:15'],
  ['M/D/YYYY', '10/5/2026', '2026-10-05'],
  ['D/M/YYYY', '10/5/2026', '2026-05-10'],
  ['M/D/YYYY h:mm A', '10/5/2026 2:30 PM', '2026-10-05T14:30'],
  ['M/D/YYYY h:mm A', '10/5/2026, 12:05 am', '2026-10-05T00:05'],
  ['M/D/YYYY, h:mm A', '10/5/2026, 12:05\u202fPM', '2026-10-05T12:05'],
  ['YYYY/MM/DD', '2026/10/05', '2026-10-05'],
])('in the notation %s, %s is %s', (notation, text, time) => {
  expect(timeReader(notation)(text)).toBe(time);
});

test.each([
  [undefined, '05.10.2026'],
  ['DD.MM.YYYY', '05/10/2026'],
  ['DD.MM.YYYY', '2026-10-05'],
  ['M/D/YYYY', '10/5/26'],
  ['M/D/YYYY h:mm A', '10/5/2026 14:30'],
  ['M/D/YYYY h:mm A', '10/5/2026 14:30 PM'],
  ['DD.MM.YYYY', '05.10.2026 2:30 PM'],
])('in the notation %s, %s is no time', (notation, text) => {
  expect(timeReader(notation)(text)).toBeNull();
});

test.each(['', 'DD.MM.YY', 'MM.YYYY', 'DD.DD.YYYY', 'DD.MM.YYYY HH:mm A', 'M/D/YYYY h:mm', 'de-DE'])(
  '%s is no notation',
  (notation) => {
    const problem = `not a notation such as 'DD.MM.YYYY' or 'M/D/YYYY h:mm A': '${notation}'`;
    expect(refusal(() => timeReader(notation))).toEqual(['invalid-option', { option: 'dates', problem }]);
  },
);
