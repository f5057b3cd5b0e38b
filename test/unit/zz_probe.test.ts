import { test } from 'vitest';
import { month, eachPeriod, period } from '../../src/index.ts';
import { checkTimeZone } from '../../src/time/calendar.ts';
test('x', () => {
  month('2026-10');
  try { console.log('empty zone', checkTimeZone('')); } catch (e) { console.log((e as any).code); }
  try { const p = month('2026-10', {timeZone: 'constructor'}); console.log(p); } catch (e) { console.log(e); }
  const bad: string[] = [];
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const f = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit' });
    for (let y = 1970; y < 2038; y++) for (let m = 1; m <= 12; m++) {
      const text = `${y}-${String(m).padStart(2, '0')}`;
      const local = (n: number) => f.format(n).slice(0, 7);
      const { start } = month(text, { timeZone: zone });
      const ok = local(+start) === text && local(+start - 1) < text;
      if (!ok) bad.push(`${zone} ${text} ${start.toISOString()} ${local(+start)} ${local(+start-1)}`);
    }
  }
  console.log(bad.join('\n'), bad.length);
});
