// A service and its module in the shape that NestJS gives them, in CommonJS. The providers are NestJS's custom providers as
// they stand; with decorators, `SalesService` is an @Injectable() and `DEALS` an @Inject(DEALS).

const { createDeal, dealBookFrom, isDealError, moveDeal, openDeal, salesFunnel, updateDeal, winDeal } =
  require('dealbook');
const { memoryDealRepository } = require('dealbook/memory');

/** The token of what keeps the deals. */
const DEALS = Symbol('the repository of deals');
/** The token of the types of deal. */
const PIPELINES = Symbol('the pipelines');
/** The token of the host's clock. */
const NOW = Symbol('the present');

class SalesService {
  constructor(deals, pipelines, now) {
    this.deals = deals;
    this.pipelines = pipelines;
    this.now = now;
  }

  open(pipelineId, deal) {
    const pipeline = this.pipelines.find(({ id }) => id === pipelineId);
    return createDeal(this.deals, openDeal(pipeline, { ...deal, at: this.now() }));
  }

  move(id, to) {
    return this.change(id, moveDeal, { to });
  }

  win(id) {
    return this.change(id, winDeal, {});
  }

  async funnel(pipelineId) {
    const options = { pipelines: this.pipelines, currency: 'NOK', asOf: this.now() };
    return salesFunnel(await dealBookFrom(this.deals.histories({}), options), { pipelineId });
  }

  change(id, verb, input) {
    return updateDeal(this.deals, id, (deal) => {
      const pipeline = this.pipelines.find((each) => each.id === deal.pipelineId);
      return verb(deal, pipeline, { ...input, at: this.now() });
    });
  }
}

/** The HTTP status of what was refused: what an exception filter answers with. */
function statusOf(error) {
  if (!isDealError(error)) return 500;
  if (error.code === 'unknown-deal' || error.code === 'unknown-pipeline') return 404;
  return error.code === 'version-conflict' ? 409 : 422;
}

/** What `@Module({ providers })` takes; a database instead of the memory is one line here. */
const providersFor = ({ pipelines, now }) => [
  { provide: PIPELINES, useValue: pipelines },
  { provide: NOW, useValue: now },
  { provide: DEALS, useFactory: () => memoryDealRepository() },
  {
    provide: SalesService,
    useFactory: (deals, types, clock) => new SalesService(deals, types, clock),
    inject: [DEALS, PIPELINES, NOW],
  },
];

module.exports = { SalesService, providersFor, statusOf };
