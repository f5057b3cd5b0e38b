// A deal on its way through its stages, as one would keep it on paper: no events, no derivation, just what is so now.
// Written from the rules alone, to be compared with what verbs and folds make of the same attempts.

/** A type of deal: for each stage its tasks, each true where it needs something, and whether the stage does. */
export interface PaperPipeline {
  readonly id: string;
  readonly isAutomatic: boolean;
  readonly stages: readonly {
    readonly id: string;
    readonly tasks: Readonly<Record<string, boolean>>;
    readonly needs: boolean;
  }[];
}

/** What somebody tries to do. `ready`: everything that could be required is there. */
export type Attempt =
  | { readonly verb: 'move'; readonly to: string; readonly ready: boolean }
  | { readonly verb: 'complete'; readonly task: string; readonly ready: boolean }
  | { readonly verb: 'win'; readonly ready: boolean }
  | { readonly verb: 'lose' | 'explain'; readonly reason: string | null }
  | { readonly verb: 'reopen'; readonly to: string | null }
  | { readonly verb: 'add'; readonly task: string }
  | { readonly verb: 'transfer'; readonly to: PaperPipeline }
  | { readonly verb: 'takeControl' | 'delete' };

/** The deal on paper. */
export class PaperDeal {
  status: 'open' | 'won' | 'lost' = 'open';
  stage = 0;
  byHand = false;
  deleted = false;
  reason: string | null = null;
  /** The tasks of this stay that are still to be done, and those made by hand. */
  readonly todo = new Set<string>();
  readonly added = new Map<string, 'open' | 'done' | 'cancelled'>();
  lossToRecord = false;
  pipeline: PaperPipeline;

  constructor(pipeline: PaperPipeline) {
    this.pipeline = pipeline;
    this.enter(0);
  }

  get stageId(): string | null {
    return this.pipeline.stages[this.stage]?.id ?? null;
  }

  private get led(): boolean {
    return this.pipeline.isAutomatic && !this.byHand;
  }

  private get isLast(): boolean {
    return this.stage === this.pipeline.stages.length - 1;
  }

  /** What is to be done, by name: `result` after the last stage, `loss` after a loss. */
  open(): string[] {
    if (this.deleted) return [];
    if (this.led && this.status === 'lost') return this.lossToRecord ? ['loss'] : [];
    const result =
      this.led && this.status === 'open' && this.isLast && this.todo.size === 0 ? ['result'] : [];
    const stage = this.led && this.status === 'open' ? [...this.todo] : [];
    const added = [...this.added].filter(([, state]) => state === 'open').map(([name]) => name);
    return [...stage, ...result, ...added].sort();
  }

  /** Tries something; false where the rules forbid it, and then nothing has changed. */
  attempt(what: Attempt): boolean {
    if (this.deleted) return false;
    switch (what.verb) {
      case 'move':
        return this.move(what.to, what.ready);
      case 'complete':
        return this.complete(what.task, what.ready);
      case 'win':
        return this.win(what.ready);
      case 'lose':
        if (this.status !== 'open' || what.reason === '' || (what.reason === null && !this.led)) return false;
        this.status = 'lost';
        this.cancelAdded();
        this.reason = what.reason;
        this.lossToRecord = this.led;
        return true;
      case 'explain':
        if (this.status !== 'lost' || !what.reason) return false;
        this.reason = what.reason;
        this.lossToRecord = false;
        return true;
      case 'reopen':
        return this.reopen(what.to);
      case 'add':
        if (this.added.has(what.task) || (this.led && this.status === 'lost')) return false;
        this.added.set(what.task, 'open');
        return true;
      case 'transfer':
        if (this.status !== 'open' || what.to.id === this.pipeline.id) return false;
        this.pipeline = what.to;
        this.enter(0);
        return true;
      case 'takeControl':
        if (this.status !== 'open' || this.pipeline.stages.length === 0) return false;
        if (this.pipeline.isAutomatic) this.byHand = true;
        return true;
      case 'delete':
        this.deleted = true;
        return true;
    }
  }

  private move(to: string, ready: boolean): boolean {
    const target = this.pipeline.stages.findIndex(({ id }) => id === to);
    if (this.status !== 'open' || target < 0 || target === this.stage) return false;
    if (this.led && (target !== this.stage + 1 || !this.mayLeave(ready))) return false;
    this.enter(target);
    return true;
  }

  private mayLeave(ready: boolean): boolean {
    return this.todo.size === 0 && (ready || this.pipeline.stages[this.stage]?.needs !== true);
  }

  private complete(task: string, ready: boolean): boolean {
    if (!this.open().includes(task)) return false;
    if (task === 'result') return this.win(ready);
    if (task === 'loss') {
      if (!this.reason) return false;
      this.lossToRecord = false;
      return true;
    }
    if (this.added.has(task)) {
      this.added.set(task, 'done');
      return true;
    }
    const { tasks = {}, needs = false } = this.pipeline.stages[this.stage] ?? {};
    const required = tasks[task] === true || (needs && this.todo.size === 1);
    if (required && !ready) return false;
    this.todo.delete(task);
    if (this.todo.size === 0 && !this.isLast) this.enter(this.stage + 1);
    return true;
  }

  private win(ready: boolean): boolean {
    if (this.status !== 'open') return false;
    if (this.led && (!this.isLast || !this.mayLeave(ready))) return false;
    this.status = 'won';
    this.cancelAdded();
    return true;
  }

  /** "an outcome cancels those still open (derived; a reopening does not revive them)". */
  private cancelAdded(): void {
    for (const [name, state] of this.added) if (state === 'open') this.added.set(name, 'cancelled');
  }

  private reopen(to: string | null): boolean {
    if (this.status === 'open') return false;
    const target = to === null ? this.stage : this.pipeline.stages.findIndex(({ id }) => id === to);
    if (to !== null && target < 0) return false;
    if (this.led && target !== this.stage) return false;
    this.status = 'open';
    this.reason = null;
    this.enter(target);
    return true;
  }

  private enter(stage: number): void {
    this.stage = stage;
    this.todo.clear();
    for (const task of Object.keys(this.pipeline.stages[stage]?.tasks ?? {})) this.todo.add(task);
  }
}
