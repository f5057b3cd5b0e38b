/** What is under way on each connection that several may use at once. */
const underWay = /* @__PURE__ */ new WeakMap<object, Promise<unknown>>();

/**
 * Does one thing after the other on a connection: a transaction of the host's has one setting of the tenant, and savepoints
 * within each other.
 */
export function inTurn<T>(connection: object, work: () => Promise<T>): Promise<T> {
  const before = underWay.get(connection) ?? Promise.resolve();
  const done = before.then(work, work);
  underWay.set(connection, done);
  return done;
}
