import { readFileSync } from 'node:fs';
import { join } from 'node:path/posix';
import { expect, test } from 'vitest';

/** What the text that the sales process follows asks for, point by point, and the tests that show it. */
const points: readonly (readonly [row: number, point: string, file: string, ...tests: readonly string[]])[] =
  [
    [
      2,
      'primary demand is recorded where it is switched on',
      'unit/verbs/record-demand',
      'also in a pipeline that does not ask for it, and then any lines or none',
      'for at least one line to open a deal',
    ],
    [
      3,
      'three types of deal: automatic, manual, without stages',
      'unit/process/transition-rules',
      'automatic: the first',
      'manual: the first, or the user’s choice',
      'without stages: none',
    ],
    [
      4,
      'predefined stages',
      'unit/pipeline/presets',
      'are nine, from the new deal to the obligations fulfilled',
    ],
    [
      5,
      'stages of one’s own',
      'unit/pipeline/revise-pipeline',
      'adds stages, at the end or where the order says',
      'renames stages and the pipeline; ids stay',
      'reorders stages',
      'retires stages, which keep their place and all that is said of them',
    ],
    [
      6,
      'automatic or manual steps; manual ones skip',
      'unit/process/transition-rules',
      'automatic: only when what the stage asks for is done',
      'manual: yes; the stage jumped over is skipped and passed in no time',
    ],
    [7, 'an automatic deal moves on by itself', 'unit/verbs/complete-task', 'moves the deal on'],
    [
      8,
      'the stages of an automatic deal are there and fixed',
      'unit/verbs/move-deal',
      'does not skip a stage',
      'does not go back',
    ],
    [
      9,
      'a type of deal can make demand obligatory',
      'unit/verbs/record-demand',
      'for at least one line to open a deal',
      'for at least one line ever after',
    ],
    [
      10,
      'use of a type can be stopped for new deals',
      'unit/verbs/open-deal',
      'in a pipeline that takes no new deals',
    ],
    [
      11,
      'a deal is created from a meeting, call or e-mail',
      'unit/verbs/open-deal-from-interaction',
      'which stays linked, its contacts as participants, the client as customer',
    ],
    [
      12,
      'else interactions are registered later',
      'unit/verbs/link-interaction',
      'afterwards, be it a meeting, a call, an e-mail or another',
    ],
    [13, 'a deal is registered directly', 'unit/verbs/open-deal', 'starts it in the first stage'],
    [
      14,
      'demand with its satisfaction, and the reasons on closing',
      'unit/verbs/record-demand',
      'in place of what was recorded before',
      'on winning and losing for the reason of each line under 100 %',
    ],
    [
      15,
      'where a deal is: the route map',
      'unit/process/route-map',
      'shows where an open deal is',
      'has the tasks of each stage',
    ],
    [
      16,
      'each stage creates a task for whoever is responsible',
      'unit/process/tasks-of',
      'come up when the deal enters it, for its owner, due so many days later',
    ],
    [
      17,
      '"My tasks"',
      'unit/process/open-tasks',
      'are mine, where they are assigned to me',
      'are due before an instant: with the present one those overdue',
    ],
    [
      18,
      'each stage has a requirement, such as client and agreement',
      'unit/pipeline/presets',
      'asks for eight tasks, each with what it needs and when it is due',
    ],
    [
      18,
      'and it is checked',
      'unit/verbs/complete-task',
      'is refused as long as something required is missing, which the refusal names',
    ],
    [
      19,
      'the result of a stage is recorded',
      'unit/process/tasks-of',
      'are done by whom and with what result their completion says',
    ],
    [
      20,
      'a loss is recorded at any stage',
      'unit/process/transition-rules',
      'automatic: at any stage, without a reason at first; one task is left, which cannot be completed without it',
    ],
    [21, 'after the loss a task is created', 'published/golden-process', 'creates one task by a loss'],
    [
      22,
      'a manual type has the stages its user chose',
      'unit/pipeline/presets',
      'may be chosen from, renamed and added to',
    ],
    [
      22,
      'at least one of them',
      'unit/pipeline/define-pipeline',
      'with a progression and no stages, or with stages and no progression',
    ],
    [
      23,
      'tasks of a manual deal are made by hand',
      'unit/verbs/add-task',
      'for a deal of any type, open or won',
    ],
    [23, 'never automatically', 'unit/process/tasks-of', 'come up in automatic pipelines only'],
    [
      24,
      'a manual deal is lost by hand, with its reason',
      'unit/process/transition-rules',
      'manual and without stages: at any stage, with a reason',
    ],
  ];

test.each(points)('point %i, %s, is shown by tests of %s', (_, __, file, ...tests) => {
  const text = readFileSync(join('test', `${file}.test.ts`), 'utf8');
  expect(tests.filter((name) => !text.includes(`('${name}'`) && !text.includes(`  '${name}',`))).toEqual([]);
  expect(tests).not.toEqual([]);
});

test('no point from the second to the twenty-fourth is left out', () => {
  const rows = new Set(points.map(([row]) => row));
  expect([...rows]).toEqual(Array.from({ length: 23 }, (_, index) => index + 2));
});
