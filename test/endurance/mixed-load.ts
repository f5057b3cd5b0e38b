import { deepStrictEqual } from 'node:assert/strict';
import { setTimeout } from 'node:timers/promises';
import {
  activeFunnel,
  type DealBook,
  type DealRepository,
  dealBookFrom,
  dealPaths,
  followDeals,
  salesCycle,
  salesFunnel,
  updateDeal,
  winRate,
} from 'dealbook';
import { kyselyRepositories, verifyProjections } from 'dealbook/kysely';
import { generator } from '../bench/data/random.ts';
import { bookOptions, ownerId, pipelineId } from '../bench/library/deals.ts';
import { drawnHistory } from './drawn-history.ts';
import { type EngineName, openDatabase } from './open-database.ts';

const tenantId = 'followed';
const writers = 4;

export interface Load {
  readonly engine: EngineName;
  readonly url: string;
  readonly minutes: number;
  readonly seed: number;
}

/**
 * Writers open, continue, take over and erase deals for some minutes, one by one and together, while a book follows the feed.
 * Every few seconds they pause, and the book must say what one of all histories does.
 */
export async function followsMixedLoad({ engine, url, minutes, seed }: Load): Promise<string> {
  const db = openDatabase(engine, url);
  const { deals } = kyselyRepositories(db, { tenantId });
  const live = await followDeals(deals, bookOptions);
  const end = performance.now() + 60_000 * minutes;
  const all = Array.from({ length: writers }, (_, index) => writer(deals, seed + index, (index + 1) * 1e6));
  let [checks, written] = [0, 0];
  while (performance.now() < end) {
    const until = Math.min(end, performance.now() + 5_000);
    const done = Promise.all(all.map((write) => write(until)));
    while (performance.now() < until) {
      await live.refresh();
      await setTimeout(50);
    }
    written += (await done).reduce((sum, events) => sum + events, 0);
    await live.refresh();
    deepStrictEqual(said(live.book), said(await dealBookFrom(deals.histories({}), bookOptions)));
    checks++;
  }
  const { differing, deals: count } = await verifyProjections(db, { tenantId });
  await db.destroy();
  deepStrictEqual(differing, []);
  return `${engine}: ${minutes} minutes, ${written} appends, ${count} deals: the followed book was that of all histories at ${checks} checks`;
}

/** What a book says. */
function said(book: DealBook): unknown {
  return [
    salesFunnel(book, { pipelineId }),
    salesFunnel(book, { pipelineId, skips: 'jumps', returns: 'erase' }),
    dealPaths(book, { pipelineId }),
    activeFunnel(book, { pipelineId }),
    winRate(book),
    salesCycle(book),
  ];
}

/** Someone who writes until a moment, and tells how many appends it was. */
function writer(
  deals: Required<DealRepository>,
  seed: number,
  first: number,
): (until: number) => Promise<number> {
  const random = generator(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const open = new Map<string, number>();
  let next = first;
  const idOf = (): string => [...open.keys()][below(open.size)] as string;

  async function step(): Promise<number> {
    const chance = below(100);
    if (open.size < 30 || chance < 20) {
      const number = next++;
      await deals.append(`d${number}`, drawnHistory(number).slice(0, 1), 0);
      open.set(`d${number}`, number);
      return 1;
    }
    if (chance < 25) {
      const numbers = Array.from({ length: 30 }, () => next++);
      const appends = numbers.map((n) => ({ id: `d${n}`, events: drawnHistory(n), expectedVersion: 0 }));
      return (await deals.appendMany(appends)).length;
    }
    const id = idOf();
    if (chance < 27) {
      open.delete(id);
      await deals.erase(id);
      return 1;
    }
    const number = open.get(id) as number;
    await updateDeal(deals, id, (deal) => {
      const { updatedAt: at, version } = deal;
      const event = drawnHistory(number).filter(({ type }) => type !== 'DealReassigned')[version];
      if (event !== undefined && chance < 80) return [event];
      return [{ type: 'DealReassigned', dealId: id, at, ownerId: ownerId(below(200)) }];
    });
    if (open.size > 60) open.delete(id);
    return 1;
  }

  return async (until) => {
    let appends = 0;
    while (performance.now() < until) appends += await step();
    return appends;
  };
}
