/** By how many megabytes the heap and the buffers grow at most while something is done. */
export async function peakOf(work: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < 4; round++) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 10)); // what waits for the end of a turn is let go of
  }
  const before = used();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, used());
  }, 2);
  await work();
  clearInterval(watch);
  return (Math.max(peak, used()) - before) / 2 ** 20;
}

function used(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
