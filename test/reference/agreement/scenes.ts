import fc from 'fast-check';
import { expect } from 'vitest';
import {
  type BusinessCalendar,
  bookAsOf,
  businessCalendar,
  type DealBook,
  dealBook,
  decodeBook,
  encodeBook,
  isDealError,
  type Money,
  rateTable,
  selectDeals,
} from '../../../src/index.ts';
import { plain } from '../../support/plain.ts';
import { type RandomPlacedBook, randomPlacedBook } from '../../support/random-book.ts';
import { dateOf, type NaiveBook } from '../twin/naive-book.ts';
import { type NaivePeriodInput, type NaiveUnit, nameOf } from '../twin/naive-calendar.ts';
import { businessTime, elapsedTime, type NaiveClock } from '../twin/naive-clock.ts';
import { naiveDeals } from '../twin/naive-deal.ts';

/** A random book as of a date, or of its latest event, and with what was known at a date, or with everything. */
export interface Scene extends RandomPlacedBook {
  readonly asOf?: Date;
  readonly knownAt?: Date;
  /** Whether the library first makes a book as of the latest event and goes back from there. */
  readonly isLookedBackAt: boolean;
  /** Whether the library's book is one that was made bytes, packed or to be shared, and read back. */
  readonly bytes: 'none' | 'packed' | 'shared';
  /** The histories of the whole book, where this is a selection of its deals. */
  readonly whole?: RandomPlacedBook['histories'];
}

const place = fc.nat(11);

export const scene: fc.Arbitrary<Scene> = fc
  .record({
    random: randomPlacedBook,
    limits: fc.record({ asOf: place, knownAt: place }, { requiredKeys: [] }),
    isLookedBackAt: fc.boolean(),
    bytes: fc.constantFrom('none' as const, 'packed' as const, 'shared' as const),
  })
  .map(({ random, limits, ...ways }) => ({ ...random, ...datesOf(limits, random), ...ways }));

/** Scenes, and selections of the deals in them, as of the date of the whole. */
export const sceneOrPart: fc.Arbitrary<Scene> = fc
  .tuple(scene, fc.option(fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), { freq: 2 }))
  .map(([scene, choice]) => (choice === null ? scene : partOf(scene, choice)));

/** Nothing is selected of what was deleted by then. */
function partOf(scene: Scene, choice: readonly boolean[]): Scene {
  const asOf = dateOf(scene.histories, scene);
  const ids = naiveDeals(scene.histories, scene).map(({ id }) => id);
  const histories = scene.histories.filter(
    ([opening], index) => choice[index] === true && ids.includes(opening?.dealId ?? ''),
  );
  return asOf === null ? scene : { ...scene, asOf, histories, whole: scene.histories };
}

/** The library's book. */
export function bookOf(scene: Scene): DealBook {
  const book = builtBookOf(scene);
  const { bytes } = scene;
  return bytes === 'none' ? book : decodeBook(encodeBook(book, { shared: bytes === 'shared' }));
}

function builtBookOf({ whole, ...scene }: Scene): DealBook {
  if (whole === undefined) return wholeBookOf(scene);
  const ids = scene.histories.map(([opening]) => opening?.dealId ?? '');
  return selectDeals(wholeBookOf({ ...scene, histories: whole }), { field: 'id', is: 'in', value: ids });
}

function wholeBookOf({ histories, rates, isLookedBackAt, ...scene }: Scene): DealBook {
  const { pipelines, currency, timeZone, fiscalYearStart, rateDate, asOf, knownAt } = scene;
  const table = rates && rateTable(rates.rows, { base: rates.base });
  const options = { pipelines, currency, timeZone, fiscalYearStart, rateDate, knownAt, rates: table };
  if (asOf === undefined || !isLookedBackAt) return dealBook(histories, { ...options, asOf });
  return bookAsOf(dealBook(histories, options), asOf);
}

/** A scene with other potentials. */
export function valued(scene: Scene, worth: (potential: Money | null) => Money | null): Scene {
  const other = (histories: Scene['histories']): Scene['histories'] =>
    histories.map((history) =>
      history.map((event) =>
        'potential' in event ? { ...event, potential: worth(event.potential) } : event,
      ),
    );
  const { histories, whole } = scene;
  return { ...scene, histories: other(histories), ...(whole === undefined ? {} : { whole: other(whole) }) };
}

/** The twin's book: the same, and nothing worked out. */
export function naiveOf(scene: Scene): NaiveBook {
  return scene;
}

type PopulationKind = 'closedDuring' | 'openedDuring' | 'cohort' | 'overlapping' | 'enteredDuring';

/** Which deals are asked for, the dates as numbers of instants. */
interface People {
  readonly kind: PopulationKind | undefined;
  /** The number of a cohort's stage, among all. */
  readonly stage: number;
  readonly from: number;
  readonly to: number;
  /** The unit of the calendar around `from`; undefined: from one instant to the other. */
  readonly unit: NaiveUnit | undefined;
}

type When = Omit<People, 'kind' | 'stage'>;

function people(...kinds: readonly People['kind'][]): fc.Arbitrary<People> {
  return fc.record({
    kind: fc.constantFrom(undefined, ...kinds),
    stage: fc.nat(11),
    from: place,
    to: place,
    unit: fc.constantFrom(undefined, undefined, 'day', 'week', 'month', 'quarter', 'year'),
  });
}

/** All deals, those closed or those opened in a period. */
export const dealPopulation = people('closedDuring', 'openedDuring');
/** These, and those that came to a stage first in a period. */
export const pipelinePopulation = people('closedDuring', 'openedDuring', 'cohort', 'cohort');
/** These, 1C's population, and what was done in a period. */
export const cellPopulation = people(
  'closedDuring',
  'openedDuring',
  'cohort',
  'overlapping',
  'overlapping',
  'enteredDuring',
  'enteredDuring',
);

/** What else a report of stages may be asked for. */
export const stageAsk = fc.record(
  { stageOwnerId: fc.constantFrom('ann', 'bob', 'eva', null), strict: fc.boolean() },
  { requiredKeys: [], noNullPrototype: true },
);

/** What else a funnel may be asked for. */
export const funnelAsk = fc.record(
  {
    stageOwnerId: fc.constantFrom('ann', 'bob', 'eva', null),
    strict: fc.boolean(),
    within: fc.constantFrom(0, 0.25, 3, 40, 400).map((days) => ({ days })),
    potentialAt: fc.constantFrom('asOf', 'entry'),
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** When: around an instant, from one to another or, half of the time, through nearly everything. */
export const when: fc.Arbitrary<When> = fc.oneof(
  fc.record({ from: fc.nat(4), to: fc.constant(11), unit: fc.constant(undefined) }),
  fc.record({
    from: place,
    to: place,
    unit: fc.constantFrom(undefined, 'day', 'week', 'month', 'quarter', 'year'),
  }),
);

/** The options that ask for these deals. */
export function asked(
  { kind, stage, ...when }: People,
  scene: RandomPlacedBook,
): Partial<Record<Exclude<PopulationKind, 'cohort'>, NaivePeriodInput>> & {
  readonly cohort?: { readonly stageId: string; readonly during: NaivePeriodInput };
} {
  if (kind === undefined) return {};
  if (kind !== 'cohort') return { [kind]: periodIn(scene, when) };
  const known = scene.pipelines.flatMap(({ stages }) => stages);
  const stages = [...known.flatMap(({ id, formerly = [] }) => [id, ...formerly]), 'x'];
  return { cohort: { stageId: stages[stage % stages.length] ?? 'x', during: periodIn(scene, when) } };
}

/** A period of a scene: from one instant to another, or the day, week, month, quarter or year around the first, by name. */
export function periodIn(scene: RandomPlacedBook, { from, to, unit }: When): NaivePeriodInput {
  const { instants } = scene;
  const [start, end] = [instantAt(instants, Math.min(from, to)), instantAt(instants, Math.max(from, to))];
  return unit === undefined ? { start, end } : nameOf(unit, start, scene);
}

function datesOf(
  limits: { readonly asOf?: number; readonly knownAt?: number },
  { instants }: RandomPlacedBook,
) {
  return Object.fromEntries(
    Object.entries(limits).map(([name, index]) => [name, instantAt(instants, index)]),
  ) as { readonly asOf?: Date; readonly knownAt?: Date };
}

export function instantAt(instants: readonly Date[], index: number): Date {
  return instants[index] ?? new Date(0);
}

export const readings = (['count', 'jumps', 'ignore'] as const).flatMap((skips) =>
  (['keep', 'erase'] as const).map((returns) => ({ skips, returns })),
);

/** Business calendars as the library has them, and as the twin has; the first is none. */
export const calendars: readonly {
  readonly calendar: BusinessCalendar | undefined;
  readonly clock: NaiveClock;
}[] = [
  { calendar: undefined, clock: elapsedTime },
  ...[
    {
      timeZone: 'Europe/Oslo',
      hours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] },
      holidays: ['2026-01-01', '2026-03-30', '2016-03-31', '2026-10-31'],
    },
    {
      timeZone: 'America/New_York',
      hours: { from: '00:00', to: '24:00', days: [1, 2, 3, 4, 5, 6, 7] },
      holidays: [],
    },
    {
      timeZone: 'Pacific/Auckland',
      hours: { from: '08:30', to: '12:00', days: [7, 1, 3] },
      holidays: ['2026-02-28', '2026-03-01'],
    },
  ].map((calendar) => ({ calendar: businessCalendar(calendar), clock: businessTime(calendar) })),
];

export function expectSame(actual: unknown, expected: unknown): void {
  expect(plain(actual)).toEqual(plain(expected));
}

/** Durations are fractions of days: equal but for the last bits, as `toBeCloseTo(…, 9)`, which is slower, has it. */
export function expectClose(actual: object | undefined, expected: object | undefined): void {
  const figures = Object.entries(actual ?? {}) as [string, number | null][];
  const others = Object.entries(expected ?? {}) as [string, number | null][];
  const isClose = ([name, a]: [string, number | null], index: number): boolean => {
    const [otherName, b] = others[index] ?? [];
    return (
      name === otherName && (a === b || Math.abs(Number(a ?? Number.NaN) - Number(b ?? Number.NaN)) < 5e-10)
    );
  };
  if (figures.length !== others.length || !figures.every(isClose)) expect(actual).toEqual(expected);
}

/** The rows of two reports: their summaries close, the rest the same. */
export function expectRows<N extends string>(
  summary: N,
  actual: readonly (object & Partial<Record<N, object>>)[],
  expected: readonly (object & Record<N, object>)[],
): void {
  const without = (row: object): object => ({ ...row, name: undefined, [summary]: undefined });
  expectSame(actual.map(without), expected.map(without));
  for (const [index, row] of actual.entries()) expectClose(row[summary], expected[index]?.[summary]);
}

/** The code with which an attempt is refused; null: it is not. */
export function refusalOf(attempt: () => unknown): string | null {
  try {
    attempt();
    return null;
  } catch (error) {
    return isDealError(error) ? error.code : `not a DealError: ${String(error)}`;
  }
}
