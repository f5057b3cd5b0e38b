/** One thing a repository must keep, independent of any test runner: `run` settles, or throws where it does not. */
export interface RepositoryContract<R> {
  /** A sentence about a repository: `lets one of several writers at one version win`. */
  readonly name: string;
  /**
   * Tries it on repositories that `create` makes: each call a new, empty one. Where one store serves several tenants,
   * each call should make the repository of another tenant of the same store.
   *
   * @throws DealError `contract-broken`, or whatever the repository throws.
   */
  run(create: () => R | Promise<R>, options?: ContractOptions<R>): Promise<void>;
}

export interface ContractOptions<R> {
  /** Another way to what a repository keeps: the same tenant, opened anew. Default: the repository itself. */
  readonly reopen?: ((repository: R) => R | Promise<R>) | undefined;
  /** How many writers there are at once; default 8. */
  readonly writers?: number | undefined;
  /** How often they write; default 25. */
  readonly rounds?: number | undefined;
  /** How many deals a stream has; default 200. It should come in several chunks: make them small for the test. */
  readonly deals?: number | undefined;
}

/** What a trial is made with. */
export interface Trial<R> {
  create(): Promise<R>;
  reopen(repository: R): Promise<R>;
  readonly writers: number;
  readonly rounds: number;
  readonly deals: number;
}

/** A contract from its name and a trial. */
export function contract<R>(
  name: string,
  attempt: (trial: Trial<R>) => Promise<void>,
): RepositoryContract<R> {
  return Object.freeze<RepositoryContract<R>>({
    name,
    run: (create, { reopen = (repository: R) => repository, writers = 8, rounds = 25, deals = 200 } = {}) =>
      attempt({
        create: async () => create(),
        reopen: async (repository: R) => reopen(repository),
        writers,
        rounds,
        deals,
      }),
  });
}
