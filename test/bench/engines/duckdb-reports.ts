import { connect, type Database, layOutSmall } from '../duckdb/database.ts';
import { questions } from '../duckdb/reports/questions.ts';
import { type Work, work } from '../harness/engine.ts';
import { serve } from '../harness/serve.ts';

/** DuckDB over tables prepared for the reports of a dashboard, each with the smallest numbers. */
let database: Database;

serve({
  async prepare(data) {
    database = await connect();
    await layOutSmall(database, data);
  },
  works: { 'DuckDB, 2 threads': worksOn(2), 'DuckDB, 1 thread': worksOn(1) },
});

function worksOn(threads: number): Readonly<Record<string, Work>> {
  return Object.fromEntries(
    Object.entries(questions).map(([name, { ask, figures }]) => [
      name,
      work({
        async input(round) {
          await database.run(`set threads = ${threads}`);
          return ask(round);
        },
        run: (sql) => database.rows(sql),
        figures,
      }),
    ]),
  );
}
