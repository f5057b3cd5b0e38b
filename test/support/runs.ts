/** How often the longest properties are run: `RUNS=10000` for a night, 300 times in the suite. */
export const runs = Number(process.env['RUNS'] ?? 300);
