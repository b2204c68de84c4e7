import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startTestWorker, type TestWorker } from './support/test-worker';

const token = 's3cr3t-token-of-the-test';
const secrets = { resolve: (name: string) => (name === 'TOKEN' ? token : undefined), values: () => [token] };

let test: TestWorker;
let url: string;
const requests: IncomingMessage[] = [];
let answer: (response: ServerResponse, nth: number) => void = () => undefined;

const server = createServer((request, response) => {
  requests.push(request);
  answer(response, requests.length);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  test = await startTestWorker({ egress: { allow: ['127.0.0.1'] }, secrets });
});

afterAll(async () => {
  await test.stop();
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  requests.length = 0;
});

function definition(task: object): object {
  return { octavo: 1, id: 'call', tasks: [{ id: 'call', type: 'basic', action: 'http.request', ...task }] };
}

it('retries by the rule for the code, not before Retry-After, with the same idempotency key', async () => {
  const times: number[] = [];
  answer = (response, nth) => {
    times.push(Date.now());
    if (nth < 3) response.writeHead(nth === 1 ? 503 : 429, { 'retry-after': '2' }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  };
  const retry = {
    maxAttempts: 1,
    rules: [{ match: ['HTTP_5*', 'HTTP_429'], maxAttempts: 3, initialInterval: '10ms' }],
  };
  const result = await test.client.run(definition({ with: { url, method: 'POST', body: { a: 1 } }, retry }));
  expect(result).toMatchObject({ status: 'SUCCESS', output: { status: 200, body: { ok: true } } });
  expect(result.tasks['call']).toMatchObject({ attempt: 3 });
  expect(new Set(requests.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect((times[2] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(3_900);
});

it('fails with the code and the response, which onError can read', async () => {
  answer = (response) => response.writeHead(404, { 'content-type': 'application/json' }).end('{"why":"gone"}');
  const onError = [
    { match: ['HTTP_404'], do: { id: 'why', type: 'basic', action: 'transform', with: '${ error.details.body.why }' } },
  ];
  const result = await test.client.run(definition({ with: { url }, onError }));
  expect(result).toMatchObject({ status: 'SUCCESS', output: 'gone' });
  expect(requests).toHaveLength(1);
});

it('sends a secret to the server, and masks it everywhere else', async () => {
  answer = (response) => {
    const { authorization } = requests[0]?.headers ?? {};
    response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ you: authorization }));
  };
  const with_ = {
    url,
    auth: { bearer: '${ secrets.TOKEN }' },
    body: { text: 'it is ${ secrets.TOKEN }' },
    method: 'POST',
  };
  const result = await test.client.run(definition({ with: with_, retry: { maxAttempts: 1 } }));
  expect(requests[0]?.headers.authorization).toBe(`Bearer ${token}`);
  expect(result).toMatchObject({
    status: 'FAILED',
    error: { code: 'HTTP_500', details: { body: { you: 'Bearer ***' } } },
  });
  const { workflowId, runId } = result;
  const history = await test.client.temporal.workflow.getHandle(workflowId).fetchHistory();
  const text = Buffer.concat(history.events?.map((event) => Buffer.from(JSON.stringify(event))) ?? []).toString();
  const payloads = [...text.matchAll(/"data":"([^"]+)"/g)].map(([, data]) =>
    Buffer.from(data ?? '', 'base64').toString(),
  );
  expect(payloads.join('\n')).toContain('Bearer ***');
  const stored = await test.worker.store.readTasks({ workflowId, firstRunId: runId });
  expect([text, ...payloads, JSON.stringify(stored), JSON.stringify(result)].join('\n')).not.toContain(token);
});

it('rejects addresses that the egress rules forbid, without a retry', async () => {
  const result = await test.client.run(definition({ with: { url: 'http://169.254.169.254/latest/meta-data/' } }));
  expect(result).toMatchObject({ status: 'FAILED', error: { code: 'HTTP_BLOCKED', attempt: 1 } });
});
