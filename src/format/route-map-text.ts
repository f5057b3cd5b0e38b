import { checkOptions, reading } from '../options.ts';
import type { RouteMap, RouteStage, RouteState } from '../process/route-map.ts';
import type { DealTask } from '../process/task.ts';
import type { OtherCaptions } from './captions/captions.ts';
import { reportTableOptions, type Writer, writerIn } from './columns.ts';
import type { FormatOptions } from './figures.ts';
import { stageName } from './stage-name.ts';
import { plainText } from './table.ts';

const marks: Readonly<Record<RouteState, string>> = {
  passed: '[x]',
  skipped: '[-]',
  current: '[>]',
  lost: '[!]',
  pending: '[ ]',
};

const taskMarks: Readonly<Record<DealTask['status'], string>> = {
  open: '( )',
  done: '(x)',
  cancelled: '(-)',
};

/**
 * A route map as plain text for a terminal: a line for each stage, its tasks below it. Stages are passed `[x]`, skipped
 * `[-]`, current `[>]`, lost there `[!]` or pending `[ ]`; tasks done `(x)`, cancelled `(-)` or open `( )`. What is said beside
 * names, and the task to record a result, are captions in the language of the `locale`, as in `reportTable`.
 *
 * @throws DealError `invalid-option` (also for a caption there is not), `invalid-time-zone`.
 *
 * @example
 * ```ts
 * const history = openDeal(aida, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') })
 * routeMapText(routeMap(history, [aida])) // => 'd1, AIDA: open since 2026-10-01\n[>] Awareness  2026-10-01 -\n[ ] Interest\n[ ] Desire\n[ ] Action'
 * routeMapText(routeMap(history, [aida]), { locale: 'ru' }).split('\n')[0] // => 'd1, AIDA: в работе с 2026-10-01'
 * ```
 */
export function routeMapText(
  map: RouteMap,
  options: FormatOptions & {
    /** Whose days are shown; default UTC. */
    readonly timeZone?: string | undefined;
    /** Captions in place of the language's own, by name. */
    readonly captions?: OtherCaptions | undefined;
  } = {},
): string {
  checkOptions(options, reportTableOptions);
  const write = writerIn(options);
  return reading('map', () => textOf(map, write));
}

function textOf(map: RouteMap, write: Writer): string {
  const { captions, day } = write;
  const { dealId, name, status, openedAt, closedAt, stages, tasks } = map;
  const state =
    closedAt === null
      ? `${captions.openSince} ${day(openedAt)}`
      : `${status === 'won' ? captions.wonOn : captions.lostOn} ${day(closedAt)}`;
  const width = stages.reduce(
    (most, stage) => Math.max(most, plainText(stageName(stage, captions)).length),
    0,
  );
  return [
    `${plainText(dealId)}, ${plainText(name)}: ${state}`,
    ...stages.flatMap((stage) => [
      stageLine(stage, width, write),
      ...stage.tasks.map((task) => taskLine(task, write)),
    ]),
    ...tasks.map((task) => taskLine(task, write)),
  ].join('\n');
}

function stageLine(stage: RouteStage, width: number, { captions, day }: Writer): string {
  const { state, visits } = stage;
  const dates = visits.map(
    ({ enteredAt, leftAt }) => `${day(enteredAt)} - ${leftAt === null ? '' : day(leftAt)}`,
  );
  return `${marks[state]} ${plainText(stageName(stage, captions)).padEnd(width)}  ${dates.join(', ')}`.trimEnd();
}

function taskLine(task: DealTask, write: Writer): string {
  const { status, assigneeId } = task;
  const facts = [plainText(assigneeId ?? ''), whenOf(task, write)].filter((fact) => fact !== '');
  return `    ${taskMarks[status]} ${plainText(taskName(task, write))} (${facts.join(', ')})`;
}

function whenOf({ status, dueAt, closedAt }: DealTask, { captions, day }: Writer): string {
  if (closedAt !== null)
    return `${status === 'done' ? captions.taskDone : captions.taskCancelled} ${day(closedAt)}`;
  return dueAt === null ? '' : `${captions.taskDue} ${day(dueAt)}`;
}

/** The tasks that no pipeline names have a caption. */
function taskName({ kind, name }: DealTask, { captions }: Writer): string {
  return kind === 'won' ? captions.recordWonResult : kind === 'lost' ? captions.recordLostResult : name;
}
