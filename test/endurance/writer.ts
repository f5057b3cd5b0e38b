import { isDealError } from 'dealbook';
import { kyselyRepositories } from 'dealbook/kysely';
import { generator } from '../bench/data/random.ts';
import { drawnHistory, tenantId } from './drawn-history.ts';
import { type EngineName, openDatabase } from './open-database.ts';

// A process that appends and says so, until it is killed: a line `number version` for each append that was answered.

const [engine, url, first] = process.argv.slice(2) as [EngineName, string, string];
const { deals } = kyselyRepositories(openDatabase(engine, url), { tenantId });
const random = generator(Number(first));
const below = (limit: number): number => Math.floor(random() * limit);

let next = Number(first);
const growing = Array.from({ length: 10 }, () => ({ number: next++, version: 0 }));
while (true) {
  try {
    if (below(4) === 0) await appendWhole();
    else await appendSome(below(growing.length));
  } catch (error) {
    if (isDealError(error, 'unavailable') || isDealError(error, 'indeterminate')) break; // the server is gone
    throw error;
  }
}
process.exit();

/** Some new deals at once. */
async function appendWhole(): Promise<void> {
  const numbers = Array.from({ length: 1 + below(60) }, () => next++);
  const appends = numbers.map((number) => {
    const events = drawnHistory(number);
    return { id: `d${number}`, events, expectedVersion: 0 };
  });
  const answers = await deals.appendMany(appends);
  for (const [index, { status }] of answers.entries())
    if (status === 'appended') said(numbers[index] as number, appends[index]?.events.length as number);
}

/** The next events of a deal; another deal once there are no more. */
async function appendSome(place: number): Promise<void> {
  const deal = growing[place] as (typeof growing)[number];
  const events = drawnHistory(deal.number).slice(deal.version, deal.version + 1 + below(3));
  if (events.length === 0) {
    growing[place] = { number: next++, version: 0 };
    return;
  }
  const answer = await deals.append(`d${deal.number}`, events, deal.version);
  if (answer.status !== 'appended') throw new Error(`d${deal.number}: ${answer.status}`);
  deal.version = answer.version;
  said(deal.number, deal.version);
}

function said(number: number, version: number): void {
  process.stdout.write(`${number} ${version}\n`);
}
