import swagger from '@fastify/swagger';
import type { OpenDealInput, Pipeline } from 'dealbook';
import { bookAsOf, createDeal, DealError, followDeals, isOverdue, openDeal, updateDeal } from 'dealbook';
import { kyselyRepositories } from 'dealbook/kysely';
import Fastify, { errorCodes, type FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { acts } from './acts.ts';
import { refuse } from './refusals.ts';
import { dealsOf, reports } from './reports.ts';
import { read, route, takes } from './schemas.ts';

const facts = ['stageId', 'ownerId', 'potential', 'name', 'customerId', 'channel', 'expectedCloseAt', 'by'];
type Opening = Omit<OpenDealInput, 'at' | 'ownerId' | 'potential'> & { pipelineId: string };
type ToDeal = { Params: { id: string }; Body: Record<string, unknown> };
type OfDeals = { Querystring: { pipelineId: string; closedDuring?: string; ownerId?: string } };

/** The deals of a tenant over HTTP, in a database that has the tables of `migrations`; `now` is the host's clock. */
export async function crmService<DB>(host: {
  readonly db: Kysely<DB>;
  readonly tenantId: string;
  readonly pipelines: readonly Pipeline[];
  readonly currency: string;
  readonly now: () => Date;
}): Promise<FastifyInstance> {
  const { db, tenantId, pipelines, currency, now } = host;
  const { deals, openTasks } = kyselyRepositories(db, { tenantId, pipelines });
  const live = await followDeals(deals, { pipelines, currency });
  const pipelineOf = (pipelineId: string): Pipeline => {
    const pipeline = pipelines.find(({ id }) => id === pipelineId);
    if (pipeline !== undefined) return pipeline;
    throw new DealError('unknown-pipeline', `There is no pipeline ${pipelineId}.`, { pipelineId });
  };

  // Unless told otherwise, Fastify drops what a schema does not have, and makes numbers texts.
  const ajv = { customOptions: { removeAdditional: false, coerceTypes: false } } as const;
  const app = Fastify({ ajv, logger: { level: 'error' }, frameworkErrors: refuse }).setErrorHandler(refuse);
  app.setNotFoundHandler(() => {
    throw new errorCodes.FST_ERR_NOT_FOUND();
  });
  await app.register(swagger, { openapi: { openapi: '3.1.0', info: { title: 'CRM', version: '1' } } });
  app.get('/openapi.json', route('This description', {}), () => app.swagger());

  const opening = route('Open a deal', { body: takes('id!', 'pipelineId!', ...facts) });
  app.post<{ Body: Opening }>('/deals', opening, async (request, reply) => {
    const { pipelineId, ...input } = { ownerId: null, potential: null, ...read(request.body), at: now() };
    return reply.status(201).send(await createDeal(deals, openDeal(pipelineOf(pipelineId), input)));
  });

  const params = takes('id!');
  app.get<ToDeal>('/deals/:id', route('A deal', { params }), ({ params: { id } }) => {
    return updateDeal(deals, id, () => []);
  });
  for (const [path, [does, body, verb]] of Object.entries(acts)) {
    app.post<ToDeal>(`/deals/:id/${path}`, route(does, { params, body }), (request) => {
      return updateDeal(deals, request.params.id, (deal) => {
        const input = { ...read(request.body), at: now() };
        return verb(deal as never, pipelineOf(deal.pipelineId), input as never);
      });
    });
  }

  const mine = route('My tasks, the soonest due first', { querystring: takes('assigneeId!') });
  app.get<{ Querystring: { assigneeId: string } }>('/tasks', mine, async ({ query }) => {
    const tasks = await openTasks(query);
    return { tasks: tasks.map((task) => ({ ...task, isOverdue: isOverdue(task, now()) })) };
  });

  for (const [path, [answers, querystring, report]] of Object.entries(reports)) {
    app.get<OfDeals>(`/${path}`, route(answers, { querystring }), async ({ query }) => {
      const { ownerId, ...asked } = query;
      await live.refresh();
      return report(dealsOf(bookAsOf(live.book, now()), ownerId), asked);
    });
  }
  return app;
}
