import { readdirSync, readFileSync } from 'node:fs';
import { typicalSale } from 'dealbook';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { crmService } from '../../examples/crm-service/service.ts';
import { type Database, databaseOf } from '../support/databases/database.ts';
import { on, sales } from '../support/deals.ts';

// examples/crm-service: a day of a CRM over HTTP. The tests follow one another.

let database: Database;
let app: FastifyInstance;
let url: string;
let now = on(1);

beforeAll(async () => {
  database = (await databaseOf('SQLite')) as Database;
  app = await serviceOf('acme');
  url = await app.listen({ port: 0 });
});
afterAll(async () => {
  await app.close();
  await database.drop();
});

function serviceOf(tenantId: string): Promise<FastifyInstance> {
  const pipelines = [sales, typicalSale];
  return crmService({ db: database.db, tenantId, pipelines, currency: 'NOK', now: () => now });
}

/** Norwegian kroner, as JSON has them. */
function nok(amount: number) {
  return { amount: String(amount), currency: 'NOK' };
}

/** What the service answers: the status, and the body as JSON. */
async function ask(method: string, path: string, body?: unknown) {
  const json = body === undefined ? {} : { body: JSON.stringify(body) };
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url + path, { method, headers, ...json });
  return { status: response.status, body: JSON.parse(await response.text()) };
}
const get = (path: string) => ask('GET', path);
const post = (path: string, body: unknown) => ask('POST', path, body);

test('it has at most 200 lines', () => {
  const folder = 'examples/crm-service';
  const lines = readdirSync(folder).flatMap((file) =>
    readFileSync(`${folder}/${file}`, 'utf8').trimEnd().split('\n'),
  );
  expect(lines.length).toBeLessThanOrEqual(200);
});

describe('the day', () => {
  test('three deals are opened', async () => {
    const potential = nok(100);
    for (const [id, ownerId] of [
      ['d1', 'kari'],
      ['d2', 'kari'],
      ['d3', 'ola'],
    ]) {
      const opened = await post('/deals', { id, pipelineId: 'sales', ownerId, potential });
      expect(opened).toMatchObject({ status: 201, body: { id, ownerId, stageId: 'contact', potential } });
    }
    const expectedCloseAt = '2026-11-01T10:00:00+02:00';
    const opened = await post('/deals', { id: 'd4', pipelineId: 'typical-sale', expectedCloseAt });
    expect(opened.body).toMatchObject({ ownerId: null, expectedCloseAt: '2026-11-01T08:00:00.000Z' });
  });

  test('one is moved', async () => {
    now = on(2);
    expect((await post('/deals/d1/move', { to: 'offer', by: 'kari' })).body).toMatchObject({
      stageId: 'offer',
      stageEnteredAt: now.toISOString(),
    });
    expect((await get('/deals/d1')).body).toMatchObject({ stageId: 'offer', version: 2 });
  });

  test('a task is the owner’s until it is done, and overdue after its date', async () => {
    const call = { id: 'call', name: 'Call back', dueAt: on(3).toISOString() };
    expect((await post('/deals/d3/tasks', call)).status).toBe(200);
    const mine = (isOverdue: boolean) => ({ tasks: [{ ...call, dealId: 'd3', isOverdue }] });
    expect((await get('/tasks?assigneeId=ola')).body).toMatchObject(mine(false));
    now = on(4);
    expect((await get('/tasks?assigneeId=ola')).body).toMatchObject(mine(true));
    expect((await get('/tasks?assigneeId=kari')).body).toEqual({ tasks: [] });
    expect((await post('/deals/d3/tasks/complete', { taskId: 'call' })).status).toBe(200);
    expect((await get('/tasks?assigneeId=ola')).body).toEqual({ tasks: [] });
  });

  test('one is won for less, one lost for its price', async () => {
    now = on(5);
    const won = await post('/deals/d1/win', { amount: nok(90) });
    expect(won.body).toMatchObject({ status: 'won', wonAmount: nok(90), closedAt: now.toISOString() });
    const lost = await post('/deals/d2/lose', { reason: 'price' });
    expect(lost.body).toMatchObject({ status: 'lost', lossReason: 'price' });
  });

  test('the funnel has them: both came to the contact, one went on', async () => {
    const { body } = await get('/funnel?pipelineId=sales&closedDuring=2026-10');
    expect(body.stages).toMatchObject([
      { stageId: 'contact', entered: 2, passed: 1, lost: 1 },
      { stageId: 'offer', entered: 1, passed: 1, lost: 0 },
      { stageId: 'terms', entered: 1, passed: 1, lost: 0 },
    ]);
    expect(body.total).toMatchObject({ won: 1, lost: 1 });
    const olas = await get('/funnel?pipelineId=sales&ownerId=ola');
    expect(olas.body.total).toMatchObject({ deals: 1, open: 1 });
  });

  test('the forecast has the open one, in the contact: half of those went on to be won', async () => {
    const { body } = await get('/forecast?pipelineId=sales&closedDuring=2026-10');
    expect(body.stages[0]).toMatchObject({ open: 1, probability: 0.5, expectedPotential: nok(50) });
    expect(body.total).toMatchObject({ open: 1, expectedWins: 0.5, expectedPotential: nok(50) });
  });

  test('the lost one is reopened, and on the board a day later', async () => {
    expect((await post('/deals/d2/reopen', {})).body).toMatchObject({ status: 'open', stageId: 'contact' });
    now = on(6);
    const { body } = await get('/board?pipelineId=sales');
    expect(body.asOf).toBe(now.toISOString());
    const deals = [{ dealId: 'd2' }, { dealId: 'd3' }];
    expect(body.stages[0]).toMatchObject({ stageId: 'contact', open: 2, potential: nok(200), deals });
    expect((await get('/board?pipelineId=sales&ownerId=ola')).body.total).toMatchObject({ open: 1 });
  });
});

test('of two requests at once on one deal both get in', async () => {
  const answers = await Promise.all([
    post('/deals/d3/move', { to: 'offer' }),
    post('/deals/d3/tasks', { id: 'visit', name: 'Visit them' }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { body } = await get('/deals/d3');
  expect(body).toMatchObject({ stageId: 'offer', version: 5 }); // opened, task, done, moved, task
  expect(body.addedTasks).toHaveLength(2);
});

test('two reports at once are of the same deals', async () => {
  const [board, funnel] = await Promise.all([
    get('/board?pipelineId=sales'),
    get('/funnel?pipelineId=sales'),
  ]);
  expect([board.body.total.open, funnel.body.total.open]).toEqual([2, 2]);
});

test('another tenant has none of the deals; a service that starts later has all of them', async () => {
  const boardOf = async (tenantId: string) => {
    const service = await serviceOf(tenantId);
    const board = await service.inject('/board?pipelineId=sales');
    await service.close();
    return board.json().total.open;
  };
  expect([await boardOf('other'), await boardOf('acme')]).toEqual([0, 2]);
});

describe('it refuses', () => {
  test.each([
    [404, 'unknown-deal', 'POST', '/deals/d9/move', { to: 'offer' }, { dealId: 'd9' }],
    [404, 'unknown-deal', 'GET', '/deals/d9', undefined, { dealId: 'd9' }],
    [409, 'duplicate-deal', 'POST', '/deals', { id: 'd1', pipelineId: 'sales' }, { dealId: 'd1' }],
    [422, 'unknown-pipeline', 'POST', '/deals', { id: 'd9', pipelineId: 'x' }, { pipelineId: 'x' }],
    [422, 'unknown-pipeline', 'GET', '/board?pipelineId=x', undefined, { pipelineId: 'x' }],
    [422, 'deal-not-open', 'POST', '/deals/d1/move', { to: 'offer' }, { dealId: 'd1', status: 'won' }],
    [422, 'reason-required', 'POST', '/deals/d2/lose', {}, { dealId: 'd2' }],
    [422, 'tasks-open', 'POST', '/deals/d4/move', { to: 'qualification' }, { dealId: 'd4' }],
    [
      422,
      'invalid-period',
      'GET',
      '/funnel?pipelineId=sales&closedDuring=soon',
      undefined,
      { input: 'soon' },
    ],
    [404, 'FST_ERR_NOT_FOUND', 'GET', '/nowhere', undefined, {}],
    [400, 'FST_ERR_BAD_URL', 'GET', '/deals/%zz', undefined, {}],
  ])('%i %s: %s %s', async (status, code, method, path, body, details) => {
    const answer = await ask(method, path, body);
    expect(answer).toMatchObject({ status, body: { code, message: expect.any(String), details } });
  });

  test.each([
    ['POST', '/deals/d2/win', { amuont: nok(1) }, { additionalProperty: 'amuont' }],
    ['POST', '/deals/d2/win', { amount: { ...nok(1), rate: 2 } }, { additionalProperty: 'rate' }],
    ['POST', '/deals/d2/win?by=kari', {}, { additionalProperty: 'by' }],
    ['GET', '/deals/d2?asOf=2026', undefined, { additionalProperty: 'asOf' }],
    ['GET', '/board?pipelineId=sales&closedDuring=2026', undefined, { additionalProperty: 'closedDuring' }],
    ['POST', '/deals/d2/win', { amount: { amount: 100, currency: 'NOK' } }, { type: 'string' }],
    ['POST', '/deals/d2/move', {}, { missingProperty: 'to' }],
    [
      'POST',
      '/deals/d2/tasks',
      { id: 't', name: 'Call', dueAt: '2026-02-30T12:00:00Z' },
      { format: 'date-time' },
    ],
  ])('what its schema does not have: %s %s %j', async (method, path, body, params) => {
    const { status, body: answer } = await ask(method, path, body);
    expect({ status, code: answer.code }).toEqual({ status: 422, code: 'invalid-request' });
    expect(answer.details.problems).toMatchObject([{ params }]);
  });

  test('and leaves the deal as it was', async () => {
    expect((await get('/deals/d2')).body).toMatchObject({ status: 'open', version: 3 });
  });
});

test('the OpenAPI document lists every endpoint, with what it takes', async () => {
  const { paths } = (await get('/openapi.json')).body;
  const endpoints = Object.entries<object>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(endpoints.sort()).toEqual([
    ...['get /board', 'get /deals/{id}', 'get /forecast', 'get /funnel', 'get /openapi.json', 'get /tasks'],
    ...['post /deals', 'post /deals/{id}/lose', 'post /deals/{id}/move', 'post /deals/{id}/reopen'],
    ...['post /deals/{id}/tasks', 'post /deals/{id}/tasks/complete', 'post /deals/{id}/win'],
  ]);
  const { schema } = paths['/deals/{id}/move'].post.requestBody.content['application/json'];
  expect(schema).toMatchObject({ required: ['to'], additionalProperties: false });
  const [pipelineId] = paths['/board'].get.parameters;
  expect(pipelineId).toMatchObject({ name: 'pipelineId', in: 'query', required: true });
});

test('without its database it is unavailable', async () => {
  await database.drop();
  const answer = await get('/deals/d1');
  expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
});
