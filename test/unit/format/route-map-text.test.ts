import { expect, test } from 'vitest';
import { definePipeline, routeMap, routeMapText } from '../../../src/index.ts';
import { on } from '../../support/deals.ts';
import { event, moved, opened } from '../../support/events.ts';
import { refusal } from '../../support/refusal.ts';
import { guided, pipelines } from '../verbs/given.ts';

const led = opened({ pipelineId: 'guided', stageId: 'lead' });

test('a route map as text has a line for each stage, and its tasks below it', () => {
  const taskId = 'd1/guided/lead/1/task/call';
  const history = [led, event('TaskCompleted', 3, { taskId }), moved('lead', 'demo', 3)] as const;
  expect(routeMapText(routeMap(history, pipelines))).toBe(
    [
      'd1, Guided: open since 2026-10-01',
      '[x] Lead   2026-10-01 - 2026-10-03',
      '    (x) Call (kari, done 2026-10-03)',
      '[>] Demo   2026-10-03 -',
      '    ( ) Show (kari)',
      '    ( ) Offer (kari, due 2026-10-06)',
      '[ ] Order',
    ].join('\n'),
  );
});

test('it shows what was skipped, where the deal was lost, and tasks of no stage', () => {
  const lost = [opened({ stageId: 'offer' }), event('DealLost', 9, { reason: 'price' })] as const;
  expect(routeMapText(routeMap(lost, pipelines))).toBe(
    [
      'd1, Typical sale: lost on 2026-10-09',
      '[-] First contact',
      '[!] Offer          2026-10-01 - 2026-10-09',
      '[ ] Terms',
    ].join('\n'),
  );
  const away = [led, event('DealTransferred', 3, { pipelineId: 'simple' })] as const;
  expect(routeMapText(routeMap(away, pipelines))).toBe(
    'd1, Simple sale: open since 2026-10-01\n    (-) Call (kari, cancelled 2026-10-03)',
  );
});

test('its days are those of a time zone', () => {
  const late = [{ ...led, at: on('2026-10-01T23:30:00Z') }] as const;
  const text = routeMapText(routeMap(late, pipelines), { timeZone: 'Europe/Oslo' });
  expect(text.split('\n')[0]).toBe('d1, Guided: open since 2026-10-02');
  expect(refusal(() => routeMapText(routeMap(late, pipelines), { timeZone: 'Mars' }))).toMatchObject([
    'invalid-time-zone',
    {},
  ]);
});

test('a task that is nobody’s is told without a name', () => {
  const stages = [{ id: 'lead', name: 'Lead' }];
  const map = routeMap([{ ...led, ownerId: null }], [definePipeline({ ...guided, stages })]);
  expect(routeMapText(map)).toContain('( ) Record the result of the won deal (due 2026-10-02)');
});

test('a name from outside cannot steer the terminal', () => {
  const stages = [{ id: 'lead', name: 'Lead\u001b[31m\n' }];
  const hostile = definePipeline({ ...guided, name: 'G\u202e', stages });
  expect(routeMapText(routeMap([led], [hostile]))).toBe(
    [
      'd1, G: open since 2026-10-01',
      '[>] Lead[31m   2026-10-01 -',
      '    ( ) Record the result of the won deal (kari, due 2026-10-02)',
    ].join('\n'),
  );
});

test('what it says beside names is in the language of the locale, also of a task that no pipeline names', () => {
  const stages = [{ id: 'lead', name: 'Lead' }];
  const running = routeMap([led], [definePipeline({ ...guided, stages })]);
  const called = event('TaskCompleted', 3, { taskId: 'd1/guided/lead/1/task/call' });
  const lost = routeMap([led, called, event('DealLost', 4, { reason: null })], pipelines);
  const shown = (locale: string) =>
    [running, lost]
      .flatMap((map) => routeMapText(map, { locale }).split('\n'))
      .filter((line) => !line.startsWith('[ ]'));
  expect(shown('en')).toEqual([
    'd1, Guided: open since 2026-10-01',
    '[>] Lead  2026-10-01 -',
    '    ( ) Record the result of the won deal (kari, due 2026-10-02)',
    'd1, Guided: lost on 2026-10-04',
    '[!] Lead   2026-10-01 - 2026-10-04',
    '    (x) Call (kari, done 2026-10-03)',
    '    ( ) Record the result of the lost deal (kari, due 2026-10-05)',
  ]);
  expect(shown('nb')).toEqual([
    'd1, Guided: åpent siden 2026-10-01',
    '[>] Lead  2026-10-01 -',
    '    ( ) Registrer resultatet av det vunne salget (kari, frist 2026-10-02)',
    'd1, Guided: tapt 2026-10-04',
    '[!] Lead   2026-10-01 - 2026-10-04',
    '    (x) Call (kari, utført 2026-10-03)',
    '    ( ) Registrer resultatet av det tapte salget (kari, frist 2026-10-05)',
  ]);
  expect(shown('ru')).toEqual([
    'd1, Guided: в работе с 2026-10-01',
    '[>] Lead  2026-10-01 -',
    '    ( ) Зафиксировать результаты выигранной сделки (kari, срок 2026-10-02)',
    'd1, Guided: проиграна 2026-10-04',
    '[!] Lead   2026-10-01 - 2026-10-04',
    '    (x) Call (kari, выполнена 2026-10-03)',
    '    ( ) Зафиксировать результаты проигранной сделки (kari, срок 2026-10-05)',
  ]);
});

test('a won deal and a cancelled task have their words, too', () => {
  const won = routeMap([opened({ stageId: 'offer' }), event('DealWon', 9, {})], pipelines);
  const away = routeMap([led, event('DealTransferred', 3, { pipelineId: 'simple' })], pipelines);
  const lines = (locale: string) => [
    routeMapText(won, { locale }).split('\n')[0],
    routeMapText(away, { locale }).split('\n')[1],
  ];
  expect(lines('en')).toEqual([
    'd1, Typical sale: won on 2026-10-09',
    '    (-) Call (kari, cancelled 2026-10-03)',
  ]);
  expect(lines('nb')).toEqual([
    'd1, Typical sale: vunnet 2026-10-09',
    '    (-) Call (kari, avlyst 2026-10-03)',
  ]);
  expect(lines('ru')).toEqual([
    'd1, Typical sale: выиграна 2026-10-09',
    '    (-) Call (kari, отменена 2026-10-03)',
  ]);
});

test('its captions can be replaced by name, and no others', () => {
  const captions = { openSince: 'since', taskDue: 'by' };
  const text = routeMapText(routeMap([led], pipelines), { captions });
  expect(text.split('\n')[0]).toBe('d1, Guided: since 2026-10-01');
  expect(
    refusal(() => routeMapText(routeMap([led], pipelines), { captions: { done: 'by' } as object })),
  ).toMatchObject(['invalid-option', { option: 'done' }]);
});
