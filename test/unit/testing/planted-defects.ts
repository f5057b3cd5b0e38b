import {
  answerStale,
  type DealChanges,
  DealError,
  type DealEvent,
  type DealFeed,
  type DealHistory,
  type DealQuery,
  type DealRepository,
  decodeEvent,
  decodeHistory,
  encodeAppend,
  type Period,
  queryTest,
  replay,
  type StoredForm,
} from '../../../src/index.ts';

import { erasureDefects, isErasureDefect, withoutErasure } from './planted-erasure.ts';

type Query = { -readonly [K in keyof DealQuery]: DealQuery[K] };
type DealChange = DealChanges['changes'][number];

/** What may be wrong with a repository, and how. */
export const defects = {
  race: 'another writer gets between the check of the version and the writing',
  'no check': 'the expected version is not looked at',
  'no duplicates': 'the same append again is a conflict',
  'reused version': 'any append at a version that is taken is a duplicate',
  'duplicates by count': 'an append is a duplicate if its first event is there',
  'wrong conflict': 'a conflict tells the version that was expected',
  'shared tenants': 'the deals of all tenants are in one table',
  'shared feed': 'the feed shows the appends of all tenants',
  'pages by offset': 'a stream goes on by counting deals from the beginning',
  'no snapshot': 'a stream shows what is recorded while it is read',
  'split deals': 'a history of many events comes in two pieces',
  'leak on break': 'a stream that is left early keeps its connection',
  'deaf to signals': 'the signal is not looked at',
  'half an append': 'events are written one by one until one is refused',
  unchecked: 'nothing is refused that could not be read back',
  'keeps references': 'what is kept is what was given',
  'gives references': 'what is given is what is kept',
  'stale index': 'deals are found by the owner they were opened with',
  'place ignored': 'it is not looked at where a deal is',
  'stages ignored': 'it is not looked at in which stage of its pipeline a deal is',
  'stages of any pipeline': 'a deal is found by its stage, in whatever pipeline',
  'customer ignored': 'it is not looked at whose a deal is',
  'channel ignored': 'it is not looked at how a deal came about',
  'expectation ignored': 'it is not looked at when a deal is expected to close',
  'first expectation': 'deals are found by the closing they were opened to expect',
  'plain object': 'an object serves as a map, so that names of its own are taken',
  'trimmed ids': 'ids are trimmed',
  'lower case': 'ids are compared without case, as some collations do',
  normalised: 'ids are normalised, as some file systems do',
  'end included': 'periods include their end',
  'milliseconds lost': 'dates are kept to the second',
  'amounts as numbers': 'amounts are kept as doubles',
  'sorted by date': 'events are given back in the order of their dates',
  'first page only': 'a stream ends after a hundred deals',
  'query ignored': 'a query property that is not known finds everything',
  'one property': 'of a query only the first property counts',
  'gaps in the feed': 'the feed shows what is written, though something before it is still being written',
  'feed by deal': 'the feed shows only the latest append of each deal',
  'feed goes back': 'a cursor shows the last append again',
  'feed by number': 'the feed is ordered by number, below the first transaction that is still under way',
  'feed by transaction':
    'the feed is ordered by transaction, also where a later append of a deal has an earlier one',
  'feed by time': 'the feed goes on after the time of its last append, though others have the same',
  'texts cut': 'names are cut to a thousand characters',
  'counts appends': 'the version answered is the number of appends',
  'one at a time': 'an append is refused while another one, of whatever deal, is under way',
  'empty history': 'a deal that is not there is a deal without events',
  ...erasureDefects,
} as const;
export type Defect = keyof typeof defects;

interface Row {
  readonly tenant: number;
  readonly dealId: string;
  readonly events: readonly StoredForm[];
  readonly from: number;
  number: number;
  /** The transaction it was written in, and whether it is to be seen yet. */
  transaction: number;
  isCommitted: boolean;
}

/** The properties of a query that a defect does not look at. */
const ignorances = [
  ['place ignored', 'place'],
  ['customer ignored', 'customerId'],
  ['channel ignored', 'channel'],
  ['expectation ignored', 'expectedDuring'],
] as const;

/** Makes repositories that are right but for one defect; without one, simply right. */
export function plantedRepositories(defect?: Defect): () => DealRepository {
  return isErasureDefect(defect) ? () => withoutErasure(defect) : rowsWith(defect);
}

function rowsWith(defect: Defect | undefined): () => DealRepository & DealFeed {
  const has = (...names: readonly Defect[]): boolean => defect !== undefined && names.includes(defect);
  const rows: Row[] = [];
  let tenants = 0;
  let numbers = 0;
  let transactions = 0;
  const underWay = new Set<number>();

  function keyOf(id: string): string {
    if (has('trimmed ids')) return id.trim();
    if (has('lower case')) return id.toLowerCase();
    if (has('normalised')) return id.normalize('NFC');
    return has('plain object') && id in {} ? 'taken' : id;
  }

  function stored(event: StoredForm): StoredForm {
    const text = JSON.stringify(event, (name, value) => {
      if (has('milliseconds lost') && name === 'at') return `${value.slice(0, 19)}.000Z`;
      if (has('texts cut') && name === 'name') return value.slice(0, 1_000);
      return has('amounts as numbers') && name === 'amount' && typeof value === 'string'
        ? `${Number(value)}`
        : value;
    });
    return has('amounts as numbers') && text.includes('e+') ? event : JSON.parse(text);
  }

  const hasTransactions = has('feed by number', 'feed by transaction', 'feed by time');

  return () => {
    const tenant = tenants++;
    const kept = new Map<string, readonly DealEvent[]>();
    let connections = 0;
    let isBusy = false;
    const own = (row: Row): boolean => has('shared tenants') || row.tenant === tenant;
    const rowsOf = (id: string): Row[] => rows.filter((row) => own(row) && keyOf(row.dealId) === keyOf(id));

    function read(id: string, last = Number.POSITIVE_INFINITY): DealHistory | undefined {
      const known = kept.get(id);
      if (known !== undefined) return known as DealHistory;
      const forms = rowsOf(id)
        .filter(({ number }) => number <= last)
        .flatMap(({ events }) => events);
      if (forms.length === 0) return has('empty history') ? ([] as never) : undefined;
      const history = decodeHistory(
        forms.map((form) => ({ ...form, dealId: forms[0]?.['dealId'] as string })),
      );
      if (has('gives references')) kept.set(id, history);
      return has('sorted by date') ? ([...history].sort((a, b) => +a.at - +b.at) as never) : history;
    }

    async function append(id: string, events: readonly DealEvent[], expectedVersion: number) {
      const forms = has('unchecked', 'half an append') ? [] : encodeAppend(id, events, expectedVersion);
      if (has('one at a time')) await alone();
      const transaction = transactions++;
      if (hasTransactions) {
        underWay.add(transaction);
        for (let ticks = pauseOf(transaction); ticks > 0; ticks--) await undefined;
      }
      try {
        const answer = await write(id, events, expectedVersion, forms, transaction);
        if (hasTransactions) for (let ticks = pauseOf(numbers); ticks > 0; ticks--) await undefined;
        return answer;
      } finally {
        underWay.delete(transaction);
        for (const row of rows) if (row.transaction === transaction) row.isCommitted = true;
      }
    }

    async function write(
      id: string,
      events: readonly DealEvent[],
      expectedVersion: number,
      forms: readonly StoredForm[],
      transaction: number,
    ) {
      let there: readonly DealEvent[] = read(id) ?? [];
      if (has('race')) await undefined;
      if (there.length !== expectedVersion && !has('no check')) {
        const answer = answerStale(there, events, expectedVersion);
        const conflict = { status: 'conflict', actualVersion: there.length } as const;
        const duplicate = { status: 'duplicate', version: expectedVersion + events.length } as const;
        if (has('no duplicates')) return conflict;
        if (has('reused version') && there.length >= duplicate.version) return duplicate;
        if (has('wrong conflict') && answer.status === 'conflict')
          return { ...answer, actualVersion: expectedVersion };
        if (!has('duplicates by count')) return answer;
        return answerStale(there, events.slice(0, 1), expectedVersion).status === 'duplicate'
          ? duplicate
          : answer;
      }
      const place: Row = {
        tenant,
        dealId: id,
        events: [],
        from: there.length,
        number: numbers++,
        transaction,
        isCommitted: !hasTransactions,
      };
      if (has('half an append', 'unchecked')) {
        const written: StoredForm[] = [];
        rows.push({ ...place, events: written });
        for (const event of events) {
          if (has('unchecked')) written.push(JSON.parse(JSON.stringify({ format: 1, ...event })));
          else written.push(...encodeAppend(id, [event], expectedVersion + written.length));
        }
      } else rows.push({ ...place, events: forms.map(stored) });
      if (has('keeps references')) kept.set(id, [...there, ...events]);
      if (has('gives references')) kept.delete(id);
      there = [...there, ...events];
      const appends = rowsOf(id).length;
      return { status: 'appended', version: has('counts appends') ? appends : there.length } as const;
    }

    async function alone(): Promise<void> {
      if (isBusy) throw new DealError('unavailable', 'Somebody else is writing.', { problem: 'busy' });
      isBusy = true;
      await undefined;
      isBusy = false;
    }

    function testOf(given: DealQuery): (history: DealHistory) => boolean {
      const { owner, ...query } = structuredClone(given) as Query & { readonly owner?: string };
      if (!has('query ignored')) queryTest(given);
      if (has('end included')) {
        for (const value of Object.values(query)) if (isPeriod(value)) value.end.setTime(+value.end + 1);
      }
      if (has('stale index') && query.ownerId !== undefined) {
        const { ownerId, ...others } = query;
        return (history) => history[0].ownerId === ownerId && queryTest(others)(history);
      }
      const { place } = query;
      if (has('first expectation') && query.expectedDuring !== undefined) {
        const { expectedDuring, ...others } = query;
        const isIn = (at: Date | undefined): boolean =>
          at !== undefined && at >= expectedDuring.start && at < expectedDuring.end;
        return (history) => isIn(history[0].expectedCloseAt) && queryTest(others)(history);
      }
      if (has('stages ignored') && place)
        return queryTest({ ...query, place: { pipelineId: place.pipelineId } });
      if (has('stages of any pipeline') && place?.stageIds !== undefined) {
        const { stageIds } = place;
        const isThere = queryTest({ ...query, place: undefined });
        return (history) => isThere(history) && stageIds.includes(replay(history).stageId ?? '');
      }
      for (const [ignored, name] of ignorances) if (has(ignored)) delete query[name];
      return queryTest(Object.fromEntries(Object.entries(query).slice(0, has('one property') ? 1 : 11)));
    }

    async function* histories(
      given: DealQuery,
      {
        signal,
      }: { readonly signal?: { readonly aborted: boolean; readonly reason?: unknown } | undefined } = {},
    ): AsyncGenerator<readonly DealHistory[]> {
      const isMeant = testOf(given);
      if (connections === 10)
        throw new DealError('unavailable', 'No connection is free.', { problem: 'busy' });
      connections++;
      const last = numbers;
      const ids = (): string[] => [...new Set(rows.filter(own).map(({ dealId }) => dealId))].sort();
      const first = ids();
      let isLeft = true;
      try {
        const listed = (): readonly string[] => (has('pages by offset', 'no snapshot') ? ids() : first);
        for (let i = 0; i < listed().length && !(has('first page only') && i >= 100); i++) {
          if (signal?.aborted && !has('deaf to signals')) throw signal.reason;
          await undefined;
          const history = read(listed()[i] as string, has('no snapshot') ? undefined : last - 1);
          if (history === undefined || !isMeant(history)) continue;
          if (!has('split deals') || history.length < 500) yield [history];
          else {
            yield [history.slice(0, 500) as never];
            yield [history.slice(500) as never];
          }
        }
        if (signal?.aborted && !has('deaf to signals')) throw signal.reason;
        isLeft = false;
      } finally {
        if (!isLeft || !has('leak on break')) connections--;
      }
    }

    async function changes(after: string | undefined, limit: number) {
      if (has('feed by number', 'feed by transaction', 'feed by time'))
        return changesAfter(Number(after ?? -1), limit);
      const start = Number(after ?? 0);
      let shown = rows.filter((row) => has('shared feed') || own(row));
      if (has('feed by deal')) shown = shown.filter((row) => rowsOf(row.dealId).at(-1) === row);
      const begin = has('feed goes back') ? Math.max(0, start - 1) : start;
      const page = shown.slice(begin, begin + limit);
      if (has('gaps in the feed') && page.length > 1) page.shift();
      const answer = page.map(({ dealId, events, from }): DealChange => {
        const history = kept.get(dealId) ?? read(dealId) ?? [];
        return { dealId, events: history.slice(from, from + events.length), version: from + events.length };
      });
      const passed = shown.slice(begin, begin + limit).length;
      return { changes: answer, cursor: `${begin + passed}` };
    }

    /** The feed of a store with transactions, by a place of each append. */
    function changesAfter(after: number, limit: number) {
      const placeOf = ({ number, transaction }: Row): number => {
        if (has('feed by number')) return number;
        return has('feed by time') ? Math.floor(number / 3) : transaction;
      };
      const horizon = Math.min(transactions, ...underWay);
      const page = rows
        .filter((row) => own(row) && row.isCommitted && placeOf(row) > after)
        .filter(({ transaction }) => transaction < horizon)
        .sort((a, b) => placeOf(a) - placeOf(b))
        .slice(0, limit);
      const changes = page.map(({ dealId, events, from }): DealChange => {
        return { dealId, events: events.map((form) => decodeEvent(form)), version: from + events.length };
      });
      return { changes, cursor: `${page.length === 0 ? after : placeOf(page.at(-1) as Row)}` };
    }

    return { load: async (id) => read(id), append, histories, changes };
  };
}

/** A pause of some ticks that look like chance. */
function pauseOf(seed: number): number {
  return (Math.imul(seed + 1, 2_654_435_761) >>> 24) % 13;
}

function isPeriod(value: unknown): value is Period {
  return typeof value === 'object' && value !== null && 'end' in value;
}
