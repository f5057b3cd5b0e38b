import { salesFunnel } from '../../../src/index.ts';
import { probe } from '../harness/probe.ts';
import { pipelineId } from '../library/deals.ts';
import { streamedBook } from '../library/streamed.ts';

const books = 3;

/**
 * What the first report on a book costs, in milliseconds of processor time: every way that deals took is read then, and what
 * holds as of the date is worked out. The least of a few books, each as it came from building.
 */
probe((data) => {
  firstFunnel({ ...data, deals: 10_000 }); // compiled
  return { 'ms of the first funnel': Math.min(...Array.from({ length: books }, () => firstFunnel(data))) };
});

function firstFunnel(data: Parameters<typeof streamedBook>[0]): number {
  const { book } = streamedBook(data);
  globalThis.gc?.(); // what building left behind is not the report's to collect
  const before = process.cpuUsage();
  salesFunnel(book, { pipelineId });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
