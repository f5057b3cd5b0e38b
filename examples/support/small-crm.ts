import {
  completeTask,
  type Deal,
  type DealEvent,
  type DealHistory,
  type DealRepository,
  type DealTask,
  openTasks,
  type Pipeline,
  replay,
  updateDeal,
  type VerbInput,
} from 'dealbook';

/** A verb: what one does to a deal, answered with the events to record. */
type Verb<I> = (deal: never, pipeline: Pipeline, input: I) => readonly DealEvent[];

/** What a CRM writes around dealbook: where its deals are kept, and of which types they are. */
export class SmallCrm {
  readonly deals: DealRepository;
  readonly pipelines: readonly Pipeline[];

  constructor(deals: DealRepository, pipelines: readonly Pipeline[]) {
    this.deals = deals;
    this.pipelines = pipelines;
  }

  /** Keeps a new deal. */
  async open(events: DealHistory): Promise<Deal> {
    await this.deals.append(events[0].dealId, events, 0);
    return replay(events);
  }

  /** Does something to a deal as it is now, again where somebody else was faster. */
  change<I extends VerbInput>(dealId: string, verb: Verb<I>, input: I): Promise<Deal> {
    return updateDeal(this.deals, dealId, (deal) => {
      return verb(deal as never, this.#pipelineOf(deal), input); // refuses a deal that is not as it must be
    });
  }

  /** Completes the open task of a deal that has this name. */
  complete(dealId: string, taskName: string, input: VerbInput): Promise<Deal> {
    return updateDeal(this.deals, dealId, (deal, history) => {
      const task = openTasks([history], this.pipelines).find(({ name }) => name === taskName);
      return completeTask(deal, this.#pipelineOf(deal), { taskId: task?.id ?? taskName, ...input });
    });
  }

  /** What is to be done, the soonest due first: for one deal, or by one person. */
  async tasks({ dealId, assigneeId }: { dealId?: string; assigneeId?: string }): Promise<DealTask[]> {
    const histories: DealHistory[] = [];
    const query = dealId === undefined ? {} : { ids: [dealId] };
    for await (const chunk of this.deals.histories(query)) histories.push(...chunk);
    return openTasks(histories, this.pipelines, { assigneeId });
  }

  #pipelineOf({ pipelineId }: Deal): Pipeline {
    return this.pipelines.find(({ id }) => id === pipelineId) as Pipeline;
  }
}
