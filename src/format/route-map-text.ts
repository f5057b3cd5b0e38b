import { checkOptions, type OptionsOf, reading, readLater } from '../options.ts';
import type { RouteMap, RouteStage, RouteState } from '../process/route-map.ts';
import type { DealTask } from '../process/task.ts';
import { dayText, localDays } from '../time/local-day.ts';
import { checkTimeZone } from '../time/time-zone.ts';
import { english } from './captions/english.ts';
import { stageName } from './stage-name.ts';
import { plainText } from './table.ts';

type RouteMapTextOptions = Parameters<typeof routeMapText>[1];

const routeMapTextOptions: OptionsOf<RouteMapTextOptions> = { timeZone: readLater };

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
 * `[-]`, current `[>]`, lost there `[!]` or pending `[ ]`; tasks done `(x)`, cancelled `(-)` or open `( )`.
 *
 * @throws DealError `invalid-option`, `invalid-time-zone`.
 *
 * @example
 * ```ts
 * const history = openDeal(aida, { id: 'd1', ownerId: 'kari', potential: null, at: new Date('2026-10-01') })
 * routeMapText(routeMap(history, [aida])) // => 'd1, AIDA: open since 2026-10-01\n[>] Awareness  2026-10-01 -\n[ ] Interest\n[ ] Desire\n[ ] Action'
 * ```
 */
export function routeMapText(
  map: RouteMap,
  options: {
    /** Whose days are shown; default UTC. */
    readonly timeZone?: string | undefined;
  } = {},
): string {
  checkOptions(options, routeMapTextOptions);
  const toDay = localDays(checkTimeZone(options.timeZone));
  return reading('map', () => textOf(map, toDay));
}

function textOf(map: RouteMap, toDay: (instant: number) => number): string {
  const day = (date: Date): string => dayText(toDay(+date));
  const { dealId, name, status, openedAt, closedAt, stages, tasks } = map;
  const state = closedAt === null ? `open since ${day(openedAt)}` : `${status} on ${day(closedAt)}`;
  const width = stages.reduce(
    (most, stage) => Math.max(most, plainText(stageName(stage, english)).length),
    0,
  );
  return [
    `${plainText(dealId)}, ${plainText(name)}: ${state}`,
    ...stages.flatMap((stage) => [
      stageLine(stage, width, day),
      ...stage.tasks.map((task) => taskLine(task, day)),
    ]),
    ...tasks.map((task) => taskLine(task, day)),
  ].join('\n');
}

type DayOf = (date: Date) => string;

function stageLine(stage: RouteStage, width: number, day: DayOf): string {
  const { state, visits } = stage;
  const dates = visits.map(
    ({ enteredAt, leftAt }) => `${day(enteredAt)} - ${leftAt === null ? '' : day(leftAt)}`,
  );
  return `${marks[state]} ${plainText(stageName(stage, english)).padEnd(width)}  ${dates.join(', ')}`.trimEnd();
}

function taskLine({ name, status, assigneeId, dueAt, closedAt }: DealTask, day: DayOf): string {
  const when = closedAt !== null ? `${status} ${day(closedAt)}` : dueAt === null ? '' : `due ${day(dueAt)}`;
  const facts = [plainText(assigneeId ?? ''), when].filter((fact) => fact !== '');
  return `    ${taskMarks[status]} ${plainText(name)} (${facts.join(', ')})`;
}
