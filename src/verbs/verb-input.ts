/** What every verb needs to know: when, and optionally by whom and when it was entered. */
export interface VerbInput {
  /**
   * When it happened: also before what is recorded already, as long as the deal carries its history and nothing that
   * happened later is undone by it.
   */
  readonly at: Date;
  readonly by?: string | undefined;
  /** When it is entered; default `at`, or when the latest event of the deal was entered if that is later. */
  readonly recordedAt?: Date | undefined;
}
