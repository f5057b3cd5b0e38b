import type { DatabaseConnection, Kysely } from 'kysely';

/** How many rows a database gives while something is done with it. */
export async function rowsOf(db: Kysely<unknown>, work: () => Promise<unknown>): Promise<number> {
  // All executors of a Kysely, also those without its plugins, are of one class.
  const executors = Object.getPrototypeOf(db.getExecutor());
  const { provideConnection } = executors;
  let rows = 0;
  const counting = new WeakSet<DatabaseConnection>();
  const counted = (connection: DatabaseConnection): DatabaseConnection => {
    if (counting.has(connection)) return connection;
    const counter: DatabaseConnection = {
      streamQuery: (query, size) => connection.streamQuery(query, size),
      async executeQuery<R>(query: Parameters<DatabaseConnection['executeQuery']>[0]) {
        const result = await connection.executeQuery<R>(query);
        rows += result.rows.length;
        return result;
      },
    };
    counting.add(counter);
    return counter;
  };
  executors.provideConnection = function (use: (connection: DatabaseConnection) => unknown): unknown {
    return provideConnection.call(this, (connection: DatabaseConnection) => use(counted(connection)));
  };
  try {
    await work();
  } finally {
    executors.provideConnection = provideConnection;
  }
  return rows;
}
